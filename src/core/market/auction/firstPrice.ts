import { shownCount, type Mechanism } from './priceRule.ts';

/** First price: everyone shown pays the own bid. */
export const firstPrice: Mechanism = {
  id: 'first-price',
  truthful: false,
  secondPrice: false,
  prices: (scores, bids, _qualities, positionEffects, reserve) =>
    bids.slice(0, shownCount(scores, positionEffects.length, reserve)),
};
