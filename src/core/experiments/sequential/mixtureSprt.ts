import { exp, log } from '../../math/elementary.ts';
import { normalUpper } from '../special/normalUpper.ts';
import type { Interval } from '../interval.ts';
import { exactRhoSquared } from './asymptoticSequence.ts';

export interface MixtureSprt {
  /** ln Lambda: evidence against "no difference"; reject when it reaches ln(1/alpha). */
  readonly logLambda: number;
  /** min(1, 1/Lambda); keep the running minimum over looks. */
  readonly p: number;
  readonly interval: Interval;
}

/**
 * Mixture SPRT for a normal estimate: the true difference has a N(nullValue, tau^2) prior under the alternative.
 *
 * Lambda = sqrt(s^2/(s^2+t)) exp(t d^2 / (2 s^2 (s^2+t))), t = tau^2 (the mixing VARIANCE), s^2 = variance of d; interval
 * d +- sqrt(s^2 (s^2+t)/t (2 ln(1/a) + ln((s^2+t)/s^2))). Source: Johari, Koomen, Pekelis, Walsh 2017. Fix t before looking.
 */
export function mixtureSprt(
  difference: number,
  variance: number,
  mixingVariance: number,
  alpha: number,
  nullValue = 0,
): MixtureSprt {
  const t = mixingVariance;
  const total = variance + t;
  const d = difference - nullValue;
  const logLambda = 0.5 * log(variance / total) + (t * d * d) / (2 * variance * total);
  const half = Math.sqrt(((variance * total) / t) * (2 * log(1 / alpha) + log(total / variance)));
  return { logLambda, p: Math.min(1, exp(-logLambda)), interval: [difference - half, difference + half] };
}

/** Mixing variance that makes the interval tightest at a planned look with variance s*^2: 8.212 s*^2 at alpha = .05. */
export function tightestMixingVariance(plannedVariance: number, alpha: number): number {
  return exactRhoSquared(1, alpha) * plannedVariance;
}

/**
 * The interval as Statsig prints it: tau = z^2 (V_t + V_c)/(N_t + N_c) and Z* = sqrt((s^2+tau)/tau (-2 ln(a/2) - ln(s^2/(s^2+tau)))).
 * Valid, but slower than `mixtureSprt` with -2 ln a; kept for comparison. p is two-sided from N(0, (Z* / z)^2).
 */
export function statsigSequence(
  difference: number,
  variance: number,
  mixingVariance: number,
  alpha: number,
  zFixed: number,
): { multiplier: number; interval: Interval; p: number } {
  const total = variance + mixingVariance;
  const multiplier = Math.sqrt((total / mixingVariance) * (-2 * log(alpha / 2) - log(variance / total)));
  const half = multiplier * Math.sqrt(variance);
  const z = Math.abs(difference) / Math.sqrt(variance) / (multiplier / zFixed);
  return { multiplier, interval: [difference - half, difference + half], p: 2 * normalUpper(z) };
}
