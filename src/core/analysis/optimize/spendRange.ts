import { frontierFromPoints, type Frontier } from '../../allocation/frontier.ts';
import { capRoas, floorMarginal } from '../../allocation/frontierOps.ts';
import type { ResolvedPlan } from '../../scenario/resolved.ts';
import { creditedRevenue } from './measures.ts';
import type { PlanCurve } from './planCurves.ts';

/** What sets one end of the spend a plan may have: a field of its limits, or nothing it could change. */
export type PlanLimit =
  | 'minMarginalRoas'
  | 'minAverageRoas'
  | 'maxCostPerOrder'
  | 'maxDailyBudget'
  | 'maxBid'
  | 'maxSpend'
  | 'maxOfToday'
  | 'minSpend'
  | 'minOfToday'
  | 'exploration'
  | 'fixed'
  | 'off'
  | 'demand';

/** One end: the spend [currency/day], the limit that sets it and the limit's figure. */
export interface RangeEnd {
  readonly spend: number;
  readonly limit: PlanLimit;
  readonly at: number;
}

export interface SpendRange {
  readonly least: RangeEnd;
  readonly most: RangeEnd;
}

/** What a plan's range depends on beside its curve. */
export interface RangeContext {
  /** Spend of today's setting in expected values [currency/day], which relative limits refer to. */
  readonly today: number;
  /** Part of the exploration budget that is the plan's [currency/day]; 0 with evidence. */
  readonly exploration: number;
  /** The plan may spend nothing. */
  readonly off: boolean;
}

/**
 * Least and most spend of a plan under its own limits. Floors of ROAS and the cap on cost an order hold for every spend up to their
 * end, because returns fall with spend. Minimums are exempt from the marginal floor, and from nothing else.
 */
export function spendRange(plan: ResolvedPlan, curve: PlanCurve, context: RangeContext): SpendRange {
  const { bounds } = plan;
  const ends: RangeEnd[] = [{ spend: Math.max(...curve.spend), limit: 'demand', at: 0 }];
  if (bounds.fixed) {
    const spend = plan.enabled ? Math.min(curve.spend[0]!, plan.dailyBudget) : 0;
    const end: RangeEnd = { spend, limit: 'fixed', at: spend };
    return { least: end, most: end };
  }
  const add = (limit: PlanLimit, at: number | null | undefined, spend: (at: number) => number): void => {
    if (at !== null && at !== undefined) ends.push({ spend: spend(at), limit, at });
  };
  const same = (at: number): number => at;
  const revenue = (of: Float64Array): Frontier => frontierFromPoints(curve.spend, of);
  add('maxDailyBudget', bounds.maxDailyBudget, same);
  add('maxSpend', bounds.maxSpend, same);
  add('maxOfToday', bounds.maxOfToday, (at) => at * context.today);
  add('minAverageRoas', bounds.minAverageRoas, (at) => endOf(capRoas(revenue(curve.revenue), at)));
  add('maxCostPerOrder', bounds.maxCostPerOrder, (at) => endOf(capRoas(revenue(curve.orders), 1 / at)));
  const least = leastSpend(plan, context, Math.min(...ends.map(({ spend }) => spend)));
  if (bounds.minMarginalRoas !== null)
    add('minMarginalRoas', bounds.minMarginalRoas, (at) =>
      Math.max(least.spend, endOf(floorMarginal(revenue(creditedRevenue(curve)), at))),
    );
  // Without break-even, or switched off: no more than is asked for.
  if (bounds.minMarginalRoas === null || context.off) ends.push({ spend: least.spend, limit: 'off', at: 0 });
  return { least, most: ends.reduce((a, b) => (b.spend < a.spend ? b : a)) };
}

function leastSpend({ bounds }: ResolvedPlan, { today, exploration }: RangeContext, most: number): RangeEnd {
  const learning = Math.min(exploration, most);
  const ends: RangeEnd[] = [
    { spend: 0, limit: 'demand', at: 0 },
    { spend: bounds.minSpend ?? 0, limit: 'minSpend', at: bounds.minSpend ?? 0 },
    { spend: (bounds.minOfToday ?? 0) * today, limit: 'minOfToday', at: bounds.minOfToday ?? 0 },
    { spend: learning, limit: 'exploration', at: learning },
  ];
  return ends.reduce((a, b) => (b.spend > a.spend ? b : a));
}

const endOf = ({ cost }: Frontier): number => cost.at(-1)!;
