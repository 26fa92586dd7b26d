import { allocate, type AllocateOptions } from './allocate.ts';
import type { AllocationProblem } from './parseProblem.ts';
import { planRange } from './planRange.ts';

/** Best value of one budget. */
export interface SpendReturnPoint {
  readonly budget: number;
  readonly spend: number;
  readonly value: number;
  readonly revenue: number;
  /** revenue / spend; absent without spend. */
  readonly roas?: number | undefined;
  /** Objective of the next unit of budget; 0 where the budget does not bind. */
  readonly marginal: number;
}

/** The account's own spend-return curve: the best value of budgets from the plans' minimums to twice the given one. */
export function spendReturn(
  problem: AllocationProblem,
  points: number,
  options: AllocateOptions = {},
): SpendReturnPoint[] {
  const least = problem.plans.reduce(
    (sum, plan) => sum + (plan.canPause === true ? 0 : planRange(plan).least),
    0,
  );
  const most = 2 * (problem.budget ?? least);
  const curve: SpendReturnPoint[] = [];
  for (let k = 0; k <= points; k++) {
    const budget = least + ((most - least) * k) / points;
    const result = allocate({ ...problem, budget }, options);
    if (result.status === 'infeasible') continue;
    const { totals, value, shadowPrices } = result;
    const price = shadowPrices.find(({ node, limit }) => node === 'account' && limit === 'budget');
    const { spend, revenue, roas } = totals;
    curve.push({
      budget,
      spend,
      value,
      revenue,
      ...(roas === undefined ? {} : { roas }),
      marginal: price?.price ?? 0,
    });
  }
  return curve;
}
