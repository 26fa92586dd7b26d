import { exp, log } from '../../math/elementary.ts';
import type { Interval } from '../interval.ts';
import { logMultivariateBeta } from '../special/gamma.ts';

/**
 * ln of the multinomial e-value: Dirichlet(concentration) mixture against fixed shares, from cumulative counts.
 *
 * ln E = ln B(alpha0 + c) - ln B(alpha0) - sum c_i ln share_i. With clicks and impression shares it tests "all creatives
 * have the same rate" (swings of demand common to all cancel); with impressions and planned shares it is the sequential
 * sample-ratio test. Reject when E >= 1/alpha, at any look. Source: Lindon & Malek 2022.
 */
export function logMultinomialEvidence(
  counts: readonly number[],
  shares: readonly number[],
  concentration: readonly number[],
): number {
  return (
    logMultinomialMarginal(counts, concentration) -
    counts.reduce((sum, count, i) => sum + (count === 0 ? 0 : count * log(shares[i])), 0)
  );
}

/** ln of the Dirichlet mixture's probability of one sequence with these counts: ln B(alpha0 + c) - ln B(alpha0). */
export function logMultinomialMarginal(counts: readonly number[], concentration: readonly number[]): number {
  return (
    logMultivariateBeta(concentration.map((shape, i) => shape + counts[i])) -
    logMultivariateBeta(concentration)
  );
}

/** k * share_i: the mixture is centred on the null and as sure of it as k observations. */
export function nullConcentration(shares: readonly number[], k: number): number[] {
  return shares.map((share) => share * k);
}

/** Running minimum of 1/E over looks: an anytime-valid p-value after each look. */
export function runningP(logEvidence: readonly number[]): number[] {
  let smallest = 1;
  return logEvidence.map((value) => (smallest = Math.min(smallest, exp(-value))));
}

/**
 * Anytime-valid interval of the log rate ratio of arm `arm` to all others together, from clicks and impression shares.
 *
 * All delta for which the Dirichlet mixture does not refute theta_arm = w e^delta / (w e^delta + 1 - w); the other arms
 * are pooled, so that the contrast has one parameter.
 */
export function logRateContrast(
  clicks: number,
  otherClicks: number,
  share: number,
  k: number,
  alpha: number,
): Interval {
  const shares = [share, 1 - share];
  const counts = [clicks, otherClicks];
  const marginal = logMultinomialMarginal(counts, nullConcentration(shares, k));
  const refuted = (delta: number) => {
    const odds = share * exp(delta);
    const theta = odds / (odds + 1 - share);
    return marginal - part(clicks, theta) - part(otherClicks, 1 - theta) >= log(1 / alpha);
  };
  const centre = clicks > 0 && otherClicks > 0 ? log(clicks / otherClicks) - log(share / (1 - share)) : 0;
  return [
    clicks === 0 ? -Infinity : reach(refuted, centre, -1),
    otherClicks === 0 ? Infinity : reach(refuted, centre, 1),
  ];
}

function part(count: number, probability: number): number {
  return count === 0 ? 0 : count * log(probability);
}

function reach(refuted: (delta: number) => boolean, centre: number, direction: 1 | -1): number {
  let inside = 0;
  let outside = 0.01;
  while (!refuted(centre + direction * outside)) {
    inside = outside;
    outside *= 2;
    if (outside > 200) return direction * Infinity;
  }
  for (let i = 0; i < 100; i++) {
    const middle = (inside + outside) / 2;
    if (refuted(centre + direction * middle)) outside = middle;
    else inside = middle;
  }
  return centre + direction * outside;
}
