import { onDay } from '../scenario/resolved.ts';
import type { PaidBaseline } from '../shop/prepareShop.ts';
import { deliverPlan } from './deliverPlan.ts';
import type { PreparedScenario } from './prepare.ts';
import { startState } from './state.ts';

/**
 * What today's plans bring each product a day, in expected values: the mean of the first week at today's bids and budgets. The
 * shop's steady state (organic traffic, recent sales, reviews) hangs on it; `shop.items` can state the visits instead.
 */
export function shopBaseline(prepared: PreparedScenario): PaidBaseline[] {
  const { scenario } = prepared;
  const shop = scenario.shop!;
  const days = Math.min(7, scenario.days);
  const state = startState(prepared, 0, 0, false);
  const sums = shop.items.map(() => ({ visits: 0, orders: 0, weightedOrders: 0, displaced: 0 }));
  for (let day = 0; day < days; day++) {
    scenario.plans.forEach((plan, p) => {
      deliverPlan(state, p, day);
      const sum = sums[shop.planItem[p]!]!;
      plan.cells.forEach((cell, c) => {
        const at = prepared.cellStart[p]! + c;
        const visits = (state.today.clicks[at]! * scenario.market.clickToVisit) / days;
        const orders =
          visits *
          onDay(plan.conversionRate, day) *
          onDay(cell.conversionFactor, day) *
          scenario.season.conversion[day]! *
          state.today.hourConversion[at]!;
        sum.visits += visits;
        sum.orders += orders;
        sum.weightedOrders += orders * shop.cellSaleWeight[p]![c]!;
        sum.displaced += visits * (1 - shop.cellIncrementality[p]![c]!);
      });
    });
  }
  return sums.map(({ visits, orders, weightedOrders, displaced }, item) => {
    const cells = cellsOfItem(scenario, item);
    return {
      visits,
      orders,
      saleWeight: orders > 0 ? weightedOrders / orders : mean(cells.map((cell) => cell.weight)),
      displacedShare: visits > 0 ? displaced / visits : mean(cells.map((cell) => 1 - cell.incrementality)),
    };
  });
}

/** What the cells of a product's plans count for, where none of them is on today. */
function cellsOfItem(
  { plans, shop }: PreparedScenario['scenario'],
  item: number,
): { weight: number; incrementality: number }[] {
  return plans.flatMap((plan, p) =>
    shop!.planItem[p] === item
      ? plan.cells.map((_, c) => ({
          weight: shop!.cellSaleWeight[p]![c]!,
          incrementality: shop!.cellIncrementality[p]![c]!,
        }))
      : [],
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
