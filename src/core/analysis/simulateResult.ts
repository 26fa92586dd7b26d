import type { AppliedDecision } from '../contract/decision.ts';
import type { PreparedScenario } from '../engine/prepare.ts';
import type { RunResult, Tier } from '../engine/result.ts';
import { hoursOfDay } from '../engine/hours.ts';
import { run, type Player } from '../engine/run.ts';
import { tierProperties } from '../engine/tier.ts';
import type { RivalAction } from '../engine/rivals.ts';
import type { Strategy } from '../contract/strategy.ts';
import { displayedQuality } from '../market/quality.ts';
import { cellsOfPlan, deliveryFigures, type DeliveryFigures } from './landscape/deliveryFigures.ts';
import { figuresOf, metrics, type Counts, type Estimate, type Figures, type Metric } from './figures.ts';
import { centredAt, pairedInterval } from './pairedInterval.ts';
import { meanCounts, meanFigures, planCounts, storeCounts, storeCountsAt } from './summarize.ts';
import { termReport, type TermRow } from './termReport.ts';
import { timeInBudget } from './timeInBudget.ts';

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
    /** Where its ads stood and what kept them from being seen; mean day over all runs. */
    readonly delivery: DeliveryFigures;
    /** Share of the day its money lasted, of the days on which it was on; null where it never was. */
    readonly timeInBudget: number | null;
    /** Quality score as the back office shows it, 1-10; null for display. */
    readonly displayedQuality: number | null;
  }[];
  /** The other stores of the event tiers: daily means of each store and its plans; absent where there are none. */
  readonly rivalStores?: readonly {
    readonly id: string;
    readonly strategy: string;
    readonly store: Figures;
    readonly plans: readonly { readonly id: string; readonly figures: Figures }[];
    readonly hours: StoreHours;
  }[];
  /** The own store's day by hour; event tiers alone. */
  readonly hours?: StoreHours;
  /** Every search and audience, dearest first, where asked for. */
  readonly terms?: readonly TermRow[];
  /** Decisions of the first run. */
  readonly decisions: readonly AppliedDecision[];
  /** What rivals did in the first run, where they move. */
  readonly rivalActions?: readonly RivalAction[];
}

/** A store's daily mean clicks and spend in each hour of the day. */
export interface StoreHours {
  readonly clicks: readonly number[];
  /** [currency] */
  readonly spend: readonly number[];
}

export interface SimulateOptions {
  readonly tier: Tier;
  readonly runs: number;
  readonly seed?: number;
  readonly params?: Readonly<Record<string, number | boolean>>;
  /** Who runs each rival store, by id; event tiers alone. */
  readonly rivals?: readonly Player[];
  /** In days of all runs. */
  /** Adds `terms`. */
  readonly cellTotals?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Runs a scenario under a strategy once (expected values) or `runs` times (tiers of chance), and sums up. The first run comes with it. */
export function simulate(
  prepared: PreparedScenario,
  strategy: Strategy,
  options: SimulateOptions,
): { readonly result: SimulateResult; readonly first: RunResult } {
  const { scenario } = prepared;
  const runs = tierProperties[options.tier].stochastic ? options.runs : 1;
  const total = runs * scenario.days;
  const results = Array.from({ length: runs }, (_, replication) => {
    const onDay = (done: number): void => options.onProgress?.(replication * scenario.days + done, total);
    return run(prepared, strategy, { ...options, replication, onDay, cellTotals: true });
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
    plans: scenario.plans.map((plan, p) => {
      const delivery = deliveryFigures(prepared, results, cellsOfPlan(prepared, p));
      const { spread } = scenario.market.quality;
      return {
        id: plan.id,
        name: plan.name,
        channel: plan.channel,
        figures: meanFigures(results.map((one) => planCounts(one, p))),
        bid: first.ledger.bid[p * scenario.days + last]!,
        dailyBudget: first.ledger.dailyBudget[p * scenario.days + last]!,
        enabled: first.ledger.enabled[p * scenario.days + last] === 1,
        delivery,
        timeInBudget: timeInBudget(results, p),
        displayedQuality: plan.channel === 'search' ? displayedQuality(delivery.quality, spread) : null,
      };
    }),
    ...(first.hours === undefined ? {} : { hours: storeHours(results) }),
    ...(first.rivalStores === undefined ? {} : { rivalStores: rivalFigures(results) }),
    ...(options.cellTotals === true ? { terms: termReport(prepared, results) } : {}),
    decisions: first.decisions,
    ...(first.rivalActions === undefined ? {} : { rivalActions: first.rivalActions }),
  };
  return { result, first };
}

/** Sums over plans, means over runs. */
function storeHours(runs: readonly RunResult[]): StoreHours {
  const mean = (column: 'clicks' | 'spend'): number[] =>
    Array.from({ length: hoursOfDay }, (_, hour) => {
      const sum = (values: readonly number[]): number =>
        values.reduce((total, value, at) => (at % hoursOfDay === hour ? total + value : total), 0);
      return runs.reduce((total, { hours }) => total + sum(hours![column]), 0) / runs.length;
    });
  return { clicks: mean('clicks'), spend: mean('spend') };
}

function rivalFigures(results: readonly RunResult[]): NonNullable<SimulateResult['rivalStores']> {
  return results[0]!.rivalStores!.map((first, i) => {
    const runs = results.map((result) => result.rivalStores![i]!);
    return {
      id: first.scenario,
      strategy: first.strategy,
      store: meanFigures(runs.map(storeCounts)),
      hours: storeHours(runs),
      plans: first.planIds.map((id, p) => ({
        id,
        figures: meanFigures(runs.map((one) => planCounts(one, p))),
      })),
    };
  });
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
