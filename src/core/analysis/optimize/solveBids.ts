import { allocateFrontiers, type FrontierGroup } from '../../allocation/allocateFrontiers.ts';
import { frontierFromPoints, frontierMix } from '../../allocation/frontier.ts';
import type { TreeSolution } from '../../allocation/solveTree.ts';
import { InputError } from '../../issues/issue.ts';
import { exp, log, pow } from '../../math/elementary.ts';
import type { PreparedScenario } from '../../engine/prepare.ts';
import type { PlanCurve } from './planCurves.ts';

export type Solved = Extract<TreeSolution, { status: 'optimal' }>;

/** The best split of the day's money over the plans' curves, and the bid that buys each plan's part. */
export interface BidSolution {
  readonly solution: Solved;
  /** Bid of each plan; 0 = switch off. */
  readonly bid: Float64Array;
}

/**
 * Solves the split of the store's budget over fluid frontiers under every limit of the scenario. The revenue objective
 * counts revenue; the profit objective counts contribution and charges spend.
 * @throws InputError `optimize.infeasible` when limits contradict each other
 */
export function solveBids(prepared: PreparedScenario, curves: readonly PlanCurve[]): BidSolution {
  const { scenario } = prepared;
  const { limits, plans } = scenario;
  const profit = scenario.objective === 'profit';
  const values = curves.map((curve) => (profit ? curve.contribution : curve.revenue));
  const frontiers = curves.map((curve, p) => frontierFromPoints(curve.spend, values[p]!));
  const perDay = limits.periodBudget === null ? Infinity : limits.periodBudget / scenario.days;
  const solution = allocateFrontiers({
    plans: plans.map((plan, p) => {
      const spends = curves[p]!.spend;
      const fixed = plan.bounds.fixed ? (plan.enabled ? spends[0]! : 0) : undefined;
      return {
        id: plan.id,
        frontier: frontiers[p]!,
        min: fixed ?? 0,
        max: fixed ?? Math.min(frontiers[p]!.cost.at(-1)!, plan.bounds.maxDailyBudget ?? Infinity),
      };
    }),
    groups: limitGroups(prepared, curves, profit),
    budget: Math.min(limits.dailyBudget, perDay),
    ...(limits.minAverageRoas !== null && !profit ? { minAverageRoas: limits.minAverageRoas } : {}),
    costWeight: profit ? 1 : 0,
  });
  if (solution.status === 'infeasible') {
    const { node, limit } = solution.conflict;
    throw new InputError([
      { code: 'optimize.infeasible', path: ['limits'], params: { node, limit: String(limit) } },
    ]);
  }
  const bid = Float64Array.from(curves, (curve, p) =>
    plans[p]!.bounds.fixed ? plans[p]!.bid : bidFor(curve, frontiers[p]!, solution.spend[p]!),
  );
  return { solution, bid };
}

/** Each plan's own limits as a group of one, inside its group. A plan without break-even may spend nothing. */
function limitGroups(
  prepared: PreparedScenario,
  curves: readonly PlanCurve[],
  profit: boolean,
): FrontierGroup[] {
  const { plans, limits } = prepared.scenario;
  const single = (id: string): string => `plan:${id}`;
  const ones = plans.flatMap((plan, p): FrontierGroup[] => {
    if (plan.bounds.fixed) return [];
    const { minAverageRoas, minMarginalRoas } = plan.bounds;
    const unit = profit ? contributionShare(curves[p]!) : 1;
    if (minMarginalRoas === null) return [{ id: single(plan.id), plans: [plan.id], budget: 0 }];
    return [
      {
        id: single(plan.id),
        plans: [plan.id],
        minMarginalRoas: minMarginalRoas * unit,
        ...(minAverageRoas !== null ? { minAverageRoas: minAverageRoas * unit } : {}),
      },
    ];
  });
  const nameOf = (p: number): string => (plans[p]!.bounds.fixed ? plans[p]!.id : single(plans[p]!.id));
  const groups = limits.groups.flatMap((group): FrontierGroup[] => {
    const members = plans.flatMap((plan, p) => (plan.group === group.id ? [nameOf(p)] : []));
    if (members.length === 0) return [];
    return [
      {
        id: `group:${group.id}`,
        plans: members,
        ...(group.dailyBudget !== null ? { budget: group.dailyBudget } : {}),
        ...(group.minAverageRoas !== null && !profit ? { minAverageRoas: group.minAverageRoas } : {}),
      },
    ];
  });
  return [...ones, ...groups];
}

/** Contribution a unit of revenue, the same all along a plan's curve. */
function contributionShare(curve: PlanCurve): number {
  const revenue = curve.revenue.at(-1)!;
  return revenue > 0 ? Math.max(0, curve.contribution.at(-1)! / revenue) : 0;
}

/** The bid at which a plan spends `spend`; below the grid a smaller bid by the usual elasticity of spend, 0 for nothing. */
function bidFor(curve: PlanCurve, frontier: ReturnType<typeof frontierFromPoints>, spend: number): number {
  if (!(spend > 0)) return 0;
  const { from, to, share } = frontierMix(frontier, spend);
  if (from === -1) return curve.bid[to === -1 ? 0 : to]! * pow(Math.max(share, 1e-3), 0.4);
  const a = curve.bid[from]!;
  return share === 0 ? a : a * exp(share * log(curve.bid[to]! / a));
}
