import type { Moments } from './moments.ts';

/** Absolute: treatment - control. Relative: treatment / control - 1. */
export type Difference = 'absolute' | 'relative';

export interface Effect {
  readonly estimate: number;
  readonly standardError: number;
}

/**
 * The effect of a treatment on a mean, with its standard error.
 *
 * Relative lifts use the delta method, var = V_2 / (n_2 m_1^2) + V_1 m_2^2 / (n_1 m_1^4), which counts the noise of the
 * control too; a lift against a control of mean 0 is NaN.
 */
export function effectOf(control: Moments, treatment: Moments, difference: Difference): Effect {
  const fromControl = control.variance / control.n;
  const fromTreatment = treatment.variance / treatment.n;
  if (difference === 'absolute') {
    return {
      estimate: treatment.mean - control.mean,
      standardError: Math.sqrt(fromControl + fromTreatment),
    };
  }
  const ratio = treatment.mean / control.mean;
  return {
    estimate: (treatment.mean - control.mean) / control.mean,
    standardError: Math.sqrt(fromTreatment + fromControl * ratio * ratio) / Math.abs(control.mean),
  };
}
