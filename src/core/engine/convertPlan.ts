import { binomialQuantile } from '../math/binomial.ts';
import { gammaQuantile } from '../math/gammaQuantile.ts';
import { uniform } from '../math/keyed.ts';
import { onDay, type ResolvedPlan } from '../scenario/resolved.ts';
import { contribution } from '../shop/profit.ts';
import { draw } from './draws.ts';
import type { EngineState } from './state.ts';

interface Funnel {
  visits: number;
  placed: number;
  paid: number;
}
const funnel: Funnel = { visits: 0, placed: 0, paid: 0 };

/** One plan's day after the click: visits, orders, payments, arrivals, order values, returns, profit. Writes ledger and books. */
export function convertPlan(state: EngineState, plan: number, day: number): void {
  const { prepared, ledger } = state;
  const row = plan * prepared.scenario.days + day;
  let visits = 0;
  let placed = 0;
  let paid = 0;
  for (let cell = prepared.cellStart[plan]!; cell < prepared.cellStart[plan + 1]!; cell++) {
    if (state.today.clicks[cell] === 0) continue;
    convertCell(state, plan, cell, day);
    visits += funnel.visits;
    placed += funnel.placed;
    paid += funnel.paid;
  }
  ledger.visits[row] = visits;
  ledger.placedOrders[row] = placed;
  bookOrders(state, plan, day, paid);
}

function convertCell(state: EngineState, plan: number, cell: number, day: number): void {
  const { scenario, cellStart } = state.prepared;
  const resolved = scenario.plans[plan]!;
  const clicks = state.today.clicks[cell]!;
  const { clickToVisit } = scenario.market;
  const placeRate = placedPerVisit(state, resolved, cell - cellStart[plan]!, cell, day);
  if (!state.stochastic) {
    funnel.visits = clicks * clickToVisit;
    funnel.placed = funnel.visits * placeRate;
    funnel.paid = funnel.placed * resolved.orderToPay;
    return;
  }
  const key = state.cellKeys[cell]!;
  funnel.visits = binomialQuantile(uniform(key, day, draw.visits), clicks, clickToVisit);
  funnel.placed = binomialQuantile(uniform(key, day, draw.placed), funnel.visits, placeRate);
  funnel.paid = binomialQuantile(uniform(key, day, draw.paid), funnel.placed, resolved.orderToPay);
}

/** Orders placed a visit: the paid rate over the share that pays, at most 1. */
function placedPerVisit(
  state: EngineState,
  plan: ResolvedPlan,
  cellOfPlan: number,
  cell: number,
  day: number,
): number {
  const paidRate =
    onDay(plan.conversionRate, day) *
    onDay(plan.cells[cellOfPlan]!.conversionFactor, day) *
    state.prepared.scenario.season.conversion[day]! *
    state.today.hourConversion[cell]!;
  return plan.orderToPay > 0 ? Math.min(1, paidRate / plan.orderToPay) : 0;
}

/** Spreads a click day's paid orders over the days on which they arrive, with their values; books matured totals. */
function bookOrders(state: EngineState, plan: number, day: number, paid: number): void {
  const { prepared, ledger, books } = state;
  const { arrivals, scenario } = prepared;
  const { economics } = scenario.plans[plan]!;
  const window = arrivals.length;
  const row = plan * scenario.days + day;
  const slot = (plan * window + (day % window)) * window;
  const key = state.planKeys[plan]!;
  let orders = 0;
  let revenue = 0;
  let left = paid;
  let shareLeft = 1;
  for (let age = 0; age < window; age++) {
    let arrived = 0;
    if (!state.stochastic) arrived = paid * arrivals[age]!;
    else if (left > 0 && arrivals[age]! > 0) {
      const share = Math.min(1, arrivals[age]! / shareLeft);
      arrived = binomialQuantile(uniform(key, day, draw.arrival + age), left, share);
      left -= arrived;
    }
    shareLeft -= arrivals[age]!;
    const value = arrived > 0 ? orderValue(state, plan, day, age, arrived) : 0;
    books.pendingOrders[slot + age] = arrived;
    books.pendingRevenue[slot + age] = value;
    orders += arrived;
    revenue += value;
  }
  const returned = !state.stochastic
    ? orders * economics.returnRate
    : orders > 0
      ? binomialQuantile(uniform(key, day, draw.returned), orders, economics.returnRate)
      : 0;
  ledger.orders[row] = orders;
  ledger.revenue[row] = revenue;
  ledger.refunds[row] = orders > 0 ? revenue * (returned / orders) : 0;
  ledger.profit[row] = contribution(economics, orders, revenue, returned) - ledger.spend[row]!;
}

/** Value of n orders [currency]: the sum of n gamma-distributed values with the product's mean and coefficient of variation. */
function orderValue(state: EngineState, plan: number, day: number, age: number, orders: number): number {
  const { price, orderValueCv } = state.prepared.scenario.plans[plan]!.economics;
  if (!state.stochastic || orderValueCv === 0) return orders * price;
  const scale = orderValueCv * orderValueCv;
  const u = uniform(state.planKeys[plan]!, day, draw.value + age);
  return price * (scale * gammaQuantile(u, orders / scale));
}
