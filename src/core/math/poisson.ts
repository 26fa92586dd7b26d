import { deviance } from './deviance.ts';
import { exp } from './elementary.ts';
import { firstReaching, latticeError, latticeOffset, latticeScale } from './latticeQuantile.ts';
import { normalQuantile, normalQuantiles } from './normalQuantile.ts';
import { stirlingError } from './stirling.ts';

const INVERSE_SQRT_2PI = 0.3989422804014327;
/** Means below it are summed from zero. */
const SUMMED_BELOW = 20;
/** Levels above it leave too few digits of 1 - u to a sum of probabilities. */
const UPPER_LEVEL = 0.999999;
/** Above it an exact check would cost more than it could decide: one step is 4e-7 of the distribution or less. */
const LARGEST_CHECKED_MEAN = 1e12;

/**
 * The smallest whole n with P(N <= n) >= u for a Poisson variable N of this mean: the exact inverse of its
 * distribution function (to about 1e-14 of u), so it never falls when u or the mean rises.
 *
 * Why the fast path is exact: the Cornish-Fisher estimate decides alone only when its proven-by-test error bound keeps
 * it off the boundary between two whole numbers; otherwise the distribution function itself decides.
 * u in [0, 1] (1 gives Infinity), mean >= 0; NaN otherwise.
 */
export function poissonQuantile(u: number, mean: number): number {
  if (!(u > 0 && u < 1 && mean > 0 && mean < Infinity)) return edge(u, mean);
  if (mean < SUMMED_BELOW && u < UPPER_LEVEL) return summed(u, mean);
  const w = normalQuantile(u);
  if (mean >= SUMMED_BELOW && w > -9) {
    const count = estimated(w, mean);
    if (count >= 0) return count;
  }
  return searched(u, mean, w);
}

/** `poissonQuantile(u[i], mean[i])` in out[i] for i below `count`: the same numbers, in loops that engines compile without calls. */
export function poissonQuantiles(
  u: Float64Array,
  mean: Float64Array,
  count: number,
  out: Float64Array,
): void {
  normalQuantiles(u, count, out);
  for (let i = 0; i < count; i++) {
    const expected = mean[i]!;
    const w = out[i]!;
    const sure = expected >= SUMMED_BELOW && expected < Infinity && w > -9 && w < 9;
    const drawn = sure ? estimated(w, expected) : -1;
    out[i] = drawn >= 0 ? drawn : poissonQuantile(u[i]!, expected);
  }
}

/** The quantile where the Cornish-Fisher estimate decides alone, else -1; mean >= SUMMED_BELOW. */
function estimated(w: number, mean: number): number {
  const base = Math.floor(mean);
  const scale = latticeScale(mean);
  const x = mean - base + latticeOffset(w, scale, mean, mean, mean, mean) + 0.5;
  const step = Math.floor(x);
  const share = x - step;
  const margin = latticeError(w, scale, mean);
  if ((share > margin && share < 1 - margin) || mean > LARGEST_CHECKED_MEAN)
    return base + step > 0 ? base + step : 0;
  return -1;
}

/** P(N = n) for whole n >= 0 and mean > 0, relative error about 1e-15 times the size of its logarithm. */
export function poissonProbability(n: number, mean: number): number {
  if (n === 0) return exp(-mean);
  return exp(-stirlingError(n) - deviance(n, mean)) * (INVERSE_SQRT_2PI / Math.sqrt(n));
}

/** P(N <= n), summed downwards from n: positive terms, so the relative accuracy holds in the lower tail. */
export function poissonLower(n: number, mean: number): number {
  let term = 1;
  let sum = 1;
  for (let j = n; j > 0 && term > sum * 1e-17; j -= 1) {
    term *= j / mean;
    sum += term;
  }
  return poissonProbability(n, mean) * sum;
}

/** P(N > n), summed upwards from n + 1. */
export function poissonUpper(n: number, mean: number): number {
  let term = 1;
  let sum = 1;
  for (let j = n + 2; term > sum * 1e-17; j += 1) {
    term *= mean / j;
    sum += term;
  }
  return poissonProbability(n + 1, mean) * sum;
}

function edge(u: number, mean: number): number {
  if (!(u >= 0 && u <= 1 && mean >= 0)) return NaN;
  if (mean === 0 || u === 0) return 0;
  return Infinity;
}

function summed(u: number, mean: number): number {
  let probability = exp(-mean);
  let sum = probability;
  let n = 0;
  while (sum < u) {
    n += 1;
    probability *= mean / n;
    sum += probability;
  }
  return n;
}

function searched(u: number, mean: number, w: number): number {
  const guess = mean + Math.sqrt(mean) * w + (w * w) / 6 + 1 / 3;
  return u <= 0.5
    ? firstReaching(guess, (n) => poissonLower(n, mean) >= u)
    : firstReaching(guess, (n) => poissonUpper(n, mean) <= 1 - u);
}
