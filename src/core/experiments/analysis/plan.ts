import type { Spending } from '../sequential/spending.ts';

/** What was settled before the test began. */
export interface TestPlan {
  /** Impressions a creative is to get in all (trials of the metric); needed by the `spending` rule. */
  readonly impressionsPerArm?: number | undefined;
  readonly days?: number;
  /** Planned shares of the creatives by name; equal when left out. A share of 0 means "not to be shown". */
  readonly shares?: Readonly<Record<string, number>>;
}

/** How a winner may be declared. */
export type RuleId = 'spending' | 'anytime' | 'multinomial' | 'fixed' | 'earn';

export interface AnalysisOptions {
  readonly metric?: 'ctr' | 'conversion' | 'orders' | 'revenue' | 'profit';
  /** Default: `spending` with a plan, `anytime` without. */
  readonly rule?: RuleId;
  readonly alpha?: number;
  readonly plan?: TestPlan;
  readonly spending?: Spending;
  /** `auto` widens intervals by the over-dispersion found between days; `off` trusts the binomial law. */
  readonly dispersion?: 'auto' | 'off';
  /** Nothing is declared before this many days: 7 for proofs, 3 for `earn`. */
  readonly minimumDays?: number;
  /** CV of true rates between creatives from earlier tests; .2 when unknown. */
  readonly priorCv?: number;
  /** Share of revenue that is profit before advertising. */
  readonly margin?: number;
  /** `earn`: stop when the leader's expected loss is below this share of its rate. */
  readonly lossTolerance?: number;
  /** `earn`: least share of traffic a creative keeps. */
  readonly floor?: number;
  /** Dirichlet strength of the multinomial rule. */
  readonly concentration?: number;
  /** Creatives known to be alike (a check of the machinery): nothing may be found. */
  readonly sameCreatives?: boolean;
}

/** Impressions of a pair at which an open-ended test is tuned to decide when nobody says: 4 weeks of 1,000 a day each. */
export const DEFAULT_DECISION_IMPRESSIONS = 56_000;
