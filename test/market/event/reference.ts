import { mechanisms } from '../../../src/core/market/auction/mechanisms.ts';
import { runAuction } from '../../../src/core/market/auction/runAuction.ts';
import {
  emptyOutcome,
  type EventMarket,
  type EventOutcome,
} from '../../../src/core/market/event/eventMarket.ts';

/** A generator that shares nothing with the one under test: xorshift128 of Marsaglia (2003). */
export function plainRandom(seed: number): () => number {
  let [x, y, z, w] = [seed + 1, 362436069, 521288629, 88675123];
  const next = () => {
    const t = x ^ (x << 11);
    [x, y, z] = [y, z, w];
    w = (w ^ (w >>> 19) ^ (t ^ (t >>> 8))) | 0;
    return ((w >>> 0) + 0.5) / 2 ** 32;
  };
  for (let i = 0; i < 20; i += 1) next();
  return next;
}

/** Box and Muller (1958). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
}

interface Bidder {
  readonly index: number;
  readonly bid: number;
  readonly quality: number;
  readonly noiseSd: number;
  readonly activity: number;
  readonly clickThroughRate: number;
  readonly budget: number;
  spend: number;
}

/**
 * The event tier as one would explain it: objects, one auction after the other, the pricing rule of core/market/auction.
 * Slow and obvious; every fast kernel is held against it in distribution.
 */
export function referenceEvents(market: EventMarket, auctions: number, random: () => number): EventOutcome {
  const outcome = emptyOutcome(market);
  const mechanism = mechanisms.find(({ id }) => id === (market.mechanism ?? 'gsp'))!;
  const bidders: Bidder[] = Array.from(market.bids, (bid, index) => ({
    index,
    bid,
    quality: market.qualities[index]!,
    noiseSd: market.noiseSd[index]!,
    activity: market.activity[index]!,
    clickThroughRate: market.clickThroughRates[index]!,
    budget: market.budgets[index]!,
    spend: 0,
  }));
  for (let t = 0; t < auctions; t += 1) {
    const inBudget = bidders.filter((bidder) => bidder.spend < bidder.budget);
    for (const bidder of inBudget) outcome.auctionsInBudget[bidder.index]! += 1;
    const present = inBudget.filter((bidder) => random() < bidder.activity);
    const qualities = present.map((bidder) => bidder.quality * Math.exp(bidder.noiseSd * normal(random)));
    const { winners, prices } = runAuction(mechanism, {
      bids: Float64Array.from(present, (bidder) => bidder.bid),
      qualities: Float64Array.from(qualities),
      positionEffects: market.positionEffects,
      reserve: market.reserve,
      tick: market.tick,
    });
    winners.forEach((winner, slot) => {
      const bidder = present[winner]!;
      const cell = slot * bidders.length + bidder.index;
      outcome.impressions[cell]! += 1;
      if (random() < bidder.clickThroughRate * market.positionEffects[slot]!) {
        outcome.clicks[cell]! += 1;
        // The click that reaches the budget is charged what is left of it.
        bidder.spend = Math.min(bidder.budget, bidder.spend + prices[slot]!);
      }
    });
  }
  for (const bidder of bidders) outcome.spend[bidder.index] = bidder.spend;
  return outcome;
}
