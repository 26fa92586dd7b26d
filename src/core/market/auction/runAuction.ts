import type { Mechanism } from './priceRule.ts';

/** One auction's request: `bids` [currency/click] and `qualities` (own noise included) by bidder. */
export interface AuctionEntry {
  readonly bids: Float64Array;
  readonly qualities: Float64Array;
  readonly positionEffects: Float64Array;
  readonly reserve: number;
  readonly tick: number;
}

/** Who is shown where, best slot first, and at what price per click [currency]. */
export interface AuctionResult {
  readonly winners: Int32Array;
  readonly prices: Float64Array;
}

/** Ranks by bid x quality (ties by index), shows those at or above the reserve, and charges by the mechanism's rule. */
export function runAuction(mechanism: Mechanism, entry: AuctionEntry): AuctionResult {
  const { bids, qualities, positionEffects, reserve, tick } = entry;
  const score = bids.map((bid, i) => bid * qualities[i]!);
  const order = Int32Array.from(score.keys()).sort((a, b) => score[b]! - score[a]! || a - b);
  const inOrder = (values: Float64Array) => Float64Array.from(order, (i) => values[i]!);
  const prices = mechanism.prices(
    inOrder(score),
    inOrder(bids),
    inOrder(qualities),
    positionEffects,
    reserve,
    tick,
  );
  return { winners: order.slice(0, prices.length), prices };
}
