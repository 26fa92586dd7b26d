import { normalQuantile } from '../../math/normalQuantile.ts';
import { confidenceSequence } from '../sequential/asymptoticSequence.ts';

/**
 * By how much a confidence sequence widens a fixed-horizon interval at N observations: multiplier / z_{1-a/2}.
 * Power computed with the inflated error is that of a single look, a lower bound for daily looks.
 */
export function sequencePowerInflation(observations: number, planned: number, alpha: number): number {
  const { multiplier } = confidenceSequence({ estimate: 0, standardError: 1, observations, planned, alpha });
  return multiplier / -normalQuantile(alpha / 2);
}
