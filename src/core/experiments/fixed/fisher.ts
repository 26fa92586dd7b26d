import { exp } from '../../math/elementary.ts';
import { logGamma } from '../../math/stirling.ts';
import type { Proportion } from './proportionPair.ts';

export interface ExactTest {
  readonly p: number;
  readonly pGreater: number;
  readonly pLess: number;
}

/** Tables as likely as the observed one up to rounding count as "at least as extreme". */
const RELATIVE_SLACK = 1 + 1e-7;

/**
 * Fisher's exact test of two proportions; "greater" means the treatment's rate is higher. Two-sided: the sum over all
 * tables with the same margins no likelier than the observed one. Sums run outwards from the mode, scaled to it.
 */
export function fisherExact(control: Proportion, treatment: Proportion): ExactTest {
  const successes = control.successes + treatment.successes;
  const low = Math.max(0, successes - control.n);
  const high = Math.min(treatment.n, successes);
  const weights = new Float64Array(high - low + 1);
  let largest = -Infinity;
  for (let k = low; k <= high; k++) {
    weights[k - low] = logChoose(treatment.n, k) + logChoose(control.n, successes - k);
    largest = Math.max(largest, weights[k - low]);
  }
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i] = exp(weights[i] - largest);
  const observed = weights[treatment.successes - low];
  let extreme = 0;
  let below = 0;
  let above = 0;
  for (let k = low; k <= high; k++) {
    const weight = weights[k - low];
    if (weight <= observed * RELATIVE_SLACK) extreme += weight;
    if (k <= treatment.successes) below += weight;
    if (k >= treatment.successes) above += weight;
  }
  return { p: Math.min(1, extreme / total), pGreater: above / total, pLess: below / total };
}

/** ln of the binomial coefficient. */
export function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
