import { PRICE_CAP, type AuctionLog } from './log.ts';

/** An impression-level bidder: a real number for an impression; the replay floors and caps it. */
export interface Bidder {
  readonly name: string;
  /**
   * @param predicted click-through rate predicted for the impression
   * @param left auctions left in the episode, this one included
   * @param budget money left in the episode
   */
  readonly bid: (predicted: number, left: number, budget: number) => number;
}

/** What a bidder got out of a log. */
export interface ReplayTotals {
  readonly bidder: string;
  readonly auctions: number;
  readonly impressions: number;
  readonly clicks: number;
  /** Sum of the prices paid. */
  readonly cost: number;
  readonly winRate: number;
  /** Cost of a thousand impressions won: the mean of their prices, which are quoted by the thousand. */
  readonly cpm: number;
  /** Cost of a click won, a thousandth of prices over clicks; NaN without a click. */
  readonly costPerClick: number;
}

export interface Episodes {
  /** Auctions an episode. */
  readonly length: number;
  /** Money an episode. */
  readonly budget: number;
}

/** Budget of an episode: floor(mean historic price x fraction x auctions). */
export function episodeBudget(meanPrice: number, fraction: number, length: number): number {
  return Math.floor(meanPrice * fraction * length);
}

/**
 * Replays a log under a bidder: second price, win where the bid is at least the market price, pay the market price; the bid is
 * min(floor(bid), money left, cap). Each episode starts with its budget; a last, shorter one does too.
 */
export function replayLog(log: AuctionLog, bidder: Bidder, { length, budget }: Episodes): ReplayTotals {
  const { price, clicked, predicted } = log;
  const auctions = price.length;
  let impressions = 0;
  let clicks = 0;
  let cost = 0;
  let left = 0;
  let money = 0;
  for (let i = 0; i < auctions; i++) {
    if (left === 0) {
      left = length;
      money = budget;
    }
    const wish = Math.floor(bidder.bid(predicted[i]!, left, money));
    const bid = Math.min(wish, money, PRICE_CAP);
    if (bid >= price[i]!) {
      impressions++;
      clicks += clicked[i]!;
      cost += price[i]!;
      money -= price[i]!;
    }
    left--;
  }
  return {
    bidder: bidder.name,
    auctions,
    impressions,
    clicks,
    cost,
    winRate: auctions > 0 ? impressions / auctions : 0,
    cpm: impressions > 0 ? cost / impressions : 0,
    costPerClick: clicks > 0 ? cost / 1000 / clicks : NaN,
  };
}
