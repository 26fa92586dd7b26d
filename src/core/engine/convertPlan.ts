import { noteDeposits } from '../shop/freeOrders.ts';
import { takeStock } from '../shop/stock.ts';
import type { ShopState } from '../shop/shopState.ts';
import type { EngineState } from './state.ts';

/** One plan's visits, orders placed and orders paid, as drawn and as the stock serves them: ledger, shop, `orderDay.paid`. */
export function convertPlan(state: EngineState, plan: number, day: number): void {
  const { prepared, ledger, shop, cellTotals, funnel } = state;
  const { clicks } = state.today;
  const row = plan * prepared.scenario.days + day;
  const end = prepared.cellStart[plan + 1]!;
  // The shop may have less in stock than was bought.
  if (shop !== null) tellShop(state, shop, plan, day);
  let visits = 0;
  let placed = 0;
  let paid = 0;
  for (let cell = prepared.cellStart[plan]!; cell < end; cell++) {
    if (clicks[cell] === 0) continue;
    visits += funnel.visits[cell]!;
    placed += funnel.placed[cell]!;
    paid += funnel.paid[cell]!;
    if (cellTotals !== null) cellTotals.paidToday[cell] = funnel.paid[cell]!;
  }
  ledger.visits[row] = visits;
  ledger.placedOrders[row] = placed;
  state.orderDay.paid[plan] = paid;
}

/** Tells the shop what the cells of a plan brought, and takes the orders from its stock. */
function tellShop(
  { prepared, today, funnel, brought }: EngineState,
  shop: ShopState,
  plan: number,
  day: number,
): void {
  const { planItem, cellIncrementality, cellOldShare, cellSaleWeight } = shop.prepared.shop;
  const item = planItem[plan]!;
  const own = cellIncrementality[plan]!;
  const oldShare = cellOldShare[plan]!;
  const saleWeight = cellSaleWeight[plan]!;
  const presale = shop.today.presaleAge[item]! > 0;
  const { paid } = shop;
  const start = prepared.cellStart[plan]!;
  const end = prepared.cellStart[plan + 1]!;
  let incremental = 0;
  let weighted = 0;
  let newcomers = 0;
  let displaced = 0;
  for (let cell = start; cell < end; cell++) {
    if (today.clicks[cell] === 0) continue;
    const visits = funnel.visits[cell]!;
    const placed = funnel.placed[cell]!;
    let orders = funnel.paid[cell]!;
    if (presale) noteDeposits(shop, item, day, placed, orders);
    else {
      const served = takeStock(shop, item, orders);
      paid.lostToStock[item]! += orders - served;
      orders = served;
      funnel.paid[cell] = served;
    }
    const sales = orders * saleWeight[cell - start]!;
    const old = orders * oldShare[cell - start]!;
    const anyway = visits * (1 - own[cell - start]!);
    paid.visits[item]! += visits;
    paid.displaced[item]! += anyway;
    paid.placed[item]! += placed;
    paid.orders[item]! += orders;
    paid.weightedOrders[item]! += sales;
    paid.oldOrders[item]! += old;
    incremental += orders * own[cell - start]!;
    weighted += sales;
    newcomers += orders - old;
    displaced += anyway;
  }
  brought.incremental[plan] = incremental;
  brought.weighted[plan] = weighted;
  brought.newcomers[plan] = newcomers;
  brought.displaced[plan] = displaced;
}
