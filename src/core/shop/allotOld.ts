import { binomialQuantile } from '../math/binomial.ts';
import { uniform } from '../math/keyed.ts';
import { shopDraw } from './draws.ts';
import type { ShopState } from './shopState.ts';

let allotted = new Float64Array(0);

/** Splits old customers' orders among the items on sale in proportion to recent sales; the parts sum to the whole. */
export function allotOld(state: ShopState, day: number, orders: number): Float64Array {
  const { today, recentSales, itemKeys } = state;
  const items = itemKeys.length;
  if (allotted.length !== items) allotted = new Float64Array(items);
  allotted.fill(0);
  if (orders === 0) return allotted;
  const weight = (item: number): number => (today.offline[item] === 1 ? 0 : recentSales[item]! + 1e-9);
  let rest = 0;
  for (let item = 0; item < items; item++) rest += weight(item);
  let left = orders;
  for (let item = 0; item < items && left > 0; item++) {
    const own = weight(item);
    if (own === 0) continue;
    // Whoever is last in line takes what is left, whatever rounding did to the weights.
    const share = own >= rest * (1 - 1e-12) ? 1 : own / rest;
    allotted[item] = state.stochastic
      ? binomialQuantile(uniform(itemKeys[item]!, day, shopDraw.oldAllotted), left, share)
      : left * share;
    left -= allotted[item]!;
    rest -= own;
  }
  return allotted;
}
