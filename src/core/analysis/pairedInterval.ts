import { mean, sampleStandardDeviation } from 'simple-statistics';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { figuresOf, metrics, type Counts, type Estimate, type Metric } from './figures.ts';
import { meanFigures } from './summarize.ts';

/**
 * Mean of paired differences with Student's two-sided interval.
 * @param level coverage, 0.9 by default
 */
export function pairedInterval(differences: readonly number[], level = 0.9): Estimate {
  const center = mean([...differences]);
  if (differences.length < 2) return { mean: center, low: center, high: center };
  const error = sampleStandardDeviation([...differences]) / Math.sqrt(differences.length);
  const reach = tQuantile((1 + level) / 2, differences.length - 1) * error;
  return { mean: center, low: center - reach, high: center + reach };
}

/**
 * Differences b - a of every figure over paired runs. The mean of an additive figure is the difference of the means; a ratio's
 * is the difference of the ratios of means, and its interval is centred there.
 */
export function pairedDifferences(
  a: readonly Counts[],
  b: readonly Counts[],
  level = 0.9,
): Record<Metric, Estimate> {
  const figuresA = a.map(figuresOf);
  const figuresB = b.map(figuresOf);
  const meanA = meanFigures(a);
  const meanB = meanFigures(b);
  return Object.fromEntries(
    metrics.map((metric) => {
      const interval = pairedInterval(
        figuresA.map((figures, i) => figuresB[i]![metric] - figures[metric]),
        level,
      );
      return [metric, centredAt(interval, meanB[metric] - meanA[metric])];
    }),
  ) as Record<Metric, Estimate>;
}

/** The interval moved so that its mean is `center`: for ratios, whose mean over runs differs from the ratio of the means. */
export function centredAt({ mean: old, low, high }: Estimate, center: number): Estimate {
  return { mean: center, low: low - old + center, high: high - old + center };
}
