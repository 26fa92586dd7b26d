import { contribution } from '../shop/profit.ts';
import { slotOf } from './drawOrders.ts';
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

/**
 * Books a plan's orders of the day's clicks as matured totals. Orders beyond the attribution window are not the plan's; a shop books
 * them as late orders.
 */
export function bookOrders(state: EngineState, plan: number, day: number): void {
  const { prepared, ledger, books, orderDay, shop } = state;
  const { scenario, arrivals } = prepared;
  const row = plan * scenario.days + day;
  const slot = slotOf(plan, day, arrivals.length);
  let revenue = 0;
  for (let age = 0; age < arrivals.length; age++) revenue += books.pendingRevenue[slot + age]!;
  const orders = orderDay.orders[plan]!;
  const returned = orderDay.returned[plan]!;
  let priceFactor = 1;
  let extraCost = 0;
  if (shop !== null) {
    const item = shop.prepared.shop.planItem[plan]!;
    priceFactor = shop.today.priceFactor[item]!;
    extraCost = shop.today.extraCost[item]!;
  }
  const { economics } = scenario.plans[plan]!;
  ledger.orders[row] = orders;
  ledger.revenue[row] = revenue;
  ledger.refunds[row] = orders > 0 ? revenue * (returned / orders) : 0;
  ledger.profit[row] =
    contribution(economics, orders, revenue, returned, priceFactor) - orders * extraCost - ledger.spend[row]!;
  if (shop !== null) tellShop(state, plan, row, slot);
}

/** The shop's own books of the plan's day: revenue by window, what is additional, and orders no plan is credited with. */
function tellShop(
  { shop, ledger, brought, orderDay, books, prepared }: EngineState,
  plan: number,
  row: number,
  slot: number,
): void {
  const {
    today,
    paid,
    ledger: own,
    prepared: {
      shop: { planItem },
    },
  } = shop!;
  const item = planItem[plan]!;
  const of = own.plans;
  const all = orderDay.paid[plan]!;
  const orders = ledger.orders[row]!;
  const share = all > 0 ? brought.incremental[plan]! / all : 0;
  of.incrementalOrders[row] = orders * share;
  of.incrementalRevenue[row] = ledger.revenue[row]! * share;
  // Value arrived within 1, 3, 7, 15, 30 days of the click.
  let within = 0;
  for (let age = 0; age < prepared.arrivals.length; age++) {
    within += books.pendingRevenue[slot + age]!;
    if (age < 1) of.revenueWithin1[row] = within;
    if (age < 3) of.revenueWithin3[row] = within;
    if (age < 7) of.revenueWithin7[row] = within;
    if (age < 15) of.revenueWithin15[row] = within;
    if (age < 30) of.revenueWithin30[row] = within;
  }
  of.weightedOrders[row] = brought.weighted[plan]!;
  of.newcomers[row] = brought.newcomers[plan]!;
  of.displacedVisits[row] = brought.displaced[plan]!;
  of.presaleOrders[row] = today.presaleAge[item]! > 0 ? all : 0;
  paid.revenue[item]! += ledger.revenue[row]!;
  paid.lateOrders[item]! += Math.max(0, all - orders);
}
