import type { Reason } from '../contract/decision.ts';
import type { Objective } from '../scenario/objective.ts';
import type { LimitCost } from './optimize/limitCosts.ts';
import type { SpendReturn } from './optimize/spendReturn.ts';
import type { Estimate, Figures, Metric } from './figures.ts';
import type { ShopOutcome } from './shopOutcome.ts';

/** One setting of a plan and what it brings, daily means over the horizon and all runs. */
export interface PlanSetting {
  readonly bid: number;
  readonly dailyBudget: number;
  readonly enabled: boolean;
  readonly figures: Figures;
  /** By day, means over runs: displayed quality 1-10 and [currency/click] price paid (0 without clicks). */
  readonly qualityByDay: readonly number[];
  readonly costPerClickByDay: readonly number[];
}

/** What the plan would bring at other bids, mean day, budget not binding (fluid). */
export interface ResponseCurve {
  readonly bid: readonly number[];
  readonly spend: readonly number[];
  readonly clicks: readonly number[];
  readonly orders: readonly number[];
  readonly revenue: readonly number[];
}

export interface PlanOutcome {
  readonly id: string;
  readonly name: string;
  readonly channel: 'search' | 'display';
  /** What the bid is for: a click, or 1000 impressions; unset: a click. */
  readonly bidType?: 'cpc' | 'cpm';
  readonly group: string | null;
  readonly productId: string;
  readonly netMargin: number;
  readonly breakEvenRoas: number | null;
  readonly today: PlanSetting;
  readonly recommended: PlanSetting;
  /** Recommended less today, paired runs, 90 % interval. */
  readonly difference: Readonly<Record<Metric, Estimate>>;
  /** Marginal revenue a unit of spend at the recommended setting (fluid); 0 where off. */
  readonly marginalRoas: number;
  readonly reason: Reason;
  readonly curve: ResponseCurve;
}

export interface DailySeriesOfStore {
  readonly spend: readonly number[];
  readonly revenue: readonly number[];
  readonly roas: readonly number[];
  readonly profit: readonly number[];
}

/** Something the promoter should know, beside the table. */
export interface Finding {
  readonly rule: string;
  readonly planId: string | null;
  readonly figures: Readonly<Record<string, number>>;
}

/** The answer of `bidwright optimize`; result.json is this object. */
export interface OptimizeResult {
  readonly version: 1;
  readonly kind: 'optimize';
  readonly scenario: {
    readonly name: string;
    readonly description: string;
    readonly currency: string;
    readonly days: number;
    readonly seed: number;
    readonly objective: Objective;
    /** Most expected spend a day; null where least budget is asked for and none is given. */
    readonly dailyBudget: number | null;
    readonly minAverageRoas: number | null;
    /** Most spend an order of the store; absent: no limit. */
    readonly maxCostPerOrder?: number;
    readonly minMarginalRoas: number | null;
    /** Largest relative change a day. */
    readonly bidStep: number;
    readonly budgetStep: number;
  };
  /** Paired runs with common random numbers behind every mean and interval. */
  readonly runs: number;
  readonly store: {
    readonly today: Figures;
    readonly recommended: Figures;
    readonly difference: Readonly<Record<Metric, Estimate>>;
    /** Spend-weighted break-even ROAS of the plans that spend, or null. */
    readonly breakEvenRoas: number | null;
    readonly todayByDay: DailySeriesOfStore;
    readonly recommendedByDay: DailySeriesOfStore;
  };
  readonly plans: readonly PlanOutcome[];
  /** Present where the scenario has a `shop` block. */
  readonly shop?: ShopOutcome;
  readonly solve: {
    readonly rounds: number;
    readonly converged: boolean;
    /**
     * Value of the recommended split in expected values without noise [objective/day], its upper bound, and (bound - value)/bound. Where
     * least budget is asked for: its spend, and a lower bound of it.
     */
    readonly value: number;
    readonly dualBound: number;
    readonly gap: number;
    readonly proven: boolean;
    /** The choice of bids: how many were tested a plan, and what no other bids between or beyond them bring more than; null: unknown. */
    readonly bids: { readonly tested: number; readonly bound: number | null; readonly gap: number | null };
    /** What the recommended settings are expected to bring, bids in whole ticks and daily budgets against the noise of a day. */
    readonly expected: number;
    /** Extra objective a unit of extra daily budget. */
    readonly shadowPriceOfBudget: number;
    /** What stopped more from being spent: `budget`, `marginal-roas`, `average-roas`, `cost-per-order`, `target`, `plan-bounds`, `demand`. */
    readonly binding: readonly string[];
  };
  /** Limits that hold the answer back, with what they cost; the store's first. */
  readonly limits: readonly LimitCost[];
  /** What the store brings at best for what it may spend, expected values without noise. */
  readonly frontier: readonly SpendReturn[];
  /**
   * Present where the recommendation stays within a step of today: the optimum without the steps and without the plans' own bounds of bid,
   * budget and spend, over the same random numbers.
   */
  readonly relaxed?: {
    readonly store: Figures;
    /** Relaxed less recommended, 90 % interval: what the bounds cost a day. */
    readonly cost: Readonly<Record<Metric, Estimate>>;
    /** As `solve.expected`. */
    readonly expected: number;
    readonly plans: readonly (Pick<PlanSetting, 'bid' | 'dailyBudget' | 'enabled' | 'figures'> & {
      readonly id: string;
    })[];
  };
  /**
   * Days of steps (`limits.bidStep`, `budgetStep`) from today to the optimum: settings of every plan that moves, a day each. The optimum keeps
   * the plans' own bounds; it is what is recommended unless that stays within a step.
   */
  readonly steps: readonly {
    readonly day: number;
    readonly planId: string;
    readonly bid: number;
    readonly dailyBudget: number;
    readonly enabled: boolean;
  }[];
  /** Present where least budget is asked for. */
  readonly target?: {
    readonly measure: Objective;
    /** A day, in the measure: asked for, expected, and the mean of the runs. */
    readonly wanted: number;
    readonly expected: number;
    readonly simulated: number;
    /** Expected spend a day. */
    readonly spend: number;
    /** No settings within the limits reach it: these reach the most, and `short` is missing. */
    readonly outOfReach: boolean;
    readonly short: number;
  };
  readonly findings: readonly Finding[];
}
