import { shownCount, type Mechanism } from './priceRule.ts';

/**
 * Generalised second price: the least price that keeps the rank, next score / own quality + tick, never below
 * reserve / own quality and never above the bid.
 *
 * The next bidder counts even below the reserve, where its price plus a tick can still exceed the reserve's: so a higher
 * reserve never lowers a price. Who has nobody below pays the reserve alone.
 * Source: Edelman, Ostrovsky and Schwarz (2007), AER 97(1); the tick as promotion platforms publish it.
 */
export const generalisedSecondPrice: Mechanism = {
  id: 'gsp',
  truthful: false,
  secondPrice: true,
  prices: (scores, bids, qualities, positionEffects, reserve, tick) => {
    const prices = new Float64Array(shownCount(scores, positionEffects.length, reserve));
    for (let rank = 0; rank < prices.length; rank += 1) {
      const floor = reserve / qualities[rank]!;
      const next = rank + 1 < scores.length ? scores[rank + 1]! / qualities[rank]! + tick : 0;
      prices[rank] = Math.min(bids[rank]!, Math.max(floor, next));
    }
    return prices;
  },
};
