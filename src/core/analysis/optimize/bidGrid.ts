import { exp, log } from '../../math/elementary.ts';
import type { PreparedScenario } from '../../engine/prepare.ts';

/** Least and most bid of a plan that the platform and its own bounds allow [currency]. */
export function bidRange(prepared: PreparedScenario, plan: number): { low: number; high: number } {
  const { bounds } = prepared.scenario.plans[plan]!;
  return {
    low: Math.max(bounds.minBid, prepared.scenario.market.minimumBid),
    high: bounds.maxBid ?? Infinity,
  };
}

/**
 * Bids evenly spaced in their logarithm from center/width to center x width, the center among them, cut to the allowed
 * range. `count` is odd. Bids that would fall outside stand at the end of the range.
 */
export function bidGrid(
  center: number,
  width: number,
  count: number,
  range: { low: number; high: number },
): Float64Array {
  const half = (count - 1) / 2;
  const clamped = (bid: number): number => Math.min(range.high, Math.max(range.low, bid));
  return Float64Array.from({ length: count }, (_, i) =>
    i === half ? clamped(center) : clamped(center * exp(((i - half) / half) * log(width))),
  );
}
