/** A sample of one arm as its count, mean and unbiased variance: all that the tests below need. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly variance: number;
}

/** Moments from sums: variance (sum of squares - sum^2 / n) / (n - 1). */
export function momentsOfSums(sum: number, sumOfSquares: number, n: number): Moments {
  return { n, mean: sum / n, variance: (sumOfSquares - (sum * sum) / n) / (n - 1) };
}

/** Moments of yes/no outcomes: variance p (1 - p). */
export function momentsOfProportion(successes: number, n: number): Moments {
  const p = successes / n;
  return { n, mean: p, variance: p * (1 - p) };
}

/** Moments of a list of values, in two passes. */
export function momentsOfValues(values: readonly number[]): Moments {
  const n = values.length;
  let mean = 0;
  for (const value of values) mean += value / n;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { n, mean, variance: squares / (n - 1) };
}

/**
 * Moments of a ratio of means (orders per click, revenue per impression) by the delta method:
 * variance (V_m + r^2 V_d - 2 r cov) / mean_d^2, on the n units of randomisation.
 */
export function momentsOfRatio(numerator: Moments, denominator: Moments, covariance: number): Moments {
  const ratio = numerator.mean / denominator.mean;
  const variance =
    (numerator.variance + ratio * ratio * denominator.variance - 2 * ratio * covariance) /
    (denominator.mean * denominator.mean);
  return { n: numerator.n, mean: ratio, variance };
}
