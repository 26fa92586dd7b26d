import { binomialQuantile } from '../math/binomial.ts';
import { gammaQuantile } from '../math/gammaQuantile.ts';
import { uniform } from '../math/keyed.ts';
import { contribution } from '../shop/profit.ts';
import { draw } from './draws.ts';
import type { EngineState } from './state.ts';

/** What the plans' day means to the shop beyond their own orders, by plan. */
export interface Brought {
  /** Orders that would not have come anyway. */
  readonly incremental: Float64Array;
  /** Orders as organic search weighs them. */
  readonly weighted: Float64Array;
  readonly newcomers: Float64Array;
  /** Visits that would have come anyway. */
  readonly displaced: Float64Array;
}

export function emptyBrought(plans: number): Brought {
  const column = (): Float64Array => new Float64Array(plans);
  return { incremental: column(), weighted: column(), newcomers: column(), displaced: column() };
}

/** What the shop changes for one plan's orders today; all neutral without a shop. */
interface OrderTerms {
  priceFactor: number;
  valueFactor: number;
  extraCost: number;
  returnRate: number;
  /** Days until deposits are completed; 0: ordinary orders. */
  presaleAge: number;
}
const terms: OrderTerms = { priceFactor: 1, valueFactor: 1, extraCost: 0, returnRate: 0, presaleAge: 0 };

/** Value arrived within 1, 3, 7, 15, 30 days of the click. */
const windows = [1, 3, 7, 15, 30] as const;
const within = new Float64Array(windows.length);

/**
 * Spreads a click day's paid orders over the days on which they arrive, with their values; books matured totals. Orders beyond
 * the attribution window are not the plan's; a shop books them as late orders.
 */
export function bookOrders(state: EngineState, plan: number, day: number, paid: number): void {
  const { prepared, ledger, books } = state;
  const { arrivals, scenario } = prepared;
  const { economics } = scenario.plans[plan]!;
  const window = arrivals.length;
  const row = plan * scenario.days + day;
  const slot = (plan * window + (day % window)) * window;
  const key = state.planKeys.keys[plan]!;
  readTerms(state, plan);
  within.fill(0);
  books.pendingOrders.fill(0, slot, slot + window);
  books.pendingRevenue.fill(0, slot, slot + window);
  let orders = 0;
  let revenue = 0;
  let left = paid;
  let shareLeft = 1;
  for (let age = 0; age < window; age++) {
    let arrived = 0;
    if (terms.presaleAge > 0) arrived = age === terms.presaleAge ? paid : 0;
    else if (!state.stochastic) arrived = paid * arrivals[age]!;
    else if (left === 0) break;
    else if (arrivals[age]! > 0) {
      const share = Math.min(1, arrivals[age]! / shareLeft);
      arrived = binomialQuantile(uniform(key, day, draw.arrival + age), left, share);
      left -= arrived;
    }
    shareLeft -= arrivals[age]!;
    if (!(arrived > 0)) continue;
    books.pendingOrders[slot + age] = arrived;
    const value = orderValue(state, plan, day, age, arrived);
    books.pendingRevenue[slot + age] = value;
    orders += arrived;
    revenue += value;
    for (let w = 0; w < windows.length; w++) if (age < windows[w]!) within[w]! += value;
  }
  const returned = !state.stochastic
    ? orders * terms.returnRate
    : orders > 0
      ? binomialQuantile(uniform(key, day, draw.returned), orders, terms.returnRate)
      : 0;
  ledger.orders[row] = orders;
  ledger.revenue[row] = revenue;
  ledger.refunds[row] = orders > 0 ? revenue * (returned / orders) : 0;
  ledger.profit[row] =
    contribution(economics, orders, revenue, returned, terms.priceFactor) -
    orders * terms.extraCost -
    ledger.spend[row]!;
  tellShop(state, plan, row, paid);
}

function readTerms({ shop, prepared }: EngineState, plan: number): void {
  if (shop === null) {
    terms.returnRate = prepared.scenario.plans[plan]!.economics.returnRate;
    terms.priceFactor = 1;
    terms.valueFactor = 1;
    terms.extraCost = 0;
    terms.presaleAge = 0;
    return;
  }
  const item = shop.prepared.shop.planItem[plan]!;
  terms.returnRate = shop.today.returnRate[item]!;
  terms.priceFactor = shop.today.priceFactor[item]!;
  terms.valueFactor = shop.today.valueFactor[item]!;
  terms.extraCost = shop.today.extraCost[item]!;
  terms.presaleAge = shop.today.presaleAge[item]!;
}

/** Value of n orders [currency]: the sum of n gamma-distributed values with the product's mean and coefficient of variation. */
function orderValue(state: EngineState, plan: number, day: number, age: number, orders: number): number {
  const { price, orderValueCv } = state.prepared.scenario.plans[plan]!.economics;
  const mean = price * terms.priceFactor * terms.valueFactor;
  if (!state.stochastic || orderValueCv === 0) return orders * mean;
  const scale = orderValueCv * orderValueCv;
  const u = uniform(state.planKeys.keys[plan]!, day, draw.value + age);
  return mean * (scale * gammaQuantile(u, orders / scale));
}

/** The shop's own books of the plan's day: revenue by window, what is additional, and orders no plan is credited with. */
function tellShop(state: EngineState, plan: number, row: number, paid: number): void {
  const { shop, ledger, brought } = state;
  if (shop === null) return;
  const item = shop.prepared.shop.planItem[plan]!;
  const books = shop.ledger.plans;
  const orders = ledger.orders[row]!;
  const share = paid > 0 ? brought.incremental[plan]! / paid : 0;
  books.incrementalOrders[row] = orders * share;
  books.incrementalRevenue[row] = ledger.revenue[row]! * share;
  books.revenueWithin1[row] = within[0]!;
  books.revenueWithin3[row] = within[1]!;
  books.revenueWithin7[row] = within[2]!;
  books.revenueWithin15[row] = within[3]!;
  books.revenueWithin30[row] = within[4]!;
  books.weightedOrders[row] = brought.weighted[plan]!;
  books.newcomers[row] = brought.newcomers[plan]!;
  books.displacedVisits[row] = brought.displaced[plan]!;
  books.presaleOrders[row] = terms.presaleAge > 0 ? paid : 0;
  shop.paid.revenue[item]! += ledger.revenue[row]!;
  shop.paid.lateOrders[item]! += Math.max(0, paid - orders);
}
