import { log } from './elementary.ts';

/**
 * x log(x / mean) + mean - x, without cancellation when x is near the mean; x >= 0, mean > 0.
 * The exponent of Poisson, binomial and gamma densities: Loader (2000), "Fast and accurate computation of binomial
 * probabilities".
 */
export function deviance(x: number, mean: number): number {
  if (x === 0) return mean;
  const difference = x - mean;
  const sum = x + mean;
  if (Math.abs(difference) >= 0.1 * sum) return x * log(x / mean) + mean - x;
  // log(x / mean) = 2 atanh(v), v = difference / sum: the series starts at the square.
  const v = difference / sum;
  const v2 = v * v;
  let result = difference * v;
  let power = 2 * x * v;
  for (let j = 1; j < 60; j += 1) {
    power *= v2;
    const next = result + power / (2 * j + 1);
    if (next === result) break;
    result = next;
  }
  return result;
}
