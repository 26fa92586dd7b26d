import type { RunResult } from '../../engine/result.ts';
import { lagRetention } from '../../shop/organic.ts';
import { decisionProbability } from '../../shop/customers.ts';
import type { ResolvedShop } from '../../scenario/resolvedShop.ts';
import type { PreparedShop } from '../../shop/prepareShop.ts';

type Customers = NonNullable<ResolvedShop['customers']>;

/** The organic loop of one product, or of all where peers share the search, along a run; columns by day. */
export interface Pool {
  /** d log(organic visits before displacement) / d log(lagged sales), by day. */
  readonly elasticity: Float64Array;
  /** Organic visits before displacement over lagged sales, by day. */
  readonly visitsPerSale: Float64Array;
  /** Orders of an organic visit, by day, and over the run. */
  readonly conversion: Float64Array;
  readonly ordersPerVisit: number;
  /** Profit of an organic order [currency]. */
  readonly profitPerOrder: number;
  readonly lagDays: number;
}

/** The loop that an item's sales feed: its own, or with peers that of the whole shop, whose sales meet theirs. */
export function poolOf({ shop }: PreparedShop, result: RunResult, item: number): Pool {
  const { items, store } = result.shop!.ledger;
  const { days } = result;
  const shared = (shop.competition?.peers ?? 0) > 0;
  const members = shared ? shop.items.map((_, i) => i) : [item];
  const sum = (column: Float64Array, day: number): number =>
    members.reduce((total, i) => total + column[i * days + day]!, 0);
  const byDay = (of: (day: number) => number): Float64Array =>
    Float64Array.from({ length: days }, (_, day) => of(day));
  const total = (column: Float64Array): number =>
    Array.from({ length: days }, (_, day) => sum(column, day)).reduce((a, b) => a + b, 0);
  const visits = total(items.organicVisits);
  const orders = total(items.organicOrders);
  const profit = members.reduce((all, i) => all + itemProfit(result, i), 0);
  return {
    elasticity: byDay((day) =>
      shared ? shop.competition!.concentration * (1 - store.ownShare[day]!) : (shop.organic?.elasticity ?? 0),
    ),
    visitsPerSale: byDay((day) => ratio(sum(items.organicPotential, day), sum(items.organicSignal, day))),
    conversion: byDay((day) => ratio(sum(items.organicOrders, day), sum(items.organicVisits, day))),
    ordersPerVisit: ratio(orders, visits),
    profitPerOrder: ratio(profit, orders),
    lagDays: shop.organic?.lagDays ?? 0,
  };
}

/** What is added to the loop, a day. */
export interface LoopInput {
  /** Weighted orders, the same every day. */
  readonly everyOrder?: number;
  /** Weighted orders of each day. */
  readonly orders?: readonly number[];
  /** Displaced visits, the same every day. */
  readonly displaced?: number;
}

/**
 * Organic visits a day, mean of the run, for a little more of the input: the derivative of the loop O = P - D, P ~ S^e,
 * S = lagged weighted sales of seven days, day by day from the first. At rest and over a long run, for an order every day
 * it is g/(1 - g)/c and for a displaced visit every day -1/(1 - g), g = 7 e c P/S, c the orders of a visit.
 */
export function organicResponse(pool: Pool, { everyOrder = 0, orders, displaced = 0 }: LoopInput): number {
  const days = pool.conversion.length;
  const kept = lagRetention(pool.lagDays);
  const ring = new Float64Array(7);
  let signal = 0;
  let visits = 0;
  for (let day = 0; day < days; day++) {
    const gained = pool.elasticity[day]! * pool.visitsPerSale[day]! * signal - displaced;
    visits += gained;
    ring[day % 7] = everyOrder + (orders?.[day] ?? 0) + pool.conversion[day]! * gained;
    signal = kept * signal + (1 - kept) * ring.reduce((a, b) => a + b, 0);
  }
  return visits / days;
}

/** Repeat orders of each day, when one more new customer comes every day from the first on. */
export function repeatOrders(customers: Customers, days: number): number[] {
  const decides = decisionProbability(customers.intervalDays);
  const [r1, r2, r3] = [customers.repeat1, customers.repeat2, customers.repeat3];
  const people = [0, 0, 0];
  return Array.from({ length: days }, () => {
    const [once, twice, often] = people.map((count) => count * decides) as [number, number, number];
    people[0]! += 1 - once;
    people[1]! += r1 * once - twice;
    people[2]! += r2 * twice - (1 - r3) * often;
    return r1 * once + r2 * twice + r3 * often;
  });
}

/** Each item's part of the orders of old customers. */
export function oldShares(result: RunResult): number[] {
  const { oldOrders } = result.shop!.ledger.items;
  const sums = result.shop!.itemIds.map((_, item) =>
    oldOrders.subarray(item * result.days, (item + 1) * result.days).reduce((a, b) => a + b, 0),
  );
  const all = sums.reduce((a, b) => a + b, 0);
  return sums.map((value) => ratio(value, all));
}

/** Profit of an item's organic orders over a run [currency]: their part of what its free orders earned. */
export function itemProfit(result: RunResult, item: number): number {
  const { profit, organicOrders, activityOrders, oldOrders, lateOrders } = result.shop!.ledger.items;
  let sum = 0;
  for (let at = item * result.days; at < (item + 1) * result.days; at++) {
    const free = organicOrders[at]! + activityOrders[at]! + oldOrders[at]! + lateOrders[at]!;
    if (free > 0) sum += profit[at]! * (organicOrders[at]! / free);
  }
  return sum;
}

function ratio(a: number, b: number): number {
  return b > 0 ? a / b : 0;
}
