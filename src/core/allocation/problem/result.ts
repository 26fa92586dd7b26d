import type { Conflict } from '../limits.ts';
import type { Intervals } from './intervals.ts';
import type { AllocationProblem } from './parseProblem.ts';
import type { ObjectiveName } from './schema.ts';
import type { Method } from './solveModel.ts';

/** What an allocation is expected to bring in sum. */
export interface Figures {
  readonly spend: number;
  readonly revenue: number;
  /** Revenue * margin - spend; margin 1 where none is given. */
  readonly profit: number;
  /** Where every plan knows its order value (and conversion rate). */
  readonly orders?: number | undefined;
  readonly clicks?: number | undefined;
  /** revenue / spend; absent without spend. */
  readonly roas?: number | undefined;
}

/** One plan's part of the answer. */
export interface PlanAllocation extends Figures {
  readonly id: string;
  readonly period?: string | undefined;
  /** Share of the whole spend, and of the whole objective [-]. */
  readonly spendShare: number;
  readonly valueShare: number;
  /** Objective's measure. */
  readonly value: number;
  /** Revenue of the next unit of money (the derivative). */
  readonly marginalRoas: number;
  readonly today?: number | undefined;
  /** Where the spend lies between its bounds. */
  readonly position: 'interior' | 'min' | 'max' | 'paused' | 'fixed' | 'marginal-floor';
  /** Spend in whole minor units, as an amount of money; these sum to `rounded.spend`. */
  readonly budget: number;
  /** Cap for a day, budget * (1 + 1.65 spendVariation): clips about 2 % of a standard deviation of the spend. */
  readonly dailyCap: number;
  /** Bid that realises the spend, where points carry bids (mixed between two). */
  readonly bid?: number | undefined;
  /** Spend without the plan's own bounds, under the same limits. */
  readonly relaxed?: number | undefined;
  /** Where the draws of the plan's curve put its figures. */
  readonly intervals?: Intervals | undefined;
}

/** A limit that holds the answer back. */
export interface BindingLimit {
  /** `account`, or the id of a period, group or plan. */
  readonly node: string;
  readonly limit:
    | 'budget'
    | 'spendAll'
    | 'minSpend'
    | 'minAverageRoas'
    | 'maxCostPerOrder'
    | 'minMarginalRoas'
    | 'target'
    | 'spendStep'
    | 'stepLimit'
    | 'bidStep'
    | 'max'
    | 'min'
    | 'fixed';
  readonly at: number;
}

/** What a limit costs. */
export interface ShadowPrice extends BindingLimit {
  /** Objective gained by relaxing the limit by one unit (of money, of the floor, of the target); the derivative. */
  readonly price: number;
  /** A finite change of the limit and the objective it would gain, from solving again. */
  readonly step?: { readonly change: number; readonly gain: number } | undefined;
  /** Objective gained if the limit were not there, from solving again. */
  readonly cost?: number | undefined;
}

/** Today's plan under the same model. */
export interface TodayFigures extends Figures {
  readonly value: number;
  /** Whether today's spends meet the limits asked for. */
  readonly meetsLimits: boolean;
}

export type AllocationResult = OptimalResult | InfeasibleResult;

export interface InfeasibleResult {
  readonly status: 'infeasible';
  readonly objective: ObjectiveName;
  readonly conflict: Conflict;
}

export interface OptimalResult {
  readonly status: 'optimal';
  readonly objective: ObjectiveName;
  /** What was planned for; absent: the plans' own curves. */
  readonly risk?: AllocationProblem['risk'];
  /** Objective of the allocation (least spend for MinimizeBudget), by the risk's measure. */
  readonly value: number;
  /** Nothing within the limits is better: an upper bound (a lower bound for MinimizeBudget). */
  readonly dualBound: number;
  /** |dualBound - value| / |dualBound|. */
  readonly gap: number;
  /** Gap at most 1e-9. */
  readonly proven: boolean;
  readonly method: Method;
  readonly allocation: readonly PlanAllocation[];
  readonly totals: Figures;
  /** Where the draws put the totals. */
  readonly intervals?: Intervals | undefined;
  /** Totals of the budgets in whole minor units. */
  readonly rounded: Figures & { readonly value: number };
  readonly shadowPrices: readonly ShadowPrice[];
  readonly binding: readonly BindingLimit[];
  /** Budget that is left, and the limits that stopped it from being spent (none: more would earn nothing). */
  readonly unspent?: { readonly amount: number; readonly because: readonly BindingLimit[] } | undefined;
  readonly today?: TodayFigures | undefined;
  /** Objective without the plans' own bounds. */
  readonly relaxedValue?: number | undefined;
}
