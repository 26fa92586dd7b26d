import type { Reason } from '../contract/decision.ts';
import type { Objective } from '../scenario/objective.ts';
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
    /** Most expected spend a day. */
    readonly dailyBudget: number;
    readonly minAverageRoas: number | null;
    readonly minMarginalRoas: number | null;
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
    /** Value of the recommended split under the fluid model [currency/day], its upper bound, and (bound - value)/bound. */
    readonly value: number;
    readonly dualBound: number;
    readonly gap: number;
    readonly proven: boolean;
    /** Extra objective a unit of extra daily budget. */
    readonly shadowPriceOfBudget: number;
    /** What stopped more from being spent: `budget`, `marginal-roas`, `average-roas`, `plan-bounds`, `demand`. */
    readonly binding: readonly string[];
  };
  readonly findings: readonly Finding[];
}
