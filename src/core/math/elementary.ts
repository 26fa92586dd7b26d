/**
 * exp, log and their relatives in plain IEEE double arithmetic: the same bytes on every platform, which engines do
 * not promise for Math.exp and friends. Arguments are dimensionless.
 */
import { exponentOf, powerOfTwo, scaleByPowerOfTwo } from './bits.ts';
import { INVERSE_LN2, LN2_HIGH, LN2_LOW, expReduced, expm1Reduced, logReduced } from './reduced.ts';

export { pow } from './pow.ts';

const LARGEST_EXPONENT = 709.782712893384;
const SMALLEST_EXPONENT = -745.1332191019412;
const SMALLEST_NORMAL = 2.2250738585072014e-308;
const TWO_54 = 18014398509481984;

/**
 * e^x, within 0.6 ulp (Cody-Waite reduction by ln 2 in two parts, then a polynomial).
 * exp(-Infinity) = 0, exp(Infinity) = Infinity, exp(NaN) = NaN; gradual underflow is kept.
 */
export function exp(x: number): number {
  if (!(x <= LARGEST_EXPONENT)) return x > LARGEST_EXPONENT ? Infinity : x;
  if (x < SMALLEST_EXPONENT) return 0;
  const k = Math.floor(x * INVERSE_LN2 + 0.5);
  const reduced = expReduced(x - k * LN2_HIGH, k * LN2_LOW);
  return k > -1022 && k < 1024 ? reduced * powerOfTwo(k) : scaleByPowerOfTwo(reduced, k);
}

/** exp(a + b) without rounding the sum first: for exponents known to more than 53 bits. Same range as `exp`. */
export function expOfSum(a: number, b: number): number {
  const sum = a + b;
  if (!(sum <= LARGEST_EXPONENT) || sum < SMALLEST_EXPONENT) return exp(sum);
  const k = Math.floor(sum * INVERSE_LN2 + 0.5);
  const high = a - k * LN2_HIGH;
  const r = high + b;
  const rounded = r - high;
  const lost = high - (r - rounded) + (b - rounded);
  return scaleByPowerOfTwo(expReduced(r, k * LN2_LOW - lost), k);
}

/** Natural logarithm, within 1 ulp. log(0) = -Infinity, log(x < 0) = NaN. */
export function log(x: number): number {
  if (x >= SMALLEST_NORMAL && x < Infinity) {
    const k = exponentOf(x);
    return logReduced(x * powerOfTwo(-k) - 1, k, 0);
  }
  if (x > 0 && x < Infinity) {
    const scaled = x * TWO_54;
    const k = exponentOf(scaled);
    return logReduced(scaled * powerOfTwo(-k) - 1, k - 54, 0);
  }
  return x === 0 ? -Infinity : x > 0 ? x : NaN;
}

/** log(1 + x), accurate for small x too; -Infinity at -1, NaN below. */
export function log1p(x: number): number {
  if (x > -0.29 && x < 0.41) return x === 0 ? x : logReduced(x, 0, 0);
  const sum = 1 + x;
  if (!(x > -1) || !(sum < TWO_54)) return log(sum);
  const k = exponentOf(sum);
  const lost = k > 0 ? 1 - (sum - x) : x - (sum - 1);
  return logReduced(sum * powerOfTwo(-k) - 1, k, lost / sum);
}

/** e^x - 1, accurate for small x too. */
export function expm1(x: number): number {
  if (x > -0.35 && x < 0.35) return x === 0 ? x : expm1Reduced(x);
  if (!(x < 40)) return exp(x) - 1;
  if (x < -40) return -1;
  const k = Math.floor(x * INVERSE_LN2 + 0.5);
  const high = x - k * LN2_HIGH;
  const r = high - k * LN2_LOW;
  const lost = high - r - k * LN2_LOW;
  const part = expm1Reduced(r) + lost * (1 + r);
  const power = powerOfTwo(k);
  return power - 1 + power * part;
}

/** 1 / (1 + e^-x), the logistic function, in [0, 1]; small values keep their relative accuracy. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const power = exp(x);
  return power / (1 + power);
}

/** log(p / (1 - p)) for p in (0, 1): the inverse of `logistic`. */
export function logit(p: number): number {
  return log(p) - log1p(-p);
}

/** Hyperbolic tangent. */
export function tanh(x: number): number {
  if (x > 20 || x < -20) return x > 0 ? 1 : -1;
  const power = expm1(2 * x);
  return x === 0 ? x : power / (power + 2);
}
