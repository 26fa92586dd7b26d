import { deviance } from './deviance.ts';
import { exp, log, log1p } from './elementary.ts';
import { firstReaching, latticeError, latticeOffset, latticeScale } from './latticeQuantile.ts';
import { normalQuantile, normalQuantiles } from './normalQuantile.ts';
import { stirlingError } from './stirling.ts';

const INVERSE_SQRT_2PI = 0.3989422804014327;
/** Means below it are summed from zero. */
const SUMMED_BELOW = 20;
/** So many factors lose no more than the sum of their probabilities does. */
const FEW_TRIALS = 16;
/** Levels above it leave too few digits of 1 - u to a sum of probabilities. */
const UPPER_LEVEL = 0.999999;
const LARGEST_CHECKED_MEAN = 1e12;

/**
 * The smallest whole k with P(K <= k) >= u for K binomial of n trials with chance p: the exact inverse of its
 * distribution function (to about 1e-14 of u, 1e-11 at a billion trials), so it never falls when u, n or p rises.
 *
 * Exact for the reason given at `poissonQuantile`. Chances above one half count the failures instead.
 * u in [0, 1], whole n >= 0, p in [0, 1]; NaN otherwise. Result in [0, n].
 */
export function binomialQuantile(u: number, n: number, p: number): number {
  if (!(u > 0 && u < 1 && p > 0 && p < 1 && n > 0)) return edge(u, n, p);
  // Few expected events on either side are the common case in a shop: straight to their sum.
  if (p <= 0.5)
    return n * p < SUMMED_BELOW && u < UPPER_LEVEL ? summed(u, false, n, p) : fewer(u, 1 - u, false, n, p);
  const rest = 1 - p;
  const level = 1 - u;
  return n * rest < SUMMED_BELOW && level < UPPER_LEVEL
    ? n - summed(level, true, n, rest)
    : n - fewer(level, u, true, n, rest);
}

/**
 * `binomialQuantile(u[i], n[i], p[i])` in out[i] for i below `count`: the same numbers. `out` may be `n`.
 *
 * Few expected events (or failures) first, then the others: each loop is small enough to be compiled without calls, which would make
 * objects of numbers that are not whole.
 */
export function binomialQuantiles(
  u: Float64Array,
  n: Float64Array,
  p: Float64Array,
  count: number,
  out: Float64Array,
): void {
  if (few.length < count) {
    few = new Int32Array(2 * count);
    others = new Int32Array(2 * count);
    first = new Float64Array(2 * count);
  }
  // A chance that all have in common (visits a click) meets the same few numbers of trials again and again.
  const none = count > 1 && p[0] === p[1] && p[0] === p[count - 1] ? nonesOf(p[0]!) : null;
  let counted = 0;
  let left = 0;
  for (let i = 0; i < count; i++) {
    const trials = n[i]!;
    const failures = p[i]! > 0.5;
    const chance = failures ? 1 - p[i]! : p[i]!;
    const level = failures ? 1 - u[i]! : u[i]!;
    const summable =
      trials > 0 && chance > 0 && level > 0 && trials * chance < SUMMED_BELOW && level < UPPER_LEVEL;
    if (summable) {
      const known = none !== null && trials < KNOWN_TRIALS && Math.floor(trials) === trials && p[i] === p[0];
      first[counted] = known ? none[trials]! : chanceOfNone(trials, chance);
      few[counted++] = i;
    } else if (trials === 0 && level > 0 && level < 1 && chance >= 0) out[i] = 0;
    else others[left++] = i;
  }
  sumFew(u, n, p, counted, out);
  estimateOthers(u, n, p, left, out);
}

// Working memory of `binomialQuantiles`: places in the columns; P(K = 0) of the first kind, normal quantiles of the others.
let few = new Int32Array(0);
let others = new Int32Array(0);
let first = new Float64Array(0);

/** Trials whose P(K = 0) is kept for a chance in common. */
const KNOWN_TRIALS = 256;
/** Chances in common that are kept. */
const MOST_KNOWN = 16;
const nonesByChance = new Map<number, Float64Array>();

/** P(none of the rarer kind) by trials, at a chance. */
function nonesOf(p: number): Float64Array {
  let nones = nonesByChance.get(p);
  if (nones !== undefined) return nones;
  if (nonesByChance.size === MOST_KNOWN) nonesByChance.clear();
  const chance = p > 0.5 ? 1 - p : p;
  nones = Float64Array.from({ length: KNOWN_TRIALS }, (_, trials) =>
    trials > 0 && chance > 0 ? chanceOfNone(trials, chance) : 1,
  );
  nonesByChance.set(p, nones);
  return nones;
}

/** `summed` at the places in `few`. */
function sumFew(u: Float64Array, n: Float64Array, p: Float64Array, count: number, out: Float64Array): void {
  for (let j = 0; j < count; j++) {
    const i = few[j]!;
    const trials = n[i]!;
    const failures = p[i]! > 0.5;
    const chance = failures ? 1 - p[i]! : p[i]!;
    const level = failures ? 1 - u[i]! : u[i]!;
    const odds = chance / (1 - chance);
    let probability = first[j]!;
    let sum = probability;
    let k = 0;
    while (k < trials && !above(sum, level, failures)) {
      probability *= ((trials - k) / (k + 1)) * odds;
      k += 1;
      sum += probability;
    }
    out[i] = failures ? trials - k : k;
  }
}

/** The quantiles at the places in `others`. */
function estimateOthers(
  u: Float64Array,
  n: Float64Array,
  p: Float64Array,
  count: number,
  out: Float64Array,
): void {
  for (let j = 0; j < count; j++) first[j] = u[others[j]!]!;
  normalQuantiles(first, count, first);
  for (let j = 0; j < count; j++) {
    const i = others[j]!;
    const trials = n[i]!;
    const failures = p[i]! > 0.5;
    const chance = failures ? 1 - p[i]! : p[i]!;
    const w = first[j]!;
    const sure = trials * chance >= SUMMED_BELOW && w > -9 && w < 9;
    const events = sure ? estimated(failures ? -w : w, trials, chance) : -1;
    if (events >= 0) out[i] = failures ? trials - events : events;
    else out[i] = binomialQuantile(u[i]!, trials, p[i]!);
  }
}

/** P(K = k) for whole k in [0, n], p in (0, 1). */
export function binomialProbability(k: number, n: number, p: number): number {
  if (k === 0) return exp(n * log1p(-p));
  if (k === n) return exp(n * log(p));
  const rest = n - k;
  const exponent =
    stirlingError(n) -
    stirlingError(k) -
    stirlingError(rest) -
    deviance(k, n * p) -
    deviance(rest, n * (1 - p));
  return exp(exponent) * (INVERSE_SQRT_2PI * Math.sqrt(n / k / rest));
}

/** P(K <= k), summed downwards from k. */
export function binomialLower(k: number, n: number, p: number): number {
  if (k >= n) return 1;
  const q = 1 - p;
  let term = 1;
  let sum = 1;
  for (let j = k; j > 0 && term > sum * 1e-17; j -= 1) {
    term *= (j * q) / ((n - j + 1) * p);
    sum += term;
  }
  return binomialProbability(k, n, p) * sum;
}

/** P(K > k), summed upwards from k + 1. */
export function binomialUpper(k: number, n: number, p: number): number {
  if (k >= n) return 0;
  const q = 1 - p;
  let term = 1;
  let sum = 1;
  for (let j = k + 2; j <= n && term > sum * 1e-17; j += 1) {
    term *= ((n - j + 1) * p) / (j * q);
    sum += term;
  }
  return binomialProbability(k + 1, n, p) * sum;
}

function edge(u: number, n: number, p: number): number {
  if (!(u >= 0 && u <= 1 && p >= 0 && p <= 1 && n >= 0)) return NaN;
  return n === 0 || p === 0 || u === 0 ? 0 : n;
}

/**
 * The quantile for p <= 1/2 where it is not summed from zero; `upper` is 1 - u, given because one of the two may be too small to subtract.
 * `strict` asks for P(K <= k) > u, as counting failures needs.
 */
function fewer(u: number, upper: number, strict: boolean, n: number, p: number): number {
  const w = u <= 0.5 ? normalQuantile(u) : -normalQuantile(upper);
  if (n * p >= SUMMED_BELOW && w > -9 && w < 9) {
    const count = estimated(w, n, p);
    if (count >= 0) return count;
  }
  return searched(u, upper, strict, n, p, w);
}

/** The quantile where the Cornish-Fisher estimate decides alone, else -1; p <= 1/2, n p >= SUMMED_BELOW, |w| < 9. */
function estimated(w: number, n: number, p: number): number {
  const mean = n * p;
  const variance = mean * (1 - p);
  const pq = p * (1 - p);
  const k3 = variance * (1 - 2 * p);
  const scale = latticeScale(variance);
  const offset = latticeOffset(w, scale, variance, k3, variance * (1 - 6 * pq), k3 * (1 - 12 * pq));
  const base = Math.floor(mean);
  const x = mean - base + offset + 0.5;
  const step = Math.floor(x);
  const share = x - step;
  const margin = latticeError(w, scale, variance);
  if ((share > margin && share < 1 - margin) || mean > LARGEST_CHECKED_MEAN)
    return Math.min(n, Math.max(0, base + step));
  return -1;
}

function summed(u: number, strict: boolean, n: number, p: number): number {
  const odds = p / (1 - p);
  let probability = chanceOfNone(n, p);
  let sum = probability;
  let k = 0;
  while (k < n && !above(sum, u, strict)) {
    probability *= ((n - k) / (k + 1)) * odds;
    k += 1;
    sum += probability;
  }
  return k;
}

/** (1 - p)^n */
function chanceOfNone(n: number, p: number): number {
  return n <= FEW_TRIALS ? powerOf(1 - p, n) : exp(n * log1p(-p));
}

/** x^n for a small whole n >= 1. */
function powerOf(x: number, n: number): number {
  let power = x;
  for (let i = 1; i < n; i += 1) power *= x;
  return power;
}

function searched(u: number, upper: number, strict: boolean, n: number, p: number, w: number): number {
  const variance = n * p * (1 - p);
  const guess = n * p + Math.sqrt(variance) * w + ((1 - 2 * p) * w * w) / 6 + 1 / 3;
  const reaches =
    u <= 0.5
      ? (k: number) => above(binomialLower(k, n, p), u, strict)
      : (k: number) => above(upper, binomialUpper(k, n, p), strict);
  return Math.min(
    n,
    firstReaching(guess, (k) => k >= n || reaches(k)),
  );
}

function above(a: number, b: number, strict: boolean): boolean {
  return strict ? a > b : a >= b;
}
