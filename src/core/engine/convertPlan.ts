import { binomialQuantile } from '../math/binomial.ts';
import { uniform } from '../math/keyed.ts';
import { onDay, type ResolvedPlan } from '../scenario/resolved.ts';
import { bookOrders, type Brought } from './bookOrders.ts';
import { noteDeposits } from '../shop/freeOrders.ts';
import { takeStock } from '../shop/stock.ts';
import { draw } from './draws.ts';
import type { EngineState } from './state.ts';

interface Funnel {
  visits: number;
  placed: number;
  paid: number;
}
const funnel: Funnel = { visits: 0, placed: 0, paid: 0 };

const brought: Brought = { incremental: 0, weighted: 0, newcomers: 0, displaced: 0 };

/** One plan's day after the click: visits, orders, payments, arrivals, order values, returns, profit. Writes ledger and books. */
export function convertPlan(state: EngineState, plan: number, day: number): void {
  const { prepared, ledger } = state;
  const row = plan * prepared.scenario.days + day;
  const start = prepared.cellStart[plan]!;
  let visits = 0;
  let placed = 0;
  let paid = 0;
  brought.incremental = 0;
  brought.weighted = 0;
  brought.newcomers = 0;
  brought.displaced = 0;
  for (let cell = start; cell < prepared.cellStart[plan + 1]!; cell++) {
    if (state.today.clicks[cell] === 0) continue;
    convertCell(state, plan, cell, day);
    // The shop may have less in stock than was bought.
    tellShop(state, plan, cell - start, day);
    visits += funnel.visits;
    placed += funnel.placed;
    paid += funnel.paid;
    if (state.cellTotals !== null) state.cellTotals.paidToday[cell] = funnel.paid;
  }
  ledger.visits[row] = visits;
  ledger.placedOrders[row] = placed;
  bookOrders(state, plan, day, paid, brought);
}

function convertCell(state: EngineState, plan: number, cell: number, day: number): void {
  const { scenario, cellStart } = state.prepared;
  const resolved = scenario.plans[plan]!;
  const clicks = state.today.clicks[cell]!;
  const { clickToVisit } = scenario.market;
  const pays = payRate(state, plan);
  const placeRate = placedPerVisit(state, plan, resolved, cell - cellStart[plan]!, cell, day);
  if (!state.stochastic) {
    funnel.visits = clicks * clickToVisit;
    funnel.placed = funnel.visits * placeRate;
    funnel.paid = funnel.placed * pays;
    return;
  }
  const key = state.cellKeys[cell]!;
  funnel.visits = binomialQuantile(uniform(key, day, draw.visits), clicks, clickToVisit);
  funnel.placed =
    funnel.visits > 0 ? binomialQuantile(uniform(key, day, draw.placed), funnel.visits, placeRate) : 0;
  funnel.paid = funnel.placed > 0 ? binomialQuantile(uniform(key, day, draw.paid), funnel.placed, pays) : 0;
}

/** Orders placed a visit: the paid rate over the share that pays, at most 1. */
function placedPerVisit(
  state: EngineState,
  plan: number,
  resolved: ResolvedPlan,
  cellOfPlan: number,
  cell: number,
  day: number,
): number {
  const { shop } = state;
  const shopFactor = shop === null ? 1 : shop.today.conversion[shop.prepared.shop.planItem[plan]!]!;
  const paidRate =
    onDay(resolved.conversionRate, day) *
    onDay(resolved.cells[cellOfPlan]!.conversionFactor, day) *
    state.prepared.scenario.season.conversion[day]! *
    state.today.hourConversion[cell]! *
    shopFactor;
  return resolved.orderToPay > 0 ? Math.min(1, paidRate / resolved.orderToPay) : 0;
}

/** Share of placed orders that is paid: of deposits, those whose balance follows. */
function payRate({ shop, prepared }: EngineState, plan: number): number {
  if (shop !== null) {
    const item = shop.prepared.shop.planItem[plan]!;
    if (shop.today.presaleAge[item]! > 0) return shop.prepared.shop.items[item]!.presale!.balancePaid;
  }
  return prepared.scenario.plans[plan]!.orderToPay;
}

/** Tells the shop what a cell brought, and takes the orders from its stock. */
function tellShop(state: EngineState, plan: number, cellOfPlan: number, day: number): void {
  const { shop } = state;
  if (shop === null) return;
  const { planItem, cellIncrementality, cellOldShare, cellSaleWeight } = shop.prepared.shop;
  const item = planItem[plan]!;
  const incrementality = cellIncrementality[plan]![cellOfPlan]!;
  const presale = shop.today.presaleAge[item]! > 0;
  if (presale) noteDeposits(shop, item, day, funnel.placed, funnel.paid);
  else {
    const served = takeStock(shop, item, funnel.paid);
    shop.paid.lostToStock[item]! += funnel.paid - served;
    funnel.paid = served;
  }
  const { paid } = shop;
  const displaced = funnel.visits * (1 - incrementality);
  const weighted = funnel.paid * cellSaleWeight[plan]![cellOfPlan]!;
  const old = funnel.paid * cellOldShare[plan]![cellOfPlan]!;
  paid.visits[item]! += funnel.visits;
  paid.displaced[item]! += displaced;
  paid.placed[item]! += funnel.placed;
  paid.orders[item]! += funnel.paid;
  paid.weightedOrders[item]! += weighted;
  paid.oldOrders[item]! += old;
  brought.incremental += funnel.paid * incrementality;
  brought.weighted += weighted;
  brought.newcomers += funnel.paid - old;
  brought.displaced += displaced;
}
