/**
 * The polynomials under exp and log, on reduced arguments.
 * This file imports nothing and uses only `number`, +, -, * and /, so that AssemblyScript compiles the same source
 * into the WASM kernels: TypeScript and WASM return the same bytes.
 */

/** ln 2 in two parts: the first has 21 trailing zero bits, so k * LN2_HIGH is exact for |k| < 2^20. */
export const LN2_HIGH = 6.9314718036912381649e-1;
export const LN2_LOW = 1.90821492927058770002e-10;
export const INVERSE_LN2 = Math.LOG2E;

/**
 * exp(high - low) for |high - low| <= ln(2)/2, within 0.53 ulp.
 *
 * Taylor's series to r^13 (remainder below 4.2e-18), summed by Estrin's scheme; 1 + r is added exactly and the
 * rest joins it in one rounding.
 */
export function expReduced(high: number, low: number): number {
  const r = high - low;
  const lost = high - r - low;
  const r2 = r * r;
  const r4 = r2 * r2;
  const a0 = 0.5 + r * (1.0 / 6.0);
  const a1 = 1.0 / 24.0 + r * (1.0 / 120.0);
  const a2 = 1.0 / 720.0 + r * (1.0 / 5040.0);
  const a3 = 1.0 / 40320.0 + r * (1.0 / 362880.0);
  const a4 = 1.0 / 3628800.0 + r * (1.0 / 39916800.0);
  const a5 = 1.0 / 479001600.0 + r * (1.0 / 6227020800.0);
  const q = a0 + a1 * r2 + r4 * (a2 + a3 * r2 + r4 * (a4 + a5 * r2));
  const sum = 1.0 + r;
  return sum + (r - (sum - 1.0) + (r2 * q + lost));
}

/** exp(r) - 1 for |r| <= 0.35, relative error below 1 ulp: the series of expReduced without its 1. */
export function expm1Reduced(r: number): number {
  const r2 = r * r;
  const r4 = r2 * r2;
  const a1 = 1.0 / 6.0 + r * (1.0 / 24.0);
  const a2 = 1.0 / 120.0 + r * (1.0 / 720.0);
  const a3 = 1.0 / 5040.0 + r * (1.0 / 40320.0);
  const a4 = 1.0 / 362880.0 + r * (1.0 / 3628800.0);
  const a5 = 1.0 / 39916800.0 + r * (1.0 / 479001600.0);
  const a6 = 1.0 / 6227020800.0 + r * (1.0 / 87178291200.0);
  const q = a1 + a2 * r2 + r4 * (a3 + a4 * r2 + r4 * (a5 + a6 * r2));
  return r + (0.5 * r2 + r2 * r * q);
}

/**
 * Sum over n >= 1 of 2 z^n / (2n + 3) for 0 <= z <= 0.0295: what 2 atanh(s)/s has beyond 2 + 2z/3, over z = s^2.
 * Nine terms; the remainder is below 1e-16 z.
 */
export function atanhRest(z: number): number {
  const z2 = z * z;
  const z4 = z2 * z2;
  const a0 = 2.0 / 5.0 + z * (2.0 / 7.0);
  const a1 = 2.0 / 9.0 + z * (2.0 / 11.0);
  const a2 = 2.0 / 13.0 + z * (2.0 / 15.0);
  const a3 = 2.0 / 17.0 + z * (2.0 / 19.0);
  const a4 = 2.0 / 21.0;
  return z * (a0 + a1 * z2 + z4 * (a2 + a3 * z2 + z4 * a4));
}

/**
 * k ln 2 + log(1 + f) + correction for f in [sqrt(1/2) - 1, sqrt(2) - 1], within 1 ulp.
 *
 * log(1 + f) = f - f^2/2 + s (f^2/2 + R) with s = f / (2 + f), R = 2 s^2/3 + 2 s^4/5 + ...
 * Source: Tang (1990), ACM TOMS 16(4), for the splitting; `correction` is an error of f known to the caller.
 */
export function logReduced(f: number, k: number, correction: number): number {
  const s = f / (2.0 + f);
  const z = s * s;
  const halfSquare = 0.5 * f * f;
  const tail = s * (halfSquare + z * (2.0 / 3.0 + atanhRest(z)));
  return k * LN2_HIGH - (halfSquare - (tail + (k * LN2_LOW + correction)) - f);
}
