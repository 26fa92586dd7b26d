import type { DeliveryFigures } from './deliveryFigures.ts';
import type { LandscapePoint } from './landscapeResult.ts';

/** Points by rising bid with the ratios between neighbours; before the first lies a bid that brings nothing. */
export function landscapePoints(
  bids: readonly number[],
  figures: readonly DeliveryFigures[],
): LandscapePoint[] {
  return bids.map((bid, i) => {
    const here = figures[i]!;
    const before = i > 0 ? figures[i - 1]! : { clicks: 0, spend: 0, revenue: 0 };
    return {
      bid,
      ...here,
      costPerClick: ratio(here.spend, here.clicks),
      incrementalCostPerClick: ratio(here.spend - before.spend, here.clicks - before.clicks),
      marginalRoas: ratio(here.revenue - before.revenue, here.spend - before.spend),
    };
  });
}

/** Null where the denominator is not above zero. */
export function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
