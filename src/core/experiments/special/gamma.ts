import betaln from '@stdlib/math-base-special-betaln';
import gammainc from '@stdlib/math-base-special-gammainc';
import { log } from '../../math/elementary.ts';
import { logGamma } from '../../math/stirling.ts';

/** ln B(a, b), a > 0 and b > 0. */
export function logBeta(a: number, b: number): number {
  return betaln(a, b);
}

/** ln of the multivariate beta function: sum of ln Gamma(a_i), less ln Gamma of their sum. */
export function logMultivariateBeta(shapes: readonly number[]): number {
  let sum = 0;
  let total = 0;
  for (const shape of shapes) {
    sum += logGamma(shape);
    total += shape;
  }
  return sum - logGamma(total);
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
