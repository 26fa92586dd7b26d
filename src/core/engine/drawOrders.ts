import { binomialQuantiles } from '../math/binomial.ts';
import { normalQuantiles } from '../math/normalQuantile.ts';
import { uniformColumns } from '../math/uniformColumns.ts';
import { draw } from './draws.ts';
import type { EngineState } from './state.ts';

/** What became of the day's paid clicks, by plan. */
export interface OrderDay {
  /** Paid orders, as the stock could serve them. */
  readonly paid: Float64Array;
  /** Of them, those that arrive within the attribution window, and of those the ones sent back. */
  readonly orders: Float64Array;
  readonly returned: Float64Array;
  /** Working memory by place in a batch of plans. */
  readonly plans: Int32Array;
  readonly chances: readonly [Float64Array];
  readonly counts: Float64Array;
  readonly rates: Float64Array;
  /** By plan: orders that have not arrived yet. */
  readonly left: Float64Array;
}

export function emptyOrderDay(plans: number): OrderDay {
  const column = (): Float64Array => new Float64Array(plans);
  return {
    paid: column(),
    orders: column(),
    returned: column(),
    plans: new Int32Array(plans),
    chances: [column()],
    counts: column(),
    rates: column(),
    left: column(),
  };
}

/**
 * Spreads the paid orders of every plan's click day over the days on which they arrive, with their values, into `books`, and draws
 * those that are sent back. A plan's orders are drawn age by age, the ages of all plans together.
 */
export function drawOrders(state: EngineState, day: number): void {
  const { books, orderDay, prepared } = state;
  const window = prepared.arrivals.length;
  const plans = orderDay.paid.length;
  for (let plan = 0; plan < plans; plan++) {
    const slot = slotOf(plan, day, window);
    books.pendingOrders.fill(0, slot, slot + window);
    books.pendingRevenue.fill(0, slot, slot + window);
    orderDay.orders[plan] = 0;
    const age = presaleAge(state, plan);
    orderDay.left[plan] = age > 0 ? 0 : orderDay.paid[plan]!;
    if (age > 0 && age < window) books.pendingOrders[slot + age] = orderDay.paid[plan]!;
  }
  if (state.stochastic) drawArrivals(state, day);
  else expectArrivals(state, day);
  for (let age = 0; age < window; age++) valueOrders(state, day, age);
  returnOrders(state, day);
}

/** Place of a plan's click day in the rings of `books`; its ages follow. */
export function slotOf(plan: number, day: number, window: number): number {
  return (plan * window + (day % window)) * window;
}

/** Days until today's deposits of a plan's product are completed; 0: ordinary orders. */
function presaleAge({ shop }: EngineState, plan: number): number {
  return shop === null ? 0 : shop.today.presaleAge[shop.prepared.shop.planItem[plan]!]!;
}

function expectArrivals({ books, orderDay, prepared }: EngineState, day: number): void {
  const { arrivals } = prepared;
  for (let plan = 0; plan < orderDay.left.length; plan++) {
    if (orderDay.left[plan] === 0) continue;
    const slot = slotOf(plan, day, arrivals.length);
    for (let age = 0; age < arrivals.length; age++)
      books.pendingOrders[slot + age] = orderDay.left[plan]! * arrivals[age]!;
  }
}

/** Each age takes its share of the orders that have not arrived before: a multinomial as a chain of binomials. */
function drawArrivals({ books, orderDay, prepared, planKeys }: EngineState, day: number): void {
  const { arrivals } = prepared;
  const { left, plans, chances, counts, rates } = orderDay;
  let shareLeft = 1;
  for (let age = 0; age < arrivals.length; age++) {
    let waiting = 0;
    for (let plan = 0; plan < left.length; plan++) {
      if (left[plan] === 0) continue;
      counts[waiting] = left[plan]!;
      plans[waiting++] = plan;
    }
    if (waiting === 0) return;
    if (arrivals[age]! > 0) {
      uniformColumns(planKeys, plans, waiting, day, draw.arrival + age, chances);
      rates.fill(Math.min(1, arrivals[age]! / shareLeft), 0, waiting);
      binomialQuantiles(chances[0], counts, rates, waiting, counts);
      for (let i = 0; i < waiting; i++) {
        const plan = plans[i]!;
        left[plan]! -= counts[i]!;
        books.pendingOrders[slotOf(plan, day, arrivals.length) + age] = counts[i]!;
      }
    }
    shareLeft -= arrivals[age]!;
  }
}

/** Value of the orders of one age [currency]: n of them are gamma distributed with the product's mean and coefficient of variation. */
function valueOrders(state: EngineState, day: number, age: number): void {
  const { books, orderDay, prepared, shop, stochastic, planKeys } = state;
  const { plans, chances, counts, rates } = orderDay;
  const window = prepared.arrivals.length;
  let arrived = 0;
  for (let plan = 0; plan < orderDay.paid.length; plan++) {
    const orders = books.pendingOrders[slotOf(plan, day, window) + age]!;
    if (!(orders > 0)) continue;
    orderDay.orders[plan]! += orders;
    counts[arrived] = orders;
    plans[arrived++] = plan;
  }
  if (arrived === 0) return;
  if (stochastic) {
    uniformColumns(planKeys, plans, arrived, day, draw.value + age, chances);
    normalQuantiles(chances[0], arrived, rates);
  }
  for (let i = 0; i < arrived; i++) {
    const plan = plans[i]!;
    const { price, orderValueCv } = prepared.scenario.plans[plan]!.economics;
    let mean = price;
    if (shop !== null) {
      const item = shop.prepared.shop.planItem[plan]!;
      mean = price * shop.today.priceFactor[item]! * shop.today.valueFactor[item]!;
    }
    const values = prepared.orderValues[plan]!;
    const orders = counts[i]!;
    books.pendingRevenue[slotOf(plan, day, window) + age] =
      stochastic && values !== null
        ? mean * (orderValueCv * orderValueCv * values.quantile(chances[0][i]!, rates[i]!, orders))
        : orders * mean;
  }
}

function returnOrders({ orderDay, prepared, shop, stochastic, planKeys }: EngineState, day: number): void {
  const { orders, returned, plans, chances, counts, rates } = orderDay;
  let some = 0;
  for (let plan = 0; plan < orders.length; plan++) {
    const { returnRate } = prepared.scenario.plans[plan]!.economics;
    const rate = shop === null ? returnRate : shop.today.returnRate[shop.prepared.shop.planItem[plan]!]!;
    returned[plan] = orders[plan]! * rate;
    if (!stochastic || !(orders[plan]! > 0)) continue;
    counts[some] = orders[plan]!;
    rates[some] = rate;
    plans[some++] = plan;
  }
  if (some === 0) return;
  uniformColumns(planKeys, plans, some, day, draw.returned, chances);
  binomialQuantiles(chances[0], counts, rates, some, counts);
  for (let i = 0; i < some; i++) returned[plans[i]!] = counts[i]!;
}
