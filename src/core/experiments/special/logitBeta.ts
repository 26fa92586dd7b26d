import { exp, expm1, log, log1p } from '../../math/elementary.ts';
import { stirlingError } from '../../math/stirling.ts';

/** Below this distance from the centre the cumulant series is exact to rounding and keeps digits that subtraction loses. */
export const SERIES_REACH = 0.02;

/**
 * The beta distribution seen through u = ln(x / (1 - x)), measured from its centre u0 = ln(a / b).
 *
 * There it is bell-shaped for every shape (zero clicks, a billion impressions, rates of 1e-6), so that fixed rules
 * integrate it exactly: ln f(d) = ln f(0) + n (x0 d - ln(1 + x0 (e^d - 1))), with n = a + b, x0 = a / n, d = u - u0.
 * Near the centre the bracket is minus the sum of kappa_k d^k / k! over the cumulants of a Bernoulli(x0) variable.
 */
export interface LogitBeta {
  readonly a: number;
  readonly b: number;
  /** a / (a + b). */
  readonly mean: number;
  /** ln of the density of u at the centre. */
  readonly logPeak: number;
  /** Standard deviation of u if it were normal with the curvature at the centre. */
  readonly spread: number;
  /** kappa_2/2!, ..., kappa_8/8!. */
  readonly cumulants: Float64Array;
}

/** The logit view of Beta(a, b); a and b positive. */
export function logitBeta(a: number, b: number): LogitBeta {
  const n = a + b;
  const p = a / n;
  const q = b / n;
  const v = p * q;
  const skew = q - p;
  const kappas = [
    1,
    skew,
    1 - 6 * v,
    skew * (1 - 12 * v),
    1 - 30 * v + 120 * v * v,
    skew * (1 - 60 * v + 360 * v * v),
    1 - 126 * v + 1680 * v * v - 5040 * v * v * v,
  ];
  let factorial = 1;
  const cumulants = Float64Array.from(kappas, (kappa, k) => (v * kappa) / (factorial *= k + 2));
  const logPeak = 0.5 * log((p * b) / (2 * Math.PI)) - stirlingError(a) - stirlingError(b) + stirlingError(n);
  return { a, b, mean: p, logPeak, spread: Math.sqrt(1 / a + 1 / b), cumulants };
}

/** ln f(d) - ln f(0): zero at the centre, concave. */
export function logitBetaShape(beta: LogitBeta, d: number): number {
  const n = beta.a + beta.b;
  if (Math.abs(d) < SERIES_REACH) {
    const c = beta.cumulants;
    let sum = c[6];
    for (let k = 5; k >= 0; k--) sum = sum * d + c[k];
    return -n * sum * d * d;
  }
  // Of the two equal forms, the one whose terms are small (and that cannot overflow).
  if (beta.a <= beta.b ? d < 300 : d < -300) return beta.a * d - n * log1p(beta.mean * expm1(d));
  return -beta.b * d - n * log1p((beta.b / n) * expm1(-d));
}

/** x at distance d from the centre. */
export function logitBetaValue(beta: LogitBeta, d: number): number {
  if (d > 0) return beta.a / (beta.a + beta.b * exp(-d));
  const grown = beta.a * exp(d);
  return grown / (grown + beta.b);
}

/** Distance of x in (0, 1) from the centre, exact to rounding also when x is within a few parts in 1e16 of the mean. */
export function logitBetaDistance(beta: LogitBeta, x: number): number {
  const excess = productLess(beta.a + beta.b, x, beta.a);
  const up = excess / beta.a;
  const down = -excess / beta.b;
  if (Math.abs(up) < 0.5 && Math.abs(down) < 0.5) return log1p(up) - log1p(down);
  return log(x / (1 - x)) - log(beta.a / beta.b);
}

/** a * b - c with a single rounding of the product (Dekker 1971). */
function productLess(a: number, b: number, c: number): number {
  const product = a * b;
  const [aHigh, aLow] = split(a);
  const [bHigh, bLow] = split(b);
  const lost = aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
  return product - c + lost;
}

function split(x: number): [number, number] {
  const scaled = x * 134217729;
  const high = scaled - (scaled - x);
  return [high, x - high];
}
