import { exponentOf, powerOfTwo, scaleByPowerOfTwo } from './bits.ts';
import { INVERSE_LN2, LN2_HIGH, LN2_LOW, atanhRest, expReduced } from './reduced.ts';

const SPLITTER = 134217729;
const THIRD = 1 / 3;
/** 1/3 - THIRD. */
const THIRD_LOW = 1.850371707708594e-17;
const TWO_54 = 18014398509481984;
const SMALLEST_NORMAL = 2.2250738585072014e-308;

/**
 * x^y, within 0.6 ulp, with the special cases of JavaScript's `**`.
 *
 * y log(x) is carried in two doubles (about 100 bits of the logarithm), so the error does not grow with the result's
 * exponent, and exact powers come out exact.
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (x !== x || y !== y) return NaN;
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (y === 0.5 && x > 0) return Math.sqrt(x);
  const size = Math.abs(x);
  if (y === Infinity || y === -Infinity) return size === 1 ? NaN : size > 1 === y > 0 ? Infinity : 0;
  const odd = y % 2 === 1 || y % 2 === -1;
  const negative = odd && (x < 0 || (x === 0 && 1 / x < 0));
  if (size === 0 || size === Infinity) {
    const result = (size === 0) === y > 0 ? 0 : Infinity;
    return negative ? -result : result;
  }
  if (x < 0 && y % 1 !== 0) return NaN;
  const result = powPositive(size, y);
  return negative ? -result : result;
}

/** x^y for finite x > 0 and finite y. */
function powPositive(x: number, y: number): number {
  if (x === 1) return 1;
  const shift = x < SMALLEST_NORMAL ? 54 : 0;
  const normal = shift === 0 ? x : x * TWO_54;
  const exponent = exponentOf(normal);
  const k = exponent - shift;
  const m = normal * powerOfTwo(-exponent);

  // s = (m - 1) / (m + 1) in two parts.
  const f = m - 1;
  const d = m + 1;
  const dLow = m - (d - 1);
  const s = f / d;
  const sLow = (f - s * d - productError(s, d) - s * dLow) / d;

  // 2 s^3 / 3 in two parts; the rest of the series needs one.
  const z = s * s;
  const zLow = productError(s, s) + 2 * s * sLow;
  const c = s * z;
  const cLow = productError(s, z) + s * zLow + sLow * z;
  const t = c * (2 * THIRD);
  const tLow = productError(c, 2 * THIRD) + c * (2 * THIRD_LOW) + cLow * (2 * THIRD);
  const rest = c * atanhRest(z);

  // log x = k ln2 + 2 s + t + rest, largest first, errors collected.
  const first = k * LN2_HIGH;
  const a = first + 2 * s;
  const aLow = k === 0 ? 0 : first - a + 2 * s;
  const b = a + t;
  const bLow = a - b + t;
  const low = aLow + (bLow + (rest + (tLow + (2 * sLow + k * LN2_LOW))));
  const logX = b + low;
  const logLow = b - logX + low;

  const product = y * logX;
  if (product > 710) return Infinity;
  if (product < -746) return 0;
  const productLow = productError(y, logX) + y * logLow;
  const n = Math.floor(product * INVERSE_LN2 + 0.5);
  const reduced = expReduced(product - n * LN2_HIGH, n * LN2_LOW - productLow);
  return scaleByPowerOfTwo(reduced, n);
}

/** a b - fl(a b), exactly (Dekker 1971), for factors below 1e300 in size whose product does not underflow. */
function productError(a: number, b: number): number {
  const product = a * b;
  const aBig = a * SPLITTER;
  const aHigh = aBig - (aBig - a);
  const aLow = a - aHigh;
  const bBig = b * SPLITTER;
  const bHigh = bBig - (bBig - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}
