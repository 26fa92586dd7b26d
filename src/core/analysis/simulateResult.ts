import type { AppliedDecision } from '../contract/decision.ts';
import type { PreparedScenario } from '../engine/prepare.ts';
import type { RunResult, Tier } from '../engine/result.ts';
import type { RivalAction } from '../engine/rivals.ts';
import { run } from '../engine/run.ts';
import type { Strategy } from '../contract/strategy.ts';
import { figuresOf, metrics, type Counts, type Estimate, type Figures, type Metric } from './figures.ts';
import { deliveryOf, type Delivery } from './delivery.ts';
import { cellsOfPlan, deliveryFigures } from './landscape/deliveryFigures.ts';
import { centredAt, pairedInterval } from './pairedInterval.ts';
import { termReport, type TermRow } from './termReport.ts';
import { meanCounts, meanFigures, planCounts, storeCounts, storeCountsAt } from './summarize.ts';

/** What a strategy did and earned over the horizon: the answer of `bidwright simulate`. Figures are daily means over all runs. */
export interface SimulateResult {
  readonly version: 1;
  readonly kind: 'simulate';
  readonly scenario: {
    readonly name: string;
    readonly currency: string;
    readonly days: number;
    readonly seed: number;
  };
  readonly strategy: string;
  readonly tier: Tier;
  readonly runs: number;
  readonly store: Figures;
  /** Range of a single run's figures: mean and 90 % interval of the mean over runs. */
  readonly intervals: Readonly<Record<Metric, Estimate>>;
  readonly byDay: readonly Figures[];
  readonly plans: readonly {
    readonly id: string;
    readonly name: string;
    readonly channel: string;
    readonly figures: Figures;
    /** Setting on the last day of the first run. */
    readonly bid: number;
    readonly dailyBudget: number;
    readonly enabled: boolean;
    readonly delivery: Delivery;
    /** Daily mean over all runs, in the order of contract/rankBuckets.ts; null where ranks mean nothing. */
    readonly impressionsByRank: readonly number[] | null;
  }[];
  /** Every search and audience, dearest first, where asked for. */
  readonly terms?: readonly TermRow[];
  /** Decisions of the first run. */
  readonly decisions: readonly AppliedDecision[];
  /** What rivals did in the first run, where they move. */
  readonly rivalActions?: readonly RivalAction[];
}

export interface SimulateOptions {
  readonly tier: Tier;
  readonly runs: number;
  readonly seed?: number;
  readonly params?: Readonly<Record<string, number | boolean>>;
  /** Adds `terms`. */
  readonly cellTotals?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Runs a scenario under a strategy once (fluid) or `runs` times (stochastic), and sums up. The first run comes with it. */
export function simulate(
  prepared: PreparedScenario,
  strategy: Strategy,
  options: SimulateOptions,
): { readonly result: SimulateResult; readonly first: RunResult } {
  const { scenario } = prepared;
  const runs = options.tier === 'fluid' ? 1 : options.runs;
  const results = Array.from({ length: runs }, (_, replication) => {
    const result = run(prepared, strategy, { ...options, replication, cellTotals: true });
    options.onProgress?.(replication + 1, runs);
    return result;
  });
  const first = results[0]!;
  const last = scenario.days - 1;
  const perRun = results.map(storeCounts);
  const result: SimulateResult = {
    version: 1,
    kind: 'simulate',
    scenario: { name: scenario.name, currency: scenario.currency, days: scenario.days, seed: first.seed },
    strategy: strategy.name,
    tier: options.tier,
    runs,
    store: meanFigures(perRun),
    intervals: intervalsOf(perRun),
    byDay: Array.from({ length: scenario.days }, (_, day) =>
      figuresOf(meanCounts(results.map((one) => storeCountsAt(one, day)))),
    ),
    plans: scenario.plans.map((plan, p) => ({
      id: plan.id,
      name: plan.name,
      channel: plan.channel,
      figures: meanFigures(results.map((one) => planCounts(one, p))),
      bid: first.ledger.bid[p * scenario.days + last]!,
      dailyBudget: first.ledger.dailyBudget[p * scenario.days + last]!,
      enabled: first.ledger.enabled[p * scenario.days + last] === 1,
      delivery: deliveryOf(results, p),
      impressionsByRank: deliveryFigures(prepared, results, cellsOfPlan(prepared, p)).impressionsByRank,
    })),
    ...(options.cellTotals === true ? { terms: termReport(prepared, results) } : {}),
    decisions: first.decisions,
    ...(first.rivalActions === undefined ? {} : { rivalActions: first.rivalActions }),
  };
  return { result, first };
}

/** Intervals of the mean over runs; a ratio's is centred at the ratio of the means, which is what tables show. */
function intervalsOf(perRun: readonly Counts[]): Record<Metric, Estimate> {
  const figures = perRun.map(figuresOf);
  const pooled = meanFigures(perRun);
  return Object.fromEntries(
    metrics.map((metric) => [
      metric,
      centredAt(pairedInterval(figures.map((one) => one[metric])), pooled[metric]),
    ]),
  ) as Record<Metric, Estimate>;
}
