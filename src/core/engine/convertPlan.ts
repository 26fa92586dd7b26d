import { binomialQuantile } from '../math/binomial.ts';
import { uniform } from '../math/keyed.ts';
import { onDay } from '../scenario/resolved.ts';
import { bookOrders, type Brought } from './bookOrders.ts';
import { noteDeposits } from '../shop/freeOrders.ts';
import { takeStock } from '../shop/stock.ts';
import type { ShopState } from '../shop/shopState.ts';
import { draw } from './draws.ts';
import type { EngineState } from './state.ts';

interface Funnel {
  visits: number;
  placed: number;
  paid: number;
}
const funnel: Funnel = { visits: 0, placed: 0, paid: 0 };

/** What all cells of the plan have in common today. */
interface PlanRates {
  /** Paid orders a visit, before the cell's factor, the season, the hours and the shop. */
  paid: number;
  season: number;
  shop: number;
  /** Share of ordinary placed orders that is paid. */
  orderToPay: number;
  /** Share of today's placed orders that is paid: of deposits, those whose balance follows. */
  pays: number;
}
const rates: PlanRates = { paid: 0.5, season: 0.5, shop: 0.5, orderToPay: 0.5, pays: 0.5 };

const brought: Brought = { incremental: 0, weighted: 0, newcomers: 0, displaced: 0 };

/** One plan's day after the click: visits, orders, payments, arrivals, order values, returns, profit. Writes ledger and books. */
export function convertPlan(state: EngineState, plan: number, day: number): void {
  const { prepared, ledger, shop, cellTotals } = state;
  const { clicks } = state.today;
  const row = plan * prepared.scenario.days + day;
  const start = prepared.cellStart[plan]!;
  const end = prepared.cellStart[plan + 1]!;
  let visits = 0;
  let placed = 0;
  let paid = 0;
  brought.incremental = 0;
  brought.weighted = 0;
  brought.newcomers = 0;
  brought.displaced = 0;
  readRates(state, plan, day);
  for (let cell = start; cell < end; cell++) {
    if (clicks[cell] === 0) continue;
    convertCell(state, plan, cell, day);
    // The shop may have less in stock than was bought.
    if (shop !== null) tellShop(shop, plan, cell - start, day);
    visits += funnel.visits;
    placed += funnel.placed;
    paid += funnel.paid;
    if (cellTotals !== null) cellTotals.paidToday[cell] = funnel.paid;
  }
  ledger.visits[row] = visits;
  ledger.placedOrders[row] = placed;
  bookOrders(state, plan, day, paid, brought);
}

function readRates({ prepared, shop }: EngineState, plan: number, day: number): void {
  const { conversionRate, orderToPay } = prepared.scenario.plans[plan]!;
  rates.paid = onDay(conversionRate, day);
  rates.season = prepared.scenario.season.conversion[day]!;
  rates.orderToPay = orderToPay;
  rates.pays = orderToPay;
  rates.shop = 1;
  if (shop === null) return;
  const item = shop.prepared.shop.planItem[plan]!;
  rates.shop = shop.today.conversion[item]!;
  if (shop.today.presaleAge[item]! > 0) rates.pays = shop.prepared.shop.items[item]!.presale!.balancePaid;
}

function convertCell(state: EngineState, plan: number, cell: number, day: number): void {
  const { scenario, cellStart } = state.prepared;
  const clicks = state.today.clicks[cell]!;
  const { clickToVisit } = scenario.market;
  const factor = onDay(scenario.plans[plan]!.cells[cell - cellStart[plan]!]!.conversionFactor, day);
  const paidRate = rates.paid * factor * rates.season * state.today.hourConversion[cell]! * rates.shop;
  // Orders placed a visit: the paid rate over the share that pays, at most 1.
  const placeRate = rates.orderToPay > 0 ? Math.min(1, paidRate / rates.orderToPay) : 0;
  if (!state.stochastic) {
    funnel.visits = clicks * clickToVisit;
    funnel.placed = funnel.visits * placeRate;
    funnel.paid = funnel.placed * rates.pays;
    return;
  }
  const key = state.cellKeys.keys[cell]!;
  const visits = binomialQuantile(uniform(key, day, draw.visits), clicks, clickToVisit);
  const placed = visits > 0 ? binomialQuantile(uniform(key, day, draw.placed), visits, placeRate) : 0;
  funnel.visits = visits;
  funnel.placed = placed;
  funnel.paid = placed > 0 ? binomialQuantile(uniform(key, day, draw.paid), placed, rates.pays) : 0;
}

/** Tells the shop what a cell brought, and takes the orders from its stock. */
function tellShop(shop: ShopState, plan: number, cellOfPlan: number, day: number): void {
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
