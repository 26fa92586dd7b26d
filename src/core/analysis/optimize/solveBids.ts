import { allocateFrontiers, type FrontierGroup } from '../../allocation/allocateFrontiers.ts';
import { frontierFromPoints, frontierMix, type Frontier } from '../../allocation/frontier.ts';
import { capRoas, floorMarginal } from '../../allocation/frontierOps.ts';
import type { TreeSolution } from '../../allocation/solveTree.ts';
import { InputError } from '../../issues/issue.ts';
import { exp, log, pow } from '../../math/elementary.ts';
import type { PreparedScenario } from '../../engine/prepare.ts';
import type { ResolvedPlan } from '../../scenario/resolved.ts';
import type { PlanCurve } from './planCurves.ts';

export type Solved = Extract<TreeSolution, { status: 'optimal' }>;

/** The best split of the day's money over the plans' curves, and the bid that buys each plan's part. */
export interface BidSolution {
  readonly solution: Solved;
  /** Bid of each plan; 0 = switch off. */
  readonly bid: Float64Array;
}

/** What is maximised: the count + revenue x `revenue` + contribution x `contribution` - spend x `spend`. */
interface Weights {
  readonly count?: 'orders' | 'clicks';
  readonly revenue: number;
  readonly contribution: number;
  readonly spend: number;
}

/**
 * Solves the split of the store's budget over fluid frontiers under every limit of the scenario. The revenue objective
 * counts revenue; the profit objective counts contribution and charges spend; orders and clicks count themselves, while
 * ROAS limits stay about revenue.
 * @param off 1 for plans that may spend nothing
 * @throws InputError `optimize.infeasible` when limits contradict each other, `optimize.group-roas` for a group's average
 * ROAS under an objective other than revenue
 */
export function solveBids(
  prepared: PreparedScenario,
  curves: readonly PlanCurve[],
  off: Uint8Array,
): BidSolution {
  const { limits, objective } = prepared.scenario;
  if (objective === 'revenue')
    return solveWeighted(prepared, curves, off, { revenue: 1, contribution: 0, spend: 0 });
  const group = limits.groups.findIndex(({ minAverageRoas }) => minAverageRoas !== null);
  if (group !== -1)
    throw new InputError([
      {
        code: 'optimize.group-roas',
        path: ['limits', 'groups', group],
        params: { group: limits.groups[group]!.id, objective },
      },
    ]);
  const measure = objective === 'profit' ? { contribution: 1, spend: 1 } : { count: objective, spend: 0 };
  return solvePriced(prepared, curves, off, { revenue: 0, contribution: 0, ...measure });
}

type PlanBounds = Pick<ResolvedPlan['bounds'], 'minMarginalRoas' | 'minAverageRoas'>;

const BISECTIONS = 40;
const HIGHEST_MULTIPLIER = 1e9;

/**
 * Most of a measure other than revenue (profit: contribution - spend) with the store's average ROAS floor: the floor is priced
 * by a multiplier mu, which adds mu (revenue - floor spend) to the objective; ROAS rises with mu, so mu is found by bisection.
 */
function solvePriced(
  prepared: PreparedScenario,
  curves: readonly PlanCurve[],
  off: Uint8Array,
  measure: Weights,
): BidSolution {
  const floor = prepared.scenario.limits.minAverageRoas ?? 0;
  const at = (mu: number): { answer: BidSolution; roas: number } => {
    const weights = { ...measure, revenue: mu, spend: measure.spend + mu * floor };
    const answer = solveWeighted(prepared, curves, off, weights);
    let spend = 0;
    let revenue = 0;
    curves.forEach((curve, p) => {
      spend += answer.solution.spend[p]!;
      if (weights.count !== undefined) {
        revenue += revenueAt(curve, frontierOf(curve, weights), answer.solution.spend[p]!);
        return;
      }
      const worth = valueOfRevenue(curve, weights);
      revenue += worth > 0 ? answer.solution.value[p]! / worth : 0;
    });
    return { answer, roas: spend > 0 ? revenue / spend : Infinity };
  };
  const free = at(0);
  if (free.roas >= floor) return free.answer;
  let low = 0;
  let high = 1;
  let best = at(high);
  while (best.roas < floor && high < HIGHEST_MULTIPLIER) best = at((high *= 4));
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    const tried = at(middle);
    if (tried.roas >= floor) {
      high = middle;
      best = tried;
    } else low = middle;
  }
  return best.answer;
}

function solveWeighted(
  prepared: PreparedScenario,
  curves: readonly PlanCurve[],
  off: Uint8Array,
  weights: Weights,
): BidSolution {
  const { limits, plans, days, objective } = prepared.scenario;
  const frontiers = curves.map((curve) => frontierOf(curve, weights));
  const perDay = limits.periodBudget === null ? Infinity : limits.periodBudget / days;
  const solution = allocateFrontiers({
    plans: plans.map((plan, p) => {
      const spends = curves[p]!.spend;
      const fixed = plan.bounds.fixed ? (plan.enabled ? spends[0]! : 0) : undefined;
      return {
        id: plan.id,
        frontier: frontiers[p]!,
        min: fixed ?? 0,
        max:
          fixed ??
          Math.min(
            frontiers[p]!.cost.at(-1)!,
            plan.bounds.maxDailyBudget ?? Infinity,
            weights.count === undefined ? Infinity : roasEnd(curves[p]!, plan.bounds),
          ),
      };
    }),
    groups: limitGroups(prepared, curves, off, weights),
    budget: Math.min(limits.dailyBudget, perDay),
    ...(limits.minAverageRoas !== null && objective === 'revenue'
      ? { minAverageRoas: limits.minAverageRoas }
      : {}),
    costWeight: weights.spend,
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
  off: Uint8Array,
  weights: Weights,
): FrontierGroup[] {
  const { plans, limits } = prepared.scenario;
  const single = (id: string): string => `plan:${id}`;
  const ones = plans.flatMap((plan, p): FrontierGroup[] => {
    if (plan.bounds.fixed) return [];
    const { minAverageRoas, minMarginalRoas } = plan.bounds;
    const unit = valueOfRevenue(curves[p]!, weights);
    if (minMarginalRoas === null || off[p] === 1)
      return [{ id: single(plan.id), plans: [plan.id], budget: 0 }];
    // Counts are no multiple of revenue: `roasEnd` holds the floors.
    if (weights.count !== undefined) return [{ id: single(plan.id), plans: [plan.id] }];
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
        ...(group.minAverageRoas !== null ? { minAverageRoas: group.minAverageRoas } : {}),
      },
    ];
  });
  return [...ones, ...groups];
}

/** A plan's frontier in the measure that is maximised. */
function frontierOf(curve: PlanCurve, weights: Weights): Frontier {
  const counts = weights.count === undefined ? undefined : curve[weights.count];
  return frontierFromPoints(
    curve.spend,
    curve.revenue.map(
      (value, i) =>
        (counts === undefined ? 0 : counts[i]!) +
        weights.revenue * value +
        weights.contribution * curve.contribution[i]! +
        creditWeight(curve, weights) * curve.credit[i]!,
    ),
  );
}

/** Revenue of a plan where its spend mixes two bids of a frontier. */
function revenueAt({ revenue }: PlanCurve, frontier: Frontier, spend: number): number {
  const { from, to, share } = frontierMix(frontier, spend);
  return (1 - share) * (revenue[from] ?? 0) + share * (revenue[to] ?? 0);
}

/** Most spend that a plan's ROAS floors leave on its revenue frontier [currency/day]. */
function roasEnd(curve: PlanCurve, { minMarginalRoas, minAverageRoas }: PlanBounds): number {
  let frontier = frontierFromPoints(curve.spend, curve.revenue);
  if (minMarginalRoas !== null) frontier = floorMarginal(frontier, minMarginalRoas);
  if (minAverageRoas !== null) frontier = capRoas(frontier, minAverageRoas);
  return frontier.cost.at(-1)!;
}

/** What a unit of credited profit counts for: as much profit of the plan's own, at its margin. */
function creditWeight(curve: PlanCurve, weights: Weights): number {
  if (weights.count !== undefined) return 0;
  const share = marginOf(curve);
  return share > 0 ? weights.contribution + weights.revenue / share : 0;
}

/** Contribution a unit of revenue, the same all along a plan's curve; 0 where it is negative. */
function marginOf({ revenue, contribution }: PlanCurve): number {
  const most = revenue.at(-1)!;
  return most > 0 ? Math.max(0, contribution.at(-1)! / most) : 0;
}

/** What a unit of revenue counts for: the contribution it holds is the same all along a plan's curve. */
function valueOfRevenue(curve: PlanCurve, weights: Weights): number {
  return weights.revenue + weights.contribution * marginOf(curve);
}

/** The bid at which a plan spends `spend`; below the grid a smaller bid by the usual elasticity of spend, 0 for nothing. */
function bidFor(curve: PlanCurve, frontier: Frontier, spend: number): number {
  if (!(spend > 0)) return 0;
  const { from, to, share } = frontierMix(frontier, spend);
  if (from === -1) return curve.bid[to === -1 ? 0 : to]! * pow(Math.max(share, 1e-3), 0.4);
  const a = curve.bid[from]!;
  return share === 0 ? a : a * exp(share * log(curve.bid[to]! / a));
}
