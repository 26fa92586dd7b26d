import type { Issue } from '../../issues/issue.ts';
import type { SampleRatio } from '../health/sampleRatio.ts';
import type { Interval } from '../interval.ts';
import type { MetricId } from './metric.ts';
import type { RuleId } from './plan.ts';

/** One creative as the test leaves it. Rates are of the metric judged by; money in the account's currency. */
export interface ArmResult {
  readonly creative: string;
  readonly impressions: number;
  readonly clicks: number;
  readonly cost?: number;
  readonly orders?: number;
  readonly revenue?: number;
  /** Shrunk towards the other creatives: the figure to promise. Values (money) are not shrunk. */
  readonly rate: number;
  readonly interval: Interval;
  /** As counted, lucky days included. */
  readonly rawRate: number;
  readonly rawInterval: Interval;
  /** P(this creative is the best) and what promoting it is expected to lose [rate units]. */
  readonly probabilityBest?: number;
  readonly expectedLoss?: number;
  /** Orders per click, and profit per impression, where the file has them. */
  readonly conversion?: number;
  readonly profitPerImpression?: number;
  /** Proposed share of tomorrow's traffic in "earn" mode. */
  readonly nextShare?: number;
}

/** The leader against one other creative. */
export interface PairResult {
  readonly other: string;
  /** Lift of the leader, shrunk, with interval; then as counted with the interval that the rule guarantees. */
  readonly lift: number;
  readonly liftInterval: Interval;
  readonly rawLift: number;
  readonly rawLiftInterval: Interval;
  readonly z: number;
  /** Fixed-horizon two-sided p of this pair, and adjusted over the family of pairs (Holm). */
  readonly p: number;
  readonly adjustedP: number;
}

export interface LookResult {
  readonly day: string;
  readonly leader: string;
  readonly runnerUp: string;
  readonly statistic: number;
  readonly bound: number;
  readonly information?: number;
  readonly crossed: boolean;
}

/** What the machinery's own checks found; `code` names the check, `level` how bad. */
export interface HealthItem {
  readonly level: 'ok' | 'note' | 'alarm';
  readonly finding: Issue;
}

type DecisionStatus = 'winner' | 'wait' | 'undecided' | 'untrustworthy' | 'same';

export interface Decision {
  readonly status: DecisionStatus;
  readonly creative?: string;
  /** Day on which the rule was first met. */
  readonly decidedOn?: string;
  readonly reasons: readonly Issue[];
  /** What would change the decision. */
  readonly wouldChange: readonly Issue[];
}

export interface TestResult {
  readonly metric: MetricId;
  readonly rule: RuleId;
  readonly alpha: number;
  readonly days: readonly string[];
  readonly currency?: string;
  readonly decision: Decision;
  readonly arms: readonly ArmResult[];
  readonly leader: string;
  readonly pairs: readonly PairResult[];
  readonly looks: readonly LookResult[];
  /** All creatives equal? Chi-square at the end, and the anytime-valid multinomial p. */
  readonly omnibus: { readonly p: number; readonly anytimeP: number };
  readonly dispersion: {
    readonly factor: number;
    readonly degreesOfFreedom: number;
    readonly applied: boolean;
  };
  readonly spread: { readonly pooled: number; readonly cv: number; readonly cvOfThisTest: number };
  readonly sampleRatio: SampleRatio;
  readonly health: readonly HealthItem[];
  readonly warnings: readonly Issue[];
  /** Clicks (or amount of the metric) that showing the losers has cost against showing the leader only. */
  readonly testCost: { readonly lost: number; readonly interval: Interval };
}
