import { shownCount, type Mechanism } from './priceRule.ts';

/**
 * Vickrey-Clarke-Groves with position effects e_1 >= e_2 >= ...: everyone shown pays what the others lose by it,
 * price_j = sum over l = j+1 .. k+1 of (e_(l-1) - e_l) max(score_l, reserve) / (e_j quality_j), e_(k+1) = 0.
 *
 * Slots nobody fills count at the reserve, so a lone bidder pays the reserve. The tick is not used: rounding a price
 * up would break truthfulness. Source: Varian (2007), IJIO 25(6); Aggarwal, Goel and Motwani (2006), EC.
 */
export const vickreyClarkeGroves: Mechanism = {
  id: 'vcg',
  truthful: true,
  secondPrice: true,
  prices: (scores, bids, qualities, positionEffects, reserve) => {
    const slots = positionEffects.length;
    const prices = new Float64Array(shownCount(scores, slots, reserve));
    let loss = 0;
    for (let slot = slots - 1; slot >= 0; slot -= 1) {
      const effect = positionEffects[slot]!;
      const effectBelow = slot + 1 < slots ? positionEffects[slot + 1]! : 0;
      const scoreBelow = slot + 1 < scores.length ? scores[slot + 1]! : reserve;
      loss += (effect - effectBelow) * Math.max(scoreBelow, reserve);
      if (slot >= prices.length) continue;
      const perClick = effect > 0 ? loss / effect : reserve;
      prices[slot] = Math.min(bids[slot]!, perClick / qualities[slot]!);
    }
    return prices;
  },
};
