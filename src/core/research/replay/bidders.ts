import { budgetProgram, largestWorthwhile } from './budgetProgram.ts';
import type { AuctionLog, PriceHistory } from './log.ts';
import { PRICE_CAP } from './log.ts';
import { replayLog, type Bidder, type Episodes } from './replayLog.ts';

/** The same bid for every impression. */
export const constantBidder = (bid: number): Bidder => ({ name: 'constant', bid: () => bid });

/** What a click cost on average, times the predicted click-through rate. */
export const mcpcBidder = (costPerClick: number): Bidder => ({
  name: 'mcpc',
  bid: (predicted) => costPerClick * predicted,
});

/** Base bid in proportion to predicted over mean click-through rate. */
export const linearBidder = (base: number, meanRate: number): Bidder => ({
  name: 'linear',
  bid: (predicted) => (base * predicted) / meanRate,
});

/** The finite-horizon program, built with the mean rate; bids with the mean rate, or with the impression's own. */
export function programBidders(history: PriceHistory, meanRate: number, episodes: Episodes): Bidder[] {
  const program = budgetProgram(history, meanRate, episodes.length, episodes.budget);
  return [
    {
      name: 'program-mean',
      bid: (_, left, money) => largestWorthwhile(program, meanRate, left, money),
    },
    {
      name: 'program-own',
      bid: (predicted, left, money) => largestWorthwhile(program, predicted, left, money),
    },
  ];
}

/**
 * The whole-number parameter 1..cap with which a bidder gets most clicks on a log; the smaller of two alike.
 */
export function tuneBidder(log: AuctionLog, make: (parameter: number) => Bidder, episodes: Episodes): number {
  let best = 1;
  let most = -1;
  for (let parameter = 1; parameter <= PRICE_CAP; parameter++) {
    const { clicks } = replayLog(log, make(parameter), episodes);
    if (clicks > most) {
      most = clicks;
      best = parameter;
    }
  }
  return best;
}
