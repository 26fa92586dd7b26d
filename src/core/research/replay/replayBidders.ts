import { constantBidder, linearBidder, mcpcBidder, programBidders, tuneBidder } from './bidders.ts';
import type { AuctionLog, PriceHistory } from './log.ts';
import { episodeBudget, replayLog, type ReplayTotals } from './replayLog.ts';

export interface ReplaySettings {
  readonly log: AuctionLog;
  readonly history: PriceHistory;
  /** Log on which the constant and the linear bidder are tuned. */
  readonly tune?: AuctionLog | undefined;
  /** Of the linear bidder; takes the place of tuning. */
  readonly baseBid?: number | undefined;
  readonly episode: number;
  readonly budgetFraction: number;
}

export interface ReplayOutcome {
  readonly episode: number;
  readonly budget: number;
  readonly baseBid: number | null;
  readonly constantBid: number;
  readonly bidders: readonly ReplayTotals[];
}

/**
 * Runs every bidder over a log. Without a log to tune on and without a base bid the linear bidder is left out, and the constant one
 * bids what spends the budget at the historic mean price.
 */
export function replayBidders(settings: ReplaySettings): ReplayOutcome {
  const { log, history, tune, episode, budgetFraction } = settings;
  const meanPrice = history.cost / history.impressions;
  const meanRate = history.clicks / history.impressions;
  const episodes = { length: episode, budget: episodeBudget(meanPrice, budgetFraction, episode) };
  const baseBid =
    settings.baseBid ??
    (tune === undefined ? null : tuneBidder(tune, (base) => linearBidder(base, meanRate), episodes));
  const constantBid =
    tune === undefined ? spendingBid(history, budgetFraction) : tuneBidder(tune, constantBidder, episodes);
  const bidders = [
    constantBidder(constantBid),
    mcpcBidder(history.clicks > 0 ? history.cost / history.clicks : 0),
    ...(baseBid === null ? [] : [linearBidder(baseBid, meanRate)]),
    ...programBidders(history, meanRate, episodes),
  ];
  return {
    episode,
    budget: episodes.budget,
    baseBid,
    constantBid,
    bidders: bidders.map((bidder) => replayLog(log, bidder, episodes)),
  };
}

/** The largest constant bid whose expected cost an auction on the history is within the budget's. */
function spendingBid({ priceCounts, cost }: PriceHistory, fraction: number): number {
  let spent = 0;
  let bid = 0;
  while (bid + 1 < priceCounts.length && spent + (bid + 1) * priceCounts[bid + 1]! <= fraction * cost) {
    bid++;
    spent += bid * priceCounts[bid]!;
  }
  return Math.max(1, bid);
}
