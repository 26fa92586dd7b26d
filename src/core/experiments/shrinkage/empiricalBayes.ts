import { exp } from '../../math/elementary.ts';
import { normalQuantile } from '../../math/normalQuantile.ts';
import { betaQuantile } from '../special/betaQuantile.ts';
import type { Interval } from '../interval.ts';

/** Coefficient of variation of true rates between creatives of one test, learned over many tests of headlines (.19 to .24). */
export const TYPICAL_CV = 0.2;

export interface ArmCounts {
  readonly successes: number;
  readonly n: number;
}

export interface Spread {
  /** Pooled rate of all arms. */
  readonly pooled: number;
  /** CV^2 of the true rates between arms, by moments from this test alone; may be negative. */
  readonly cvSquaredRaw: number;
  /** max(.01, .5 max(raw, 0) + .5 prior^2): one test alone is too noisy. */
  readonly cvSquared: number;
}

/**
 * Between-creative spread by moments: S = sum n_i (p_i - pbar)^2, D = N - sum n_i^2 / N,
 * sigma^2 = (S - (K-1) pbar (1-pbar)) / D. `inflation` >= 1 scales the binomial noise for over-dispersed days.
 */
export function creativeSpread(arms: readonly ArmCounts[], priorCv = TYPICAL_CV, inflation = 1): Spread {
  const total = sum(arms.map((arm) => arm.n));
  const pooled = sum(arms.map((arm) => arm.successes)) / total;
  const between = sum(arms.map(({ successes, n }) => (n === 0 ? 0 : n * (successes / n - pooled) ** 2)));
  const degrees = total - sum(arms.map((arm) => arm.n * arm.n)) / total;
  const noise = (arms.length - 1) * pooled * (1 - pooled) * inflation;
  const cvSquaredRaw = (between - noise) / degrees / (pooled * pooled);
  const cvSquared = Math.max(0.01, 0.5 * Math.max(cvSquaredRaw, 0) + 0.5 * priorCv * priorCv);
  return { pooled, cvSquaredRaw, cvSquared };
}

export interface ShrunkRate {
  readonly rate: number;
  readonly interval: Interval;
  /** Beta posterior of the rate. */
  readonly a: number;
  readonly b: number;
}

/**
 * Rates shrunk towards the pooled one: a = 1/CV^2, posterior Beta(c + a, n - c + a (1 - pbar)/pbar), mean
 * (c + a)/(n + a/pbar). The winner of several creatives is partly lucky; this is the promise that can be kept.
 * Over-dispersed counts are divided by `inflation` first. Source: Robbins 1956; Efron & Morris 1973; beta-binomial form.
 */
export function shrinkRates(
  arms: readonly ArmCounts[],
  spread: Spread,
  alpha: number,
  inflation = 1,
): ShrunkRate[] {
  const strength = 1 / spread.cvSquared;
  return arms.map(({ successes, n }) => {
    const a = successes / inflation + strength;
    const b = (n - successes) / inflation + (strength * (1 - spread.pooled)) / spread.pooled;
    return {
      rate: a / (a + b),
      interval: [betaQuantile(alpha / 2, a, b), betaQuantile(1 - alpha / 2, a, b)],
      a,
      b,
    };
  });
}

export interface LiftInterval {
  readonly lift: number;
  readonly interval: Interval;
}

/** Lift of one shrunk rate over another, with the log-normal interval of the ratio of two posteriors. */
export function shrunkLift(treatment: ShrunkRate, control: ShrunkRate, alpha: number): LiftInterval {
  const ratio = treatment.rate / control.rate;
  const error = Math.sqrt(1 / treatment.a + 1 / control.a);
  const half = -normalQuantile(alpha / 2) * error;
  return { lift: ratio - 1, interval: [ratio * exp(-half) - 1, ratio * exp(half) - 1] };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
