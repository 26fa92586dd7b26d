import { normalCdf } from '../math/normal.ts';
import { normalQuantile } from '../math/normalQuantile.ts';

/**
 * The average price of n billed events, given that each lies in [low, high] and has this mean and variance: normal by the
 * central limit theorem, cut symmetrically so that it keeps its mean exactly and never leaves [low, high].
 * @param u uniform in (0,1)
 */
export function boundedAverage(
  u: number,
  n: number,
  mean: number,
  variance: number,
  low: number,
  high: number,
): number {
  const sd = Math.sqrt(variance / n);
  const room = Math.min(mean - low, high - mean);
  if (!(sd > 0) || !(room > 0)) return mean;
  const tail = normalCdf(-room / sd);
  const z = normalQuantile(tail + u * (1 - 2 * tail));
  return Math.min(high, Math.max(low, mean + sd * z));
}
