import { emptyOutcome, type EventMarket, type EventOutcome } from './eventMarket.ts';

/** A kernel's counts by its own numbering of the bidders: slot x bidders + bidder. */
export interface KernelCounts {
  readonly impressions: Uint32Array;
  readonly clicks: Uint32Array;
  readonly spend: Float64Array;
  /** Auctions each bidder had a budget for. */
  readonly leftAt: Float64Array;
}

/** Moves counts from a kernel's numbering to the market's; who never took part keeps zeros. */
export function toMarketOrder(market: EventMarket, order: Int32Array, counts: KernelCounts): EventOutcome {
  const outcome = emptyOutcome(market);
  order.forEach((i, y) => {
    outcome.spend[i] = counts.spend[y]!;
    outcome.auctionsInBudget[i] = counts.leftAt[y]!;
    for (let slot = 0; slot < market.positionEffects.length; slot += 1) {
      outcome.impressions[slot * market.bids.length + i] = counts.impressions[slot * order.length + y]!;
      outcome.clicks[slot * market.bids.length + i] = counts.clicks[slot * order.length + y]!;
    }
  });
  return outcome;
}
