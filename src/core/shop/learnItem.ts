import type { ServedDay } from './bookItem.ts';
import { lagRetention } from './organic.ts';
import type { ShopState } from './shopState.ts';
import { shiftForLoss } from './stars.ts';

/** What an item's day leaves behind: sales for organic search, recent sales, orders to be rated, orders taken from days to come. */
export function learnItem(state: ShopState, item: number, day: number, served: ServedDay): void {
  const { prepared, today, paid, debt } = state;
  const { presale } = prepared.shop.items[item]!;
  const deposits = today.presaleAge[item]! > 0;
  const completed = presale !== null && presale.balanceDay === day ? state.deposits[item]! : 0;
  if (completed > 0) state.deposits[item] = 0;
  const weighted = deposits ? 0 : served.served + paid.weightedOrders[item]!;
  const sold = (deposits ? 0 : served.served + paid.orders[item]!) + completed;
  learnSignal(state, item, day, weighted + completed);
  state.recentSales[item] = state.recentSales[item]! * (1 - 1 / 30) + sold;
  pushRatings(state, item, day, sold, deposits ? 0 : served.activity, completed);
  const a = today.activity[item]!;
  if (a >= 0) debt[item]! += served.activity * prepared.shop.activities[a]!.pulledForward;
}

/** Weighted sales of seven days, followed with a lag. */
function learnSignal(state: ShopState, item: number, day: number, weighted: number): void {
  const { organic } = state.prepared.shop;
  state.salesRing[item * 7 + (day % 7)] = weighted;
  let sum = organic?.floorSales ?? 0;
  for (let slot = 0; slot < 7; slot++) sum += state.salesRing[item * 7 + slot]!;
  const kept = lagRetention(organic?.lagDays ?? 0);
  state.signal[item] = kept * state.signal[item]! + (1 - kept) * sum;
}

/** Orders paid today are rated some days later; orders of a poor activity worse, pre-shipped ones better. */
function pushRatings(
  state: ShopState,
  item: number,
  day: number,
  sold: number,
  activity: number,
  completed: number,
): void {
  const { ratings, prepared, today } = state;
  const slot = day % ratings.delay;
  const at = item * ratings.delay + slot;
  ratings.orders[at] = sold;
  ratings.activityOrders[at] = Math.min(sold, activity);
  if (item === 0) {
    ratings.activityShift[slot] = 0;
    ratings.deliveryShift[slot] = 0;
  }
  const a = today.activity[item]!;
  if (a >= 0)
    ratings.activityShift[slot] = Math.min(ratings.activityShift[slot]!, prepared.activityShift[a]!);
  if (!(completed > 0)) return;
  const { preshippedShare, preshipGain } = prepared.shop.items[item]!.presale!;
  const gain = shiftForLoss(prepared.stars, -preshipGain);
  ratings.deliveryShift[slot]! += (gain * preshippedShare * completed) / Math.max(sold, completed);
}
