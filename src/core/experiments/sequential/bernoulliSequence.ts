import { log } from '../../math/elementary.ts';
import type { Interval } from '../interval.ts';
import { logBeta } from '../special/gamma.ts';
import { bestRho } from './uniformBoundary.ts';

export interface BernoulliSequenceOptions {
  readonly alpha: number;
  /** Trials at which the sequence is tightest. */
  readonly tunedFor: number;
  readonly alphaTuned?: number;
}

/**
 * Confidence sequence of one rate from successes and trials: exact, not asymptotic, valid at every look.
 *
 * All p whose beta-binomial mixture stays below ln(1/alpha), with g = p, h = 1 - p, v = n p (1-p), S = n (phat - p) and
 * r = max(rho(p (1-p) t_opt) - g h, 1e-3 g h). Source: Howard et al. 2021; reference implementation confseq.
 */
export function bernoulliSequence(
  successes: number,
  trials: number,
  options: BernoulliSequenceOptions,
): Interval {
  if (trials === 0) return [0, 1];
  const observed = successes / trials;
  const threshold = log(1 / options.alpha);
  const outside = (p: number) => logBernoulliMixture(p, successes, trials, options) > threshold;
  return [edge(outside, observed, 0), edge(outside, observed, 1)];
}

/** ln M(p): the evidence against a true rate p. */
export function logBernoulliMixture(
  p: number,
  successes: number,
  trials: number,
  { tunedFor, alpha, alphaTuned = alpha }: BernoulliSequenceOptions,
): number {
  const q = 1 - p;
  const r = Math.max(bestRho(p * q * tunedFor, alphaTuned) - p * q, 1e-3 * p * q);
  const failures = trials - successes;
  // (v + hS)/h = successes' exponent and (v - gS)/g = failures' exponent, with g + h = 1.
  return (
    -successes * log(p) -
    failures * log(q) +
    logBeta(r / p + failures, r / q + successes) -
    logBeta(r / p, r / q)
  );
}

/** Last p, going from `inside` to `limit`, that is not outside; bisection in the ratio to the limit when that is 0. */
function edge(outside: (p: number) => boolean, inside: number, limit: 0 | 1): number {
  if (inside === limit) return limit;
  const nearLimit = limit === 0 ? Math.min(1e-300, inside) : 1 - 2 ** -53;
  if (inside > 0 && inside < 1 && outside(inside)) return inside;
  if (!outside(nearLimit)) return limit;
  let low = limit === 0 ? nearLimit : Math.max(inside, 1e-300);
  let high = limit === 0 ? inside : nearLimit;
  for (let i = 0; i < 2000 && high - low > 1e-16 * high; i++) {
    const middle = low * 4 < high ? Math.sqrt(low) * Math.sqrt(high) : (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (outside(middle) === (limit === 0)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
