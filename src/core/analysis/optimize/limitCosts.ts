import { InputError } from '../../issues/issue.ts';
import type { PlanBounds, ResolvedScenario } from '../../scenario/resolved.ts';
import { limitPrices, type LimitPrice } from './limitPrices.ts';
import { solveBids, storeBudget, type BidProblem, type BidSolution } from './solveBids.ts';
import { withBudget } from './spendReturn.ts';

/** A limit that holds the answer back, what a little more room in it brings, and what it costs as a whole. */
export interface LimitCost extends LimitPrice {
  /** A round change of the limit's figure and what it brings of the objective a day, from solving again. */
  readonly step?: { readonly change: number; readonly gain: number };
  /** What the objective a day would gain without the limit, from solving again. */
  readonly cost?: number;
}

/** Solved again for the dearest limits only. */
const EXPLAINED = 8;

/**
 * Every limit that holds the answer back with what it costs, in the objective's measure (money where least budget is asked for). The ROI
 * limits of all plans count as one, of the store. Gains are of the planning model, over the bids that were tested.
 */
export function limitCosts(problem: BidProblem, solution: BidSolution): LimitCost[] {
  const asked = solution.short ? reached(problem) : problem;
  const prices = together(limitPrices(asked, solution));
  return prices.map((price, i) =>
    i < EXPLAINED ? { ...price, ...explained(asked, solution, price) } : price,
  );
}

/** The problem without the target that is out of reach. */
function reached(problem: BidProblem): BidProblem {
  const { target: _, ...scenario } = problem.prepared.scenario;
  return { ...problem, prepared: { ...problem.prepared, scenario } };
}

/** Marginal floors of plans as one limit of the store: the strictest of them is its figure. */
function together(prices: readonly LimitPrice[]): LimitPrice[] {
  const floors = prices.filter(({ limit }) => limit === 'minMarginalRoas');
  const others = prices.filter(({ limit }) => limit !== 'minMarginalRoas');
  if (floors.length === 0) return others;
  const at = floors.reduce((most, one) => Math.max(most, one.at), 0);
  const price = floors.reduce((most, one) => Math.max(most, one.price), 0);
  const all: LimitPrice = { node: 'store', level: 'store', limit: 'minMarginalRoas', at, price };
  return [
    ...others.filter(({ level }) => level === 'store'),
    all,
    ...others.filter(({ level }) => level !== 'store'),
  ];
}

function explained(
  problem: BidProblem,
  solution: BidSolution,
  price: LimitPrice,
): Pick<LimitCost, 'step' | 'cost'> {
  const { scenario } = problem.prepared;
  const gainOf = (changed: BidProblem): number | null => {
    try {
      const other = solveBids(changed);
      return other.short ? null : Math.max(0, other.certificate.value - solution.certificate.value);
    } catch (error) {
      if (error instanceof InputError) return null;
      throw error;
    }
  };
  if (price.level === 'store' && (price.limit === 'dailyBudget' || price.limit === 'periodBudget')) {
    const budget = storeBudget(scenario);
    const change = roundStep(budget);
    const gain = scenario.target === undefined ? gainOf(withBudget(problem, budget + change)) : null;
    return gain === null ? {} : { step: { change, gain } };
  }
  if (price.limit === 'target') {
    const change = roundStep(price.at);
    const gain = gainOf(patched(problem, { ...scenario, target: price.at - change }));
    return gain === null ? {} : { step: { change: -change, gain } };
  }
  // Other bids of a fixed plan, or beyond a bound, were not tested.
  if (price.limit === 'fixed' || price.limit === 'maxBid') return {};
  const cost = gainOf(patched(problem, without(scenario, price)));
  return cost === null ? {} : { cost };
}

function patched(problem: BidProblem, scenario: ResolvedScenario): BidProblem {
  return { ...problem, prepared: { ...problem.prepared, scenario } };
}

/** The scenario without one limit. */
function without(scenario: ResolvedScenario, { node, level, limit }: LimitPrice): ResolvedScenario {
  const { limits, plans } = scenario;
  if (limit === 'minMarginalRoas')
    return {
      ...scenario,
      // A floor of 0 keeps out only what brings nothing; plans without break-even stay off.
      plans: plans.map((plan) => ({ ...plan, bounds: { ...plan.bounds, ...zeroFloor(plan.bounds) } })),
    };
  if (level === 'store') return { ...scenario, limits: lifted(limits, limit) };
  if (level === 'group') {
    const groups = limits.groups.map((group) => (group.id === node ? lifted(group, limit) : group));
    return { ...scenario, limits: { ...limits, groups } };
  }
  const changed = plans.map((plan) => {
    if (plan.id !== node) return plan;
    if (limit === 'exploration') return { ...plan, evidence: undefined };
    return { ...plan, bounds: lifted(plan.bounds, limit) };
  });
  return { ...scenario, plans: changed as unknown as ResolvedScenario['plans'] };
}

const zeroFloor = ({ minMarginalRoas }: PlanBounds) =>
  minMarginalRoas === null ? {} : { minMarginalRoas: 0 };

/** Limits without one of them: null where the field is always there, else absent. */
function lifted<T extends object>(limits: T, limit: string): T {
  const { [limit as keyof T]: value, ...rest } = limits;
  const always = ['dailyBudget', 'minAverageRoas', 'maxDailyBudget'].includes(limit);
  return (value === undefined || !always ? rest : { ...rest, [limit]: null }) as T;
}

/** A power of ten between 1 % and 10 % of an amount. */
function roundStep(amount: number): number {
  if (!(amount > 0)) return 1;
  let step = 1;
  while (step * 10 > amount) step /= 10;
  while (step * 100 <= amount) step *= 10;
  return step;
}
