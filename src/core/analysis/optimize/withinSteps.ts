import type { PreparedScenario } from '../../engine/prepare.ts';
import type { PlanBounds, ResolvedPlan, ResolvedScenario } from '../../scenario/resolved.ts';
import { bidRange } from './bidGrid.ts';
import { stepReach, type Range } from './stepReach.ts';

/** The optimum without steps, and what each plan spends at the lowest bid of its step [currency/day]. */
export interface Goal {
  readonly bid: Float64Array;
  readonly enabled: Uint8Array;
  readonly lowSpend: Float64Array;
}

/**
 * The same store with bids and daily budgets held within one step (`limits.bidStep`, `limits.budgetStep`) of today: what a single
 * change may do. Where a plan's own bounds lie further away, it goes as far towards them as the step allows. A plan that the optimum keeps
 * but below the reach of a step takes the lowest bid of the step and stays on, whatever its ROI limit says; one that the optimum
 * pauses may be paused at once. Fixed plans, and plans without a bid today, are as they were.
 * @param goal the optimum without steps
 */
export function withinSteps(prepared: PreparedScenario, goal: Goal): PreparedScenario {
  const { bidStep, budgetStep } = prepared.scenario.limits;
  return withBounds(prepared, ({ bid, dailyBudget, enabled, bounds }, p, { market }) => {
    if (bounds.fixed) return bounds;
    const own = bidRange(prepared, p);
    const bids = bid > 0 ? stepRange(bid, bidStep, market.bidTick, own) : own;
    const ownBudget = { low: bounds.minDailyBudget, high: bounds.maxDailyBudget ?? Infinity };
    const budgets =
      dailyBudget > 0 ? stepRange(dailyBudget, budgetStep, market.budgetTick, ownBudget) : ownBudget;
    const below = enabled && goal.enabled[p] === 1 && goal.bid[p]! < bids.low;
    return {
      ...bounds,
      ...(below
        ? { minSpend: Math.max(bounds.minSpend ?? 0, Math.min(goal.lowSpend[p]!, budgets.low)) }
        : {}),
      minBid: bids.low,
      maxBid: bids.high === Infinity ? null : bids.high,
      minDailyBudget: budgets.low,
      maxDailyBudget: budgets.high === Infinity ? null : budgets.high,
    };
  });
}

/** Lowest bid of a step of each plan. */
export function lowestBids(prepared: PreparedScenario): Float64Array {
  const { plans, limits, market } = prepared.scenario;
  return Float64Array.from(plans, ({ bid, bounds }, p) =>
    bounds.fixed || !(bid > 0)
      ? bid
      : stepRange(bid, limits.bidStep, market.bidTick, bidRange(prepared, p)).low,
  );
}

/** The same store without the plans' own bounds of bid, budget and spend; ROAS floors, fixed plans and pauses stay. */
export function withoutBounds(prepared: PreparedScenario): PreparedScenario {
  return withBounds(prepared, ({ bounds }, _, { market }) => {
    if (bounds.fixed) return bounds;
    const { minAverageRoas, minMarginalRoas, maxCostPerOrder, fixed } = bounds;
    return {
      minDailyBudget: market.minimumDailyBudget,
      maxDailyBudget: null,
      minBid: market.minimumBid,
      maxBid: null,
      minAverageRoas,
      minMarginalRoas,
      ...(maxCostPerOrder === undefined ? {} : { maxCostPerOrder }),
      fixed,
    };
  });
}

function withBounds(
  prepared: PreparedScenario,
  boundsOf: (plan: ResolvedPlan, index: number, scenario: ResolvedScenario) => PlanBounds,
): PreparedScenario {
  const { scenario } = prepared;
  const plans = scenario.plans.map((plan, p) => ({ ...plan, bounds: boundsOf(plan, p, scenario) }));
  return { ...prepared, scenario: { ...scenario, plans } };
}

/** Whole ticks within a step of today that lie in the range, or nearest to it; today itself always counts. */
function stepRange(today: number, step: number, tick: number, { low, high }: Range): Range {
  const reach = stepReach(today, step, tick);
  const up = Math.max(today, reach.high);
  const down = Math.min(today, reach.low);
  return { low: Math.min(up, Math.max(down, low)), high: Math.max(down, Math.min(up, high)) };
}
