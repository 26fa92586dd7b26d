import { normalQuantile } from '../../math/normalQuantile.ts';
import { sequencePowerInflation } from './sequencePower.ts';
import { zPower } from './power.ts';

/** A metric whose lift a test should find: its mean and the variance of one observation, taken to be the same in both arms. */
export interface LiftMetric {
  readonly mean: number;
  readonly variance: number;
}

export interface LiftDesign {
  /** Observations per arm. */
  readonly perArm: number;
  readonly alpha: number;
  readonly sides?: 1 | 2;
  /** Sequential tuning N* (both arms together); power is then that of one look under the confidence sequence. */
  readonly planned?: number;
}

/** Power to find a relative lift, delta-method variance V (1 + (1+L)^2) / (n m^2). */
export function liftPower(metric: LiftMetric, lift: number, design: LiftDesign): number {
  const shift = lift / liftError(metric, lift, design);
  return zPower(shift, design.alpha, design.sides === 1 ? 'greater' : 'two-sided');
}

/** Smallest positive relative lift found with the wanted power, or Infinity; the variance depends on the lift itself. */
export function smallestLift(metric: LiftMetric, power: number, design: LiftDesign): number {
  const reach = normalQuantile(power) - normalQuantile(design.alpha / (design.sides ?? 2));
  // lift = reach * error(lift) is quadratic in the lift for means; the fixed point is found by bisection for both kinds.
  const short = (lift: number) => lift < reach * liftError(metric, lift, design);
  let high = 1e-6;
  while (short(high)) {
    high *= 2;
    if (high > 1e6) return Infinity;
  }
  let low = 0;
  for (let i = 0; i < 200 && high - low > 1e-15 * high; i++) {
    const middle = (low + high) / 2;
    if (short(middle)) low = middle;
    else high = middle;
  }
  return high;
}

function liftError(metric: LiftMetric, lift: number, design: LiftDesign): number {
  const { mean, variance } = metric;
  const ratio = 1 + lift;
  const fixed = Math.sqrt((variance * (1 + ratio * ratio)) / design.perArm) / mean;
  return design.planned === undefined
    ? fixed
    : fixed * sequencePowerInflation(2 * design.perArm, design.planned, design.alpha);
}
