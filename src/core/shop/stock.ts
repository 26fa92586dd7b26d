import type { ShopState } from './shopState.ts';

/** Takes orders from an item's stock; returns how many could be served, never more than there is. */
export function takeStock(state: ShopState, item: number, orders: number): number {
  const there = state.stock[item]!;
  const served = Math.min(orders, there);
  if (there !== Infinity) state.stock[item] = there - served;
  return served;
}

/**
 * The evening in the warehouse: what was ordered a lead time ago comes in; when stock and open orders are down to the mark, more
 * is ordered; keeping it costs, and on the last evening what is never reordered is written off. Returns the cost [currency].
 */
export function keepStock(state: ShopState, item: number, day: number): number {
  const { shop, scenario } = state.prepared;
  const { stock, economics } = shop.items[item]!;
  if (stock === null) return 0;
  const row = item * 366;
  const slot = row + (day % stock.leadDays);
  state.stock[item]! += state.incoming[slot]!;
  state.incoming[slot] = 0;
  let open = 0;
  for (let i = 0; i < stock.leadDays; i++) open += state.incoming[row + i]!;
  const position = state.stock[item]! + open;
  if (stock.orderUpTo > 0 && position <= stock.reorderBelow)
    state.incoming[slot] = Math.max(0, stock.orderUpTo - position);
  const keeping = state.stock[item]! * economics.unitCost * stock.holdingCost;
  const last = day === scenario.days - 1 && stock.orderUpTo === 0;
  return keeping + (last ? state.stock[item]! * economics.unitCost * (1 - stock.salvage) : 0);
}
