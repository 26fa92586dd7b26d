import { PRICE_CAP, type PriceHistory } from './log.ts';

/**
 * Expected clicks of the rest of an episode: `at(t, b)` with t auctions and b money left. Whole table, (length + 1) rows of
 * (budget + 1).
 */
export interface BudgetProgram {
  readonly length: number;
  readonly budget: number;
  readonly value: Float64Array;
}

/**
 * Backward induction over market prices of the history, each price 0..cap counted once more (add-one smoothing):
 *
 *     V(t,b) = V(t-1,b) + sum over prices p <= min(b, cap) of P(p) max(0, ctr + V(t-1,b-p) - V(t-1,b))
 *
 * V rises with b, so the gain falls with p and the sum stops at the first price whose gain is negative. Source: finite-horizon
 * Markov decision process of bidding with a budget (Cai et al. 2017, "Real-time bidding by reinforcement learning in display
 * advertising", section 3).
 * @param clickThroughRate of every impression to come
 */
export function budgetProgram(
  history: PriceHistory,
  clickThroughRate: number,
  length: number,
  budget: number,
): BudgetProgram {
  const total = history.priceCounts.reduce((sum, count) => sum + count + 1, 0);
  const chance = history.priceCounts.map((count) => (count + 1) / total);
  const width = budget + 1;
  const value = new Float64Array((length + 1) * width);
  for (let t = 1; t <= length; t++) {
    const before = (t - 1) * width;
    const now = t * width;
    for (let b = 0; b <= budget; b++) {
      const most = Math.min(b, PRICE_CAP);
      const stay = value[before + b]!;
      let gained = 0;
      for (let p = 0; p <= most; p++) {
        const gain = clickThroughRate + value[before + b - p]! - stay;
        if (gain < 0) break;
        gained += chance[p]! * gain;
      }
      value[now + b] = stay + gained;
    }
  }
  return { length, budget, value };
}

/** The largest price up to min(money left, cap) whose gain ctr + V(t-1,b-p) - V(t-1,b) is not negative; -1 where none is. */
export function largestWorthwhile(
  { budget, value }: BudgetProgram,
  clickThroughRate: number,
  left: number,
  money: number,
): number {
  const row = (left - 1) * (budget + 1);
  const stay = value[row + money]!;
  // The gain falls with the price: bisection.
  let low = -1;
  let high = Math.min(money, PRICE_CAP);
  while (low < high) {
    const middle = low + ((high - low + 1) >> 1);
    if (clickThroughRate + value[row + money - middle]! - stay >= 0) low = middle;
    else high = middle - 1;
  }
  return low;
}
