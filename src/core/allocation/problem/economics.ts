import type { AllocationProblem } from './parseProblem.ts';
import type { PlanInput, ProblemInput } from './schema.ts';

/** What a unit of a plan's revenue is worth in each measure. */
export interface PlanEconomics {
  /** Net profit before advertising of a unit of revenue [-]. */
  readonly margin: number;
  /** Orders a unit of revenue [1/money]; NaN if unknown. */
  readonly ordersPerRevenue: number;
  /** Clicks a unit of revenue [1/money]; NaN if unknown. */
  readonly clicksPerRevenue: number;
}

/**
 * Net margin of a unit of revenue: (1 - returnRate) (gross + lifetimeValueWeight) - feeRate. Without any margin the
 * curve's value counts as margin itself (1).
 */
export function netMargin(margin: ProblemInput['margin']): number {
  if (margin === undefined) return 1;
  if (typeof margin === 'number') return margin;
  return (1 - margin.returnRate) * (margin.gross + margin.lifetimeValueWeight) - margin.feeRate;
}

/** Each plan's own figures, or the problem's; plans without figures of their own share one object. */
export function economicsOf(problem: AllocationProblem): (plan: PlanInput) => PlanEconomics {
  const shared = planEconomics(problem, {
    orderValue: undefined,
    margin: undefined,
    conversionRate: undefined,
  });
  return (plan) =>
    plan.orderValue === undefined && plan.margin === undefined && plan.conversionRate === undefined
      ? shared
      : planEconomics(problem, plan);
}

function planEconomics(
  problem: AllocationProblem,
  plan: Pick<PlanInput, 'orderValue' | 'margin' | 'conversionRate'>,
): PlanEconomics {
  const ordersPerRevenue = 1 / (plan.orderValue ?? problem.orderValue ?? NaN);
  return {
    margin: netMargin(plan.margin ?? problem.margin),
    ordersPerRevenue,
    clicksPerRevenue: ordersPerRevenue / (plan.conversionRate ?? problem.conversionRate ?? NaN),
  };
}

/** How much of the objective a unit of the plan's revenue is. */
export function objectiveWeight({ objective }: AllocationProblem, economics: PlanEconomics): number {
  if (objective === 'MaximizeProfit') return economics.margin;
  if (objective === 'MaximizeOrders') return economics.ordersPerRevenue;
  return objective === 'MaximizeClicks' ? economics.clicksPerRevenue : 1;
}
