import { exp, log, log1p } from './elementary.ts';
import { kernelAt, kernelConstant, kernelRoot, lowerOf, upperOf } from './incompleteGamma.ts';
import { normalCdf } from './normal.ts';
import { normalQuantile } from './normalQuantile.ts';
import { logGamma } from './stirling.ts';

const LONGEST_STEP_UP = 1.5;

/**
 * The x with P(G <= x) = u for a gamma variable of this shape and scale 1 (mean = shape); 0 when it underflows.
 *
 * Newton on the logarithm of the smaller tail as a function of log x, which is concave, so it converges from anywhere; near
 * the root with Halley's correction, which saves a round;
 * relative error about 1e-14 (1e-15/shape for small shapes, where a change of u by one ulp moves x as much).
 */
export function gammaQuantile(u: number, shape: number): number {
  if (!(u > 0 && u < 1)) return u === 0 ? 0 : u === 1 ? Infinity : NaN;
  if (!(shape > 0)) return shape === 0 ? 0 : NaN;
  // Near zero the distribution function is x^shape / Gamma(shape + 1) to the last digit.
  // Only small shapes and draws get there: from shape 1 and u = 1e-16 on the logarithm is above -37.
  if (shape < 1 || u < 1e-16) {
    const power = logPower(u, shape);
    if (power < -38) return exp(power);
  }
  const lower = u <= 0.5;
  return solve(lower ? u : 1 - u, lower, shape, start(u, normalQuantile(u), shape));
}

/** The quantile of this shape at the level of the normal quantile z, to the same accuracy; shape >= 1, |z| <= 8. */
export function gammaQuantileAt(z: number, shape: number): number {
  const lower = z <= 0;
  const tail = normalCdf(lower ? z : -z);
  return solve(tail, lower, shape, start(lower ? tail : 1 - tail, z, shape));
}

/** The x beyond which, on the lower or the upper side, lies `target`. @param x a start */
function solve(target: number, lower: boolean, shape: number, x: number): number {
  const constant = kernelConstant(shape);
  const root = kernelRoot(shape);
  for (let step = 1, round = 0; Math.abs(step) > 1e-8 && round < 100; round += 1) {
    const kernel = kernelAt(shape, x, constant, root);
    const tail = lower ? lowerOf(shape, x, kernel) : upperOf(shape, x, kernel);
    // d log(tail) / d log(x) = +- shape kernel / tail.
    const slope = (shape * kernel) / tail;
    step = (lower ? -1 : 1) * (logRatio(tail, target) / slope);
    // The curve's second derivative over its first is shape - x - slope (lower tail), shape - x + slope (upper).
    const bend = 0.5 * step * (lower ? shape - x - slope : shape - x + slope);
    if (bend > -0.25 && bend < 0.25) step /= 1 + bend;
    // From the left of an upper quantile the first step can be far too long.
    if (step > LONGEST_STEP_UP) step = LONGEST_STEP_UP;
    x *= exp(step);
  }
  return x;
}

/** Logarithm of the quantile of the power law near zero. */
function logPower(u: number, shape: number): number {
  return (log(u) + logGamma(shape + 1)) / shape;
}

/** log(a / b), accurate when a is near b. */
function logRatio(a: number, b: number): number {
  const difference = (a - b) / b;
  return Math.abs(difference) < 0.5 ? log1p(difference) : log(a) - log(b);
}

/** A start: Wilson and Hilferty's cube root for the body, else the power law near zero, which is never too large. @param z of u */
function start(u: number, z: number, shape: number): number {
  const ninth = 1 / (9 * shape);
  const root = 1 - ninth + z * Math.sqrt(ninth);
  return root > 0.2 && shape > 0.3 ? shape * root * root * root : exp(logPower(u, shape));
}
