import { exp, log } from '../../math/elementary.ts';
import type { Interval } from '../interval.ts';
import { lambertWMinus1 } from '../special/lambertW.ts';

export interface SequenceResult {
  /** Valid at every look, however often one looks and whenever one stops. */
  readonly interval: Interval;
  /** Anytime-valid p-value of "no difference" at this look; keep the running minimum. 1 for one-sided sequences. */
  readonly p: number;
  /** Half-width divided by the standard error; the fixed-horizon value would be z. */
  readonly multiplier: number;
}

/**
 * rho^2 of the asymptotic confidence sequence that is tightest near `planned` observations, by the usual approximation
 * (-2 ln a + ln(1 - 2 ln a)) / N*. Source: Waudby-Smith et al. 2021 (arXiv 2103.06476), eq. 161.
 */
export function tunedRhoSquared(planned: number, alpha: number): number {
  return (-2 * log(alpha) + log(1 - 2 * log(alpha))) / planned;
}

/** The exact minimiser of the width at `planned` observations: (-W_{-1}(-a^2 / e) - 1) / N*. */
export function exactRhoSquared(planned: number, alpha: number): number {
  return (-lambertWMinus1((-alpha * alpha) / exp(1)) - 1) / planned;
}

export interface SequenceInput {
  readonly estimate: number;
  /** Standard error of the estimate at this look. */
  readonly standardError: number;
  /** Observations so far, both arms together. */
  readonly observations: number;
  readonly alpha: number;
  /** Observations, both arms together, at which one expects to decide; where the sequence is tightest. */
  readonly planned: number;
}

/**
 * Two-sided asymptotic confidence sequence (Waudby-Smith et al., eq. 9): half-width
 * SE sqrt(N) sqrt(2k / (N rho)^2 ln(sqrt k / a)), k = N rho^2 + 1; p = min(1, sqrt k exp(-rho^2 N (est/SE)^2 / (2k))).
 */
export function confidenceSequence(input: SequenceInput): SequenceResult {
  const { estimate, standardError, observations, alpha } = input;
  const grown = observations * tunedRhoSquared(input.planned, alpha);
  const k = grown + 1;
  const multiplier = Math.sqrt(((2 * k) / grown) * log(Math.sqrt(k) / alpha));
  const z = standardError > 0 ? estimate / standardError : estimate === 0 ? 0 : Infinity;
  const p = Math.min(1, Math.sqrt(k) * exp((-grown * z * z) / (2 * k)));
  const half = multiplier * standardError;
  return { interval: [estimate - half, estimate + half], p, multiplier };
}

/** One-sided form (rho tuned with 2a): both one-sided bounds, half-width^2 = SE^2 2k/(N rho^2) ln(1 + sqrt k / (2a)). */
export function oneSidedConfidenceSequence(input: SequenceInput): { lower: number; upper: number } {
  const { estimate, standardError, observations, alpha } = input;
  const grown = observations * tunedRhoSquared(input.planned, 2 * alpha);
  const k = grown + 1;
  const half = standardError * Math.sqrt(((2 * k) / grown) * log(1 + Math.sqrt(k) / (2 * alpha)));
  return { lower: estimate - half, upper: estimate + half };
}
