import betaln from '@stdlib/math-base-special-betaln';
import gammainc from '@stdlib/math-base-special-gammainc';
import gammaln from '@stdlib/math-base-special-gammaln';
import { log } from '../maths.ts';

/** ln Gamma(x), x > 0. */
export function logGamma(x: number): number {
  return gammaln(x);
}

/** ln B(a, b), a > 0 and b > 0. */
export function logBeta(a: number, b: number): number {
  return betaln(a, b);
}

/** ln of the multivariate beta function: sum of ln Gamma(a_i), less ln Gamma of their sum. */
export function logMultivariateBeta(shapes: readonly number[]): number {
  let sum = 0;
  let total = 0;
  for (const shape of shapes) {
    sum += gammaln(shape);
    total += shape;
  }
  return sum - gammaln(total);
}

/** ln P(a, x), the regularized lower incomplete gamma function. */
export function logGammaLower(a: number, x: number): number {
  return log(gammainc(x, a, true, false));
}

/** ln Q(a, x), the regularized upper incomplete gamma function. */
export function logGammaUpper(a: number, x: number): number {
  return log(gammainc(x, a, true, true));
}

/** P(X > statistic) for a chi-square variable; exact in the far tail. */
export function chiSquareUpper(statistic: number, degreesOfFreedom: number): number {
  return statistic <= 0 ? 1 : gammainc(statistic / 2, degreesOfFreedom / 2, true, true);
}

const SERIES = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/**
 * What Stirling's formula leaves out: ln Gamma(x) - ((x - 1/2) ln x - x + ln(2 pi)/2).
 * Small and smooth, so that differences of huge ln Gammas keep their digits. Source: Loader 2000 (saddle-point binomial).
 */
export function stirlingError(x: number): number {
  if (x < 16) return gammaln(x) - ((x - 0.5) * log(x) - x + 0.5 * log(2 * Math.PI));
  const inverse = 1 / x;
  const square = inverse * inverse;
  return SERIES.reduceRight((sum, term) => sum * square + term, 0) * inverse;
}
