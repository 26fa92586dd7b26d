import { binomialQuantile } from '../../math/binomial.ts';
import { gammaQuantile } from '../../math/gammaQuantile.ts';
import { uniform, type StreamKey } from '../../math/keyed.ts';
import { cumulate, type MetricSeries } from '../analysis/metric.ts';
import type { CumulativeMetric } from '../analysis/pairEvidence.ts';

/** What is true of a simulated test. */
export interface TrueTest {
  /** Click-through rate of each creative. */
  readonly rates: readonly number[];
  readonly days: number;
  /** Impressions of each creative a day. */
  readonly impressionsPerDay: number;
  /** Factor on all rates by weekday, seven values; 1 when left out. */
  readonly season?: readonly number[];
  /** Coefficient of variation of a creative's own rate from day to day (gamma noise); 0 gives binomial counts. */
  readonly dailyCv?: number;
}

/** Clicks of one simulated test; a pure function of the key and the test's number. */
export function simulateDays(truth: TrueTest, key: StreamKey, test: number): CumulativeMetric {
  const { rates, days, impressionsPerDay, season, dailyCv = 0 } = truth;
  const shape = 1 / (dailyCv * dailyCv);
  const amount = rates.map((rate, arm) =>
    Float64Array.from({ length: days }, (_, d) => {
      let chance = rate * (season?.[d % 7] ?? 1);
      if (dailyCv > 0) chance *= gammaQuantile(uniform(key, d, 2 * arm + 1, test), shape) / shape;
      return binomialQuantile(uniform(key, d, 2 * arm, test), impressionsPerDay, Math.min(1, chance));
    }),
  );
  const trials = rates.map(() => new Float64Array(days).fill(impressionsPerDay));
  const series: MetricSeries = { id: 'ctr', kind: 'rate', amount, trials };
  return { series, amount: amount.map(cumulate), trials: trials.map(cumulate) };
}
