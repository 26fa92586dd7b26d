import type { Interval } from '../interval.ts';
import { studentQuantile, studentUpper } from '../special/studentT.ts';
import { effectOf, type Difference, type Effect } from './effect.ts';
import type { Moments } from './moments.ts';

export interface WelchResult extends Effect {
  readonly degreesOfFreedom: number;
  readonly t: number;
  readonly p: number;
  readonly pGreater: number;
  readonly pLess: number;
  /** Two-sided, 1 - alpha. */
  readonly interval: Interval;
  /** One-sided bounds, each at 1 - alpha. */
  readonly lower: number;
  readonly upper: number;
}

/** Welch's unequal-variance t test of an absolute or relative difference, two- and one-sided at once (Welch 1947). */
export function welchTest(
  control: Moments,
  treatment: Moments,
  alpha: number,
  difference: Difference,
): WelchResult {
  const effect = effectOf(control, treatment, difference);
  const degreesOfFreedom = welchDegrees(control, treatment);
  const t = effect.estimate / effect.standardError;
  const half = studentQuantile(1 - alpha / 2, degreesOfFreedom) * effect.standardError;
  const halfOneSided = studentQuantile(1 - alpha, degreesOfFreedom) * effect.standardError;
  return {
    ...effect,
    degreesOfFreedom,
    t,
    p: 2 * studentUpper(Math.abs(t), degreesOfFreedom),
    pGreater: studentUpper(t, degreesOfFreedom),
    pLess: studentUpper(-t, degreesOfFreedom),
    interval: [effect.estimate - half, effect.estimate + half],
    lower: effect.estimate - halfOneSided,
    upper: effect.estimate + halfOneSided,
  };
}

/** Welch-Satterthwaite degrees of freedom. */
function welchDegrees(control: Moments, treatment: Moments): number {
  const a = control.variance / control.n;
  const b = treatment.variance / treatment.n;
  return (a + b) ** 2 / (a ** 2 / (control.n - 1) + b ** 2 / (treatment.n - 1));
}
