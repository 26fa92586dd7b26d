/** A log of auctions, one entry an impression; prices are whole numbers and, as exchanges quote them, for a thousand impressions. */
export interface AuctionLog {
  readonly clicked: Uint8Array;
  /** Price to beat: the winner pays it. */
  readonly price: Int32Array;
  /** Predicted click-through rate. */
  readonly predicted: Float64Array;
}

/** What the history says of the market. */
export interface PriceHistory {
  readonly impressions: number;
  readonly clicks: number;
  /** Sum of market prices. */
  readonly cost: number;
  /** Impressions at each market price 0..cap; dearer ones count at the cap. */
  readonly priceCounts: Float64Array;
}

/** Highest price a bid may take. */
export const PRICE_CAP = 300;

/** The history of a log. */
export function historyOf(log: AuctionLog): PriceHistory {
  const priceCounts = new Float64Array(PRICE_CAP + 1);
  let clicks = 0;
  let cost = 0;
  for (let i = 0; i < log.price.length; i++) {
    priceCounts[Math.min(PRICE_CAP, log.price[i]!)]!++;
    clicks += log.clicked[i]!;
    cost += log.price[i]!;
  }
  return { impressions: log.price.length, clicks, cost, priceCounts };
}
