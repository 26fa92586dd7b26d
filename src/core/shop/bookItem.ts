import { binomialQuantile } from '../math/binomial.ts';
import { uniform } from '../math/keyed.ts';
import { normalQuantile } from '../math/normalQuantile.ts';
import { shopDraw } from './draws.ts';
import { freeOrders, visitRate, type FreeDay } from './freeOrders.ts';
import { learnItem } from './learnItem.ts';
import { contribution } from './profit.ts';
import type { ShopState } from './shopState.ts';
import { keepStock, takeStock } from './stock.ts';

/** Running sums of the store's day. */
export interface StoreDay {
  visits: number;
  organicVisits: number;
  /** Every order, through plans or not. */
  orders: number;
  newcomers: number;
  activityOrders: number;
  /** Of orders that no plan is credited with. */
  profit: number;
  returned: number;
  fees: number;
  stockCost: number;
  /** Profit of a repeat order, summed over newcomers [currency]. */
  lifetimeProfit: number;
}

/** What the store decides for every item. */
export interface ItemShare {
  /** Orders of old customers. */
  readonly allotted: number;
  /** Price old customers pay relative to others. */
  readonly oldPrice: number;
  /** Factor on organic visits. */
  readonly lift: number;
}

/** Orders of one item by source, served from stock. */
export interface ServedDay {
  wanted: number;
  served: number;
  organic: number;
  activity: number;
  old: number;
}

const free: FreeDay = {
  potential: 0,
  organicVisits: 0,
  activityVisits: 0,
  organicOrders: 0,
  activityOrders: 0,
};
const served: ServedDay = { wanted: 0, served: 0, organic: 0, activity: 0, old: 0 };

/** One item's day beyond the plans: free visitors, old customers, orders no plan is credited with; money, stock, memory. */
export function bookItem(
  state: ShopState,
  item: number,
  day: number,
  share: ItemShare,
  store: StoreDay,
): void {
  const { prepared, today, paid, ledger } = state;
  const { economics } = prepared.shop.items[item]!;
  freeOrders(state, item, day, share.lift, free);
  serve(state, item, share.allotted);
  const at = item * prepared.scenario.days + day;
  const books = ledger.items;
  const late = paid.lateOrders[item]!;
  const usualPrice = today.priceFactor[item]!;
  const oldShare = served.old > 0 ? Math.min(1, served.old / served.served) : 0;
  const price = usualPrice * (1 - oldShare * (1 - share.oldPrice));
  const revenue =
    orderValue(state, item, day, shopDraw.value, served.served, price) +
    orderValue(state, item, day, shopDraw.lateValue, late, usualPrice);
  const orders = served.served + late;
  const returned = returns(state, item, day, orders);
  const meanPrice = orders > 0 ? (served.served * price + late * usualPrice) / orders : 1;
  const extra = today.extraCost[item]!;
  const profit = contribution(economics, orders, revenue, returned, meanPrice) - orders * extra;
  const oldVisits = visitsOfOld(state, item, day, served.old);
  const visits = paid.visits[item]! + free.organicVisits + free.activityVisits + oldVisits;
  books.paidVisits[at] = paid.visits[item]!;
  books.organicPotential[at] = free.potential;
  books.organicSignal[at] = state.signal[item]!;
  books.organicVisits[at] = free.organicVisits;
  books.activityVisits[at] = free.activityVisits;
  books.oldVisits[at] = oldVisits;
  books.carts[at] = carts(state, item, day, visits);
  books.paidOrders[at] = paid.orders[item]!;
  books.organicOrders[at] = served.organic;
  books.activityOrders[at] = served.activity;
  books.oldOrders[at] = served.old;
  books.lateOrders[at] = late;
  books.revenue[at] = revenue;
  books.refunds[at] = orders > 0 ? revenue * (returned / orders) : 0;
  books.profit[at] = profit;
  books.conversionFactor[at] = today.conversion[item]!;
  books.priceFactor[at] = usualPrice;
  books.returnRate[at] = today.returnRate[item]!;
  books.lostToStock[at] = paid.lostToStock[item]! + (served.wanted - served.served);
  store.visits += visits;
  store.organicVisits += free.organicVisits;
  store.orders += served.served + paid.orders[item]!;
  store.returned += returned + (paid.orders[item]! - late) * today.returnRate[item]!;
  const newcomers = served.organic + served.activity + paid.orders[item]! - paid.oldOrders[item]!;
  store.newcomers += newcomers;
  store.activityOrders += served.activity;
  store.lifetimeProfit += newcomers * economics.netMargin * economics.price;
  store.profit += profit;
  store.fees += activityFee(state, item, paid.revenue[item]! + revenue);
  learnItem(state, item, day, served);
  store.stockCost += keepStock(state, item, day);
  books.recentSales[at] = state.recentSales[item]!;
  books.reviews[at] = state.reviews[item]!;
  const stock = state.stock[item]!;
  books.stock[at] = Number.isFinite(stock) ? stock : 0;
}

/** Presale orders are made or bought in for their buyers; all others come from the shelf, while there is something on it. */
function serve(state: ShopState, item: number, allotted: number): void {
  const presale = state.today.presaleAge[item]! > 0;
  served.wanted = free.organicOrders + free.activityOrders + allotted;
  served.served = presale ? served.wanted : takeStock(state, item, served.wanted);
  served.organic = free.organicOrders;
  served.activity = free.activityOrders;
  served.old = allotted;
  // What is missing is taken from organic buyers first, then from the activity, then from old customers.
  // Nobody is served from an empty shelf, whatever rounding would leave over.
  let missing = served.served > 0 ? served.wanted - served.served : Infinity;
  for (const source of ['organic', 'activity', 'old'] as const) {
    const less = Math.min(missing, served[source]);
    served[source] -= less;
    missing -= less;
  }
}

/** Value of n orders [currency]: gamma distributed, mean price x factors. */
function orderValue(
  state: ShopState,
  item: number,
  day: number,
  channel: number,
  orders: number,
  priceFactor: number,
): number {
  if (!(orders > 0)) return 0;
  const { price, orderValueCv } = state.prepared.shop.items[item]!.economics;
  const mean = price * priceFactor * state.today.valueFactor[item]!;
  const values = state.prepared.orderValues[item]!;
  if (!state.stochastic || values === null) return orders * mean;
  const u = uniform(state.itemKeys[item]!, day, channel);
  return mean * (orderValueCv * orderValueCv * values.quantile(u, normalQuantile(u), orders));
}

function returns(state: ShopState, item: number, day: number, orders: number): number {
  const rate = state.today.returnRate[item]!;
  if (!state.stochastic) return orders * rate;
  return orders > 0
    ? binomialQuantile(uniform(state.itemKeys[item]!, day, shopDraw.returned), orders, rate)
    : 0;
}

/** Of a thousand visits of old customers at least one ends in an order: they come in order to buy. */
const LEAST_OLD_RATE = 1e-3;

/** Visits behind old customers' orders, at their higher conversion; whole numbers where chance plays. */
function visitsOfOld(state: ShopState, item: number, day: number, orders: number): number {
  if (!(orders > 0)) return 0;
  const factor = state.prepared.shop.customers?.conversionFactor ?? 1;
  const rate = Math.min(1, Math.max(LEAST_OLD_RATE, visitRate(state, item, day) * factor));
  const visits = orders / rate;
  return state.stochastic ? Math.max(orders, Math.round(visits)) : visits;
}

function carts(state: ShopState, item: number, day: number, visits: number): number {
  const { cartRate, festivalCarts } = state.prepared.shop;
  const rate = Math.min(1, cartRate * festivalCarts[day]!);
  if (!state.stochastic) return visits * rate;
  return visits > 0 ? binomialQuantile(uniform(state.itemKeys[item]!, day, shopDraw.carts), visits, rate) : 0;
}

/** Fee of the day's activity [currency]: max(base, min(base + rate x revenue, cap)) (docs/model.md). */
function activityFee(state: ShopState, item: number, revenue: number): number {
  const a = state.today.activity[item]!;
  if (a < 0) return 0;
  const { feeBase, feeRate, feeCap } = state.prepared.shop.activities[a]!;
  return Math.max(feeBase, Math.min(feeBase + feeRate * revenue, feeCap));
}
