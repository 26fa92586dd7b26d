import gammaln from '@stdlib/math-base-special-gammaln';
import { log } from './elementary.ts';

const HALF_LOG_2PI = 0.9189385332046728;

/** stirlingError(n) for n = 1..9, by mpmath with 40 digits. */
const small = [
  NaN,
  0.08106146679532726,
  0.0413406959554093,
  0.02767792568499834,
  0.020790672103765093,
  0.016644691189821193,
  0.013876128823070748,
  0.01189670994589177,
  0.010411265261972096,
  0.009255462182712733,
];

/** log(x!) - [(x + 1/2) log x - x + log(2 pi)/2], the error of Stirling's formula at x > 0, to 1e-16 absolutely. */
export function stirlingError(x: number): number {
  if (x < 10) {
    const known = small[x];
    if (known !== undefined) return known;
    return gammaln(x + 1) - ((x + 0.5) * log(x) - x + HALF_LOG_2PI);
  }
  const r = 1 / x;
  const r2 = r * r;
  return (
    r *
    (1 / 12 -
      r2 *
        (1 / 360 -
          r2 * (1 / 1260 - r2 * (1 / 1680 - r2 * (1 / 1188 - r2 * (691 / 360360 - r2 * (1 / 156)))))))
  );
}

/** log Gamma(x) for x > 0, relative error about 1e-15 (absolute near the zeros at 1 and 2). */
export function logGamma(x: number): number {
  if (x < 10) return gammaln(x);
  return (x - 0.5) * log(x) - x + HALF_LOG_2PI + stirlingError(x);
}
