import { run, type PlanSettings } from '../../engine/run.ts';
import type { PreparedScenario } from '../../engine/prepare.ts';
import type { RunResult } from '../../engine/result.ts';
import { hold } from '../../strategies/hold.ts';
import { uncapped } from '../uncapped.ts';
import {
  itemProfit,
  oldShares,
  organicResponse,
  poolOf,
  repeatOrders,
  type Pool,
} from './organicResponse.ts';

/** Profit credited to one plan's day beyond its own orders, a unit each [currency]. */
export interface CreditRates {
  /** A paid order as organic search weighs it: organic visitors to come. */
  readonly weightedOrder: number;
  /** A paid visit that would have come organically (negative). */
  readonly displacedVisit: number;
  /** A new customer: later orders. */
  readonly newcomer: number;
}

/**
 * Marginal credits of every plan at the settings in force: the linear response of the organic loop along the fluid run
 * (`organicResponse`) times what an organic visit earns, and the lifetime credit of a new customer, whose repeat orders feed
 * the loop, too. Null without `shop.credit`.
 */
export function creditRates(prepared: PreparedScenario, settings: PlanSettings): CreditRates[] | null {
  const { shop } = prepared;
  if (shop === null || shop.shop.credit === null) return null;
  const { credit, customers, items, planItem } = shop.shop;
  const result = run(uncapped(prepared), hold, { tier: 'fluid', settings });
  const pools = items.map((_, item) => poolOf(shop, result, item));
  const later = items.map((_, item) => credit.lifetime * lifetimeOf(prepared, item));
  const repeats = customers === null ? [] : repeatOrders(customers, result.days);
  const fed = oldShares(result).reduce(
    (sum, share, item) =>
      sum + share * organicResponse(pools[item]!, { orders: repeats }) * visitOf(pools[item]!, later[item]!),
    0,
  );
  function visitOf({ ordersPerVisit, profitPerOrder }: Pool, newcomer: number): number {
    return ordersPerVisit * (credit!.organic * profitPerOrder + newcomer);
  }
  const rates = items.map((_, item): CreditRates => {
    const pool = pools[item]!;
    const newcomer = later[item]! + fed;
    const visit = visitOf(pool, newcomer);
    return {
      weightedOrder: organicResponse(pool, { everyOrder: 1 }) * visit,
      displacedVisit: organicResponse(pool, { displaced: 1 }) * visit,
      newcomer,
    };
  });
  return planItem.map((item) => rates[item]!);
}

/** Credit of one plan's mean day under these rates [currency/day]. */
export function planCredit(result: RunResult, plan: number, rates: CreditRates): number {
  const { weightedOrders, newcomers, displacedVisits } = result.shop!.ledger.plans;
  let sum = 0;
  for (let row = plan * result.days; row < (plan + 1) * result.days; row++)
    sum +=
      rates.weightedOrder * weightedOrders[row]! +
      rates.displacedVisit * displacedVisits[row]! +
      rates.newcomer * newcomers[row]!;
  return sum / result.days;
}

/** The mean day of a run in the measure that credits [currency/day]. */
export interface CreditedDay {
  /** Profit of the plans, after spend. */
  readonly plans: number;
  /** Profit of organic orders x `credit.organic`. */
  readonly organic: number;
  /** Lifetime credit of new customers x `credit.lifetime`. */
  readonly lifetime: number;
}

/** What a run earned in the measure that `shop.credit` asks for. */
export function creditedDay(prepared: PreparedScenario, result: RunResult): CreditedDay {
  const { credit } = prepared.shop!.shop;
  const { ledger, itemIds } = result.shop!;
  const mean = (values: ArrayLike<number>): number => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[i]!;
    return sum / result.days;
  };
  const organic = itemIds.reduce((sum, _, item) => sum + itemProfit(result, item) / result.days, 0);
  return {
    plans: mean(result.ledger.profit),
    organic: (credit?.organic ?? 0) * organic,
    lifetime: (credit?.lifetime ?? 0) * mean(ledger.store.lifetimeCredit),
  };
}

/** Lifetime credit of a new customer of an item [currency], as the shop's books have it. */
function lifetimeOf({ shop }: PreparedScenario, item: number): number {
  const { netMargin, price } = shop!.shop.items[item]!.economics;
  return netMargin * price * shop!.lifetimeOrders * (shop!.shop.customers?.creditLifetime ?? 0);
}
