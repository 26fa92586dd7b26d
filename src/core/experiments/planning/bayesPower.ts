import { normalCdf } from '../../math/normal.ts';
import { normalQuantile } from '../../math/normalQuantile.ts';
import { effectOf } from '../fixed/effect.ts';
import type { LiftDesign, LiftMetric } from './liftPower.ts';

/** Normal prior of the relative lift; flat when not proper. */
export interface LiftPrior {
  readonly mean: number;
  readonly variance: number;
  readonly proper: boolean;
}

/**
 * Chance that the credible interval of the lift leaves out zero when the lift is `lift`.
 *
 * The posterior mean is normal with mean (lift/s^2 + m/v)/(1/s^2 + 1/v) and standard deviation (1/s) / (1/s^2 + 1/v);
 * it is compared with z times the posterior standard deviation, on both sides.
 */
export function bayesLiftPower(
  metric: LiftMetric,
  lift: number,
  design: LiftDesign,
  prior: LiftPrior,
): number {
  const { mean, variance } = metric;
  const treated = mean * (1 + lift);
  const control = { n: design.perArm, mean, variance };
  const treatment = { n: design.perArm, mean: treated, variance };
  const precision = 1 / effectOf(control, treatment, 'relative').standardError ** 2;
  const priorPrecision = prior.proper ? 1 / prior.variance : 0;
  const total = precision + priorPrecision;
  const z = -normalQuantile(design.alpha / 2);
  const centre = lift * precision + prior.mean * priorPrecision;
  const reach = z * Math.sqrt(total);
  const noise = Math.sqrt(precision);
  return normalCdf((centre - reach) / noise) + normalCdf((-centre - reach) / noise);
}

/** Smallest positive lift found with the wanted power; bisection, since the power rises with the lift. */
export function smallestLiftBayes(
  metric: LiftMetric,
  power: number,
  design: LiftDesign,
  prior: LiftPrior,
): number {
  const short = (lift: number) => bayesLiftPower(metric, lift, design, prior) < power;
  let high = 1e-6;
  while (short(high)) {
    high *= 2;
    if (high > 1e6) return Infinity;
  }
  let low = 0;
  for (let i = 0; i < 200 && high - low > 1e-14 * high; i++) {
    const middle = (low + high) / 2;
    if (short(middle)) low = middle;
    else high = middle;
  }
  return high;
}
