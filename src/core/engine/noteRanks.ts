import { rankBuckets } from '../contract/rankBuckets.ts';
import type { EngineState } from './state.ts';

const buckets = rankBuckets.length;
const shares = new Float64Array(buckets);

/**
 * Adds a plan's expected impressions of the day (or slot) by rank to `out` (`cell * buckets + bucket`). Has to follow its
 * delivery at once, while the hours served are at hand.
 */
export function noteRanks(
  { prepared, mix, bid, quality, rivals }: EngineState,
  out: Float64Array,
  plan: number,
  day: number,
): void {
  const market = prepared.markets[plan]!;
  if (market.rankShares === undefined) return;
  const { factors } = prepared.hours[plan]!;
  const start = prepared.cellStart[plan]!;
  for (let cell = start; cell < prepared.cellStart[plan + 1]!; cell++)
    for (let g = 0; g < factors.length; g++) {
      const offered = mix.deliveries.opportunities[(cell - start) * factors.length + g]!;
      const weight = mix.hours.served[g]! * offered;
      if (weight === 0) continue;
      market.rankShares(
        cell - start,
        day,
        bid[plan]! * factors[g]!,
        quality[cell]!,
        shares,
        rivals?.bids[cell],
        rivals?.entered[cell],
      );
      for (let bucket = 0; bucket < buckets; bucket++)
        out[cell * buckets + bucket]! += weight * shares[bucket]!;
    }
}
