// Functions of core/math for the kernels: same polynomials from the same files, same order of operations, same bits.
import { INVERSE_LN2, LN2_HIGH, LN2_LOW, expReduced, logReduced } from '../../core/math/reduced';
import { INVERSE_SQRT_2PI, NORMAL_NEAR, normalCentre, normalTailRatio } from '../../core/math/normalReduced';

const NEGLIGIBLE: f64 = -700.0;
const SMALLEST_EXPONENT: f64 = -745.1332191019412;

/** As `scoreRatio` of core/market/event/clickPrice.ts: exp of a log ratio up to 0. */
export function scoreRatio(x: f64): f64 {
  if (x < NEGLIGIBLE) return 0;
  const k = Math.floor(x * INVERSE_LN2 + 0.5);
  return expReduced(x - k * LN2_HIGH, k * LN2_LOW) * powerOfTwo(<i32>k);
}

const SMALLEST_NORMAL: f64 = 2.2250738585072014e-308;
const TWO_54: f64 = 18014398509481984.0;

/** As `log` of core/math/elementary.ts. */
export function log(x: f64): f64 {
  if (x >= SMALLEST_NORMAL && x < Infinity) {
    const k = exponentOf(x);
    return logReduced(overPower(x, k) - 1, <f64>k, 0);
  }
  if (x > 0 && x < Infinity) {
    const scaled = x * TWO_54;
    const k = exponentOf(scaled);
    return logReduced(overPower(scaled, k) - 1, <f64>(k - 54), 0);
  }
  return x == 0 ? -Infinity : x > 0 ? x : NaN;
}

/** x / 2^k, exactly: 2^-k alone may have no normal double. */
function overPower(x: f64, k: i32): f64 {
  const half = k >> 1;
  return x * reinterpret<f64>((<i64>(1023 - half)) << 52) * reinterpret<f64>((<i64>(1023 - k + half)) << 52);
}

/** As in core/math/bits.ts. */
function exponentOf(x: f64): i32 {
  return ((<i32>(reinterpret<i64>(x) >> 32) + 0x00095f62) >> 20) - 1023;
}

/** As `normalReversedHazard` of core/math/normal.ts. */
export function normalReversedHazard(z: f64): f64 {
  if (z < -NORMAL_NEAR) return INVERSE_SQRT_2PI / normalTailRatio(-z);
  const density = gaussian(z);
  const below = z <= NORMAL_NEAR ? 0.5 + normalCentre(z) : 1 - density * normalTailRatio(z);
  return (INVERSE_SQRT_2PI * density) / below;
}

export function normalPdf(z: f64): f64 {
  return INVERSE_SQRT_2PI * gaussian(z);
}

export function normalCdf(z: f64): f64 {
  const size = Math.abs(z);
  if (size <= NORMAL_NEAR) return 0.5 + normalCentre(z);
  if (size > 40) return z > 0 ? 1 : 0;
  const tail = gaussian(size) * normalTailRatio(size);
  return z > 0 ? 1 - tail : tail;
}

function gaussian(z: f64): f64 {
  const size = Math.abs(z);
  if (!(size < 40)) return z != z ? z : 0;
  const cut = Math.floor(size * 16) / 16;
  return expOfSum(-0.5 * cut * cut, -0.5 * (size - cut) * (size + cut));
}

/** For sums up to 0. */
function expOfSum(a: f64, b: f64): f64 {
  const sum = a + b;
  if (sum < SMALLEST_EXPONENT) return 0;
  const k = Math.floor(sum * INVERSE_LN2 + 0.5);
  const high = a - k * LN2_HIGH;
  const r = high + b;
  const rounded = r - high;
  const lost = high - (r - rounded) + (b - rounded);
  const reduced = expReduced(r, k * LN2_LOW - lost);
  const power = <i32>k;
  return power < -1074 ? reduced * powerOfTwo(power + 1000) * powerOfTwo(-1000) : reduced * powerOfTwo(power);
}

/** 2^k for k in [-1074, 0]. */
function powerOfTwo(k: i32): f64 {
  return k >= -1022 ? reinterpret<f64>((<i64>k + 1023) << 52) : reinterpret<f64>((<i64>1) << (<i64>k + 1074));
}
