import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../src/core/engine/result.ts';
import { deserializeRun, serializeRun } from '../../src/core/engine/result.ts';
import { anyShop, everything, itemSeries, preparedOf, runOf, scenarioOf, type ShopBlock } from './support.ts';

/** Each system switched on with parameters that change nothing. */
const neutral: Readonly<Record<string, ShopBlock>> = {
  'an empty block': {},
  conversion: {
    conversion: {
      priceElasticity: 0,
      ratingExponent: 0,
      reviewExponent: 0,
      negativeHarm: 0,
      zeroSalesPenalty: 0,
    },
  },
  'click-through': { clickThrough: { price: 0, sales: 0, rating: 0, fatigue: 0, organicLift: 0 } },
  service: { service: { chatLift: 0 } },
  reputation: { reputation: {} },
  organic: { organic: { ratio: 0 } },
  incrementality: { incrementality: {} },
  customers: { customers: { base: 0 } },
  basket: { basket: { attachRate: 0 } },
  activities: {
    activities: [
      {
        id: 'a',
        from: 3,
        to: 6,
        traffic: 1,
        conversion: 1,
        discount: 0,
        feeBase: 0,
        feeRate: 0,
        returns: 1,
        dip: 0,
        pulledForward: 0,
        laterPrice: 0,
        ratingLoss: 0,
      },
    ],
  },
  festivals: {
    festivals: [
      {
        id: 'f',
        day: 9,
        waitConversion: 1,
        waitBids: 1,
        dayDemand: 1,
        dayConversion: 1,
        dayBids: 1,
        dayReturns: 1,
        dip: 0,
      },
    ],
  },
  competition: { competition: { inflation: 0, priceDrift: 0, peers: 0 } },
  stock: { items: [{ product: 'coat', stock: { units: 1_000_000_000, salvage: 1 } }] },
  elements: { elements: [{ name: 'price' }] },
};

function ledgerBytes(result: RunResult): string {
  return Object.entries(result.ledger)
    .map(([name, values]) => `${name}:${Buffer.from(values.buffer).toString('base64')}`)
    .join('\n');
}

describe('a system that is off and one with neutral parameters are the same, bit for bit', () => {
  const plain = (['fluid', 'stochastic'] as const).map((tier) =>
    ledgerBytes(runOf(preparedOf(undefined), tier)),
  );
  test.each(Object.keys(neutral))('%s', (name) => {
    const prepared = preparedOf(neutral[name]!);
    expect(ledgerBytes(runOf(prepared, 'fluid'))).toBe(plain[0]);
    expect(ledgerBytes(runOf(prepared, 'stochastic'))).toBe(plain[1]);
  });

  test('the same law can fail: a system that is on changes the books', () => {
    expect(ledgerBytes(runOf(preparedOf({ conversion: { logistics: 0.9 } }), 'fluid'))).not.toBe(plain[0]);
  });
});

/** Sums that must hold on every day of every run. */
function checkBooks(result: RunResult, stochastic: boolean): void {
  const { ledger, days, shop, planIds } = result;
  const { items, store } = shop!.ledger;
  const close = (a: number, b: number, scale: number) =>
    expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(scale)));
  for (let day = 0; day < days; day++) {
    const overPlans = (column: Float64Array) =>
      planIds.reduce((sum, _, plan) => sum + column[plan * days + day]!, 0);
    const overItems = (column: Float64Array) =>
      shop!.itemIds.reduce((sum, _, item) => sum + column[item * days + day]!, 0);
    // Profit identity: what plans and items earned, less everything the store pays.
    const earned = overPlans(ledger.profit) + overItems(items.profit) + store.depositIncome[day]!;
    const costs =
      store.messageCost[day]! +
      store.activityFees[day]! +
      store.stockCost[day]! +
      store.recoveryCost[day]! +
      store.fixedCost[day]!;
    close(store.profit[day]!, earned - costs, Math.abs(earned) + Math.abs(costs));
    close(store.adSpend[day]!, overPlans(ledger.spend), store.adSpend[day]!);
    // Every paid order belongs to a plan's books or is a late order of an item.
    close(
      overItems(items.paidOrders),
      overPlans(ledger.orders) + overItems(items.lateOrders),
      overItems(items.paidOrders),
    );
    // No visitor is counted twice: a paid visit is nowhere an organic one.
    close(overItems(items.paidVisits), overPlans(ledger.visits), overPlans(ledger.visits));
    // Chances are chances: nobody orders who has not come, nobody comes who has not clicked.
    const most = (part: number, whole: number): void => expect(part).toBeLessThanOrEqual(whole * (1 + 1e-12));
    planIds.forEach((_, plan) => {
      const row = plan * days + day;
      most(ledger.clicks[row]!, ledger.impressions[row]!);
      most(ledger.visits[row]!, ledger.clicks[row]!);
      most(ledger.placedOrders[row]!, ledger.visits[row]!);
      most(ledger.orders[row]!, ledger.placedOrders[row]!);
    });
    shop!.itemIds.forEach((_, item) => {
      const at = item * days + day;
      most(items.organicOrders[at]!, items.organicVisits[at]!);
      most(items.activityOrders[at]!, items.activityVisits[at]!);
      most(items.oldOrders[at]!, items.oldVisits[at]!);
      const visits = ['paidVisits', 'organicVisits', 'activityVisits', 'oldVisits'] as const;
      most(
        items.carts[at]!,
        visits.reduce((sum, source) => sum + items[source][at]!, 0),
      );
      most(items.returnRate[at]!, 1);
      // Whoever came as a paid visitor although on the way anyway is missing from organic visits.
      if (!stochastic) most(items.organicVisits[at]!, items.organicPotential[at]!);
    });
    for (const score of ['description', 'service', 'logistics'] as const) {
      expect(store[score][day]).toBeGreaterThanOrEqual(1);
      expect(store[score][day]).toBeLessThanOrEqual(5);
    }
    expect(store.praise[day]).toBeGreaterThanOrEqual(-1e-12);
    expect(store.praise[day]).toBeLessThanOrEqual(1);
    for (const name of ['customers', 'habit', 'reply', 'leaderShare', 'gini'] as const)
      expect(store[name][day]).toBeGreaterThanOrEqual(0);
    expect(store.habit[day]).toBeLessThanOrEqual(1);
    expect(store.reply[day]).toBeLessThanOrEqual(1);
  }
  const { plans } = shop!.ledger;
  ledger.revenue.forEach((revenue, row) => {
    // A longer window never credits less; the widest credits what the books do (the attribution window is 15 days).
    const credited = [1, 3, 7, 15, 30].map(
      (window) => plans[`revenueWithin${window}` as keyof typeof plans][row]!,
    );
    credited.forEach((value, w) => expect(value).toBeGreaterThanOrEqual(credited[w - 1] ?? 0));
    close(credited[3]!, revenue, revenue);
    close(credited[4]!, revenue, revenue);
    expect(plans.incrementalRevenue[row]).toBeLessThanOrEqual(revenue * (1 + 1e-12));
    expect(plans.incrementalOrders[row]).toBeGreaterThanOrEqual(0);
  });
  for (const [name, column] of Object.entries(items)) {
    if (name === 'profit') {
      for (const value of column) expect(Number.isFinite(value), name).toBe(true);
      continue;
    }
    for (const value of column) {
      expect(value, name).toBeGreaterThanOrEqual(0);
      expect(Number.isFinite(value), name).toBe(true);
      if (stochastic && /Orders$|Visits$|carts|depositsPlaced|stock|lostToStock/.test(name))
        expect(Number.isInteger(value), `${name} ${value}`).toBe(true);
    }
  }
  for (const value of Object.values(store).flatMap((column) => [...column]))
    expect(Number.isFinite(value)).toBe(true);
}

describe('laws of the shop, anywhere in the documented ranges', () => {
  test('money is conserved, shares are shares, nothing is negative', () => {
    fc.assert(
      fc.property(anyShop, fc.constantFrom('fluid' as const, 'stochastic' as const), (shop, tier) => {
        checkBooks(runOf(preparedOf(shop, { horizon: { days: 12 } }), tier), tier === 'stochastic');
      }),
      { numRuns: 25 },
    );
  });

  test('revenue is the sum over orders at the price of their day', () => {
    fc.assert(
      fc.property(anyShop, fc.constantFrom('fluid' as const, 'stochastic' as const), (shop, tier) => {
        // Every scarf costs the same; baskets and old customers' discounts would change what an order holds.
        const { basket: _, customers: __, ...others } = shop;
        const result = runOf(preparedOf(others, { horizon: { days: 12 } }), tier);
        const [plan, item] = [result.planIds.indexOf('scarf-search'), result.shop!.itemIds.indexOf('scarf')];
        const { items } = result.shop!.ledger;
        for (let day = 0; day < result.days; day++) {
          const [row, at] = [plan * result.days + day, item * result.days + day];
          const free =
            items.organicOrders[at]! +
            items.activityOrders[at]! +
            items.oldOrders[at]! +
            items.lateOrders[at]!;
          for (const [revenue, orders] of [
            [result.ledger.revenue[row]!, result.ledger.orders[row]!],
            [items.revenue[at]!, free],
          ] as const) {
            const due = orders * 60 * items.priceFactor[at]!;
            expect(Math.abs(revenue - due)).toBeLessThanOrEqual(1e-9 * Math.max(1, due));
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  test('expected values do not depend on the replication, whatever peers do', () => {
    const prepared = preparedOf(everything);
    const bytes = [0, 1, 7].map((replication) =>
      JSON.stringify(runOf(prepared, 'fluid', { replication }).shop),
    );
    expect(new Set(bytes).size).toBe(1);
  });

  test('the same seed gives the same bytes, and a run comes back from its file', () => {
    const prepared = preparedOf(everything);
    const [a, b] = [runOf(prepared, 'stochastic', { seed: 5 }), runOf(prepared, 'stochastic', { seed: 5 })];
    expect(JSON.stringify(serializeRun(a))).toBe(JSON.stringify(serializeRun(b)));
    const back = deserializeRun(JSON.parse(JSON.stringify(serializeRun(a))));
    expect(back.shop).toEqual(a.shop);
  });

  test('a product more disturbs nobody else', () => {
    const more = scenarioOf(everything);
    const products = [...more.products!, { id: 'belt', price: 30, unitCost: 10 }];
    const plans = [
      ...more.plans!,
      {
        id: 'belt-search',
        channel: 'search' as const,
        product: 'belt',
        bid: 0.5,
        dailyBudget: 60,
        keywords: [{ id: 'belt', tier: 'tail' as const }],
      },
    ];
    const shop: ShopBlock = { organic: {}, items: [] };
    const before = runOf(preparedOf(shop), 'stochastic');
    const after = runOf(preparedOf(shop, { products, plans }), 'stochastic');
    const at = after.shop!.itemIds.indexOf('coat');
    expect(itemSeries(after, 'organicVisits', at)).toEqual(itemSeries(before, 'organicVisits', 0));
  });
});

describe('the two tiers agree', () => {
  test('the mean of many drawn worlds is near the expected one', () => {
    // Without stock: running out is a matter of chance, and the expected course never does.
    const { items: _, ...others } = everything;
    const prepared = preparedOf(others);
    const fluid = runOf(prepared, 'fluid');
    const runs = Array.from({ length: 60 }, (_, replication) =>
      runOf(prepared, 'stochastic', { replication }),
    );
    for (const column of ['organicVisits', 'organicOrders', 'oldOrders', 'revenue'] as const) {
      const total = (result: RunResult) => result.shop!.ledger.items[column].reduce((a, b) => a + b, 0);
      const values = runs.map(total);
      const mean = values.reduce((a, b) => a + b, 0) / runs.length;
      const sd = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (runs.length - 1));
      // Feedback is curved, so the means may differ by more than chance: 3 % and three standard errors.
      expect(Math.abs(mean - total(fluid))).toBeLessThan(
        0.03 * total(fluid) + (3 * sd) / Math.sqrt(runs.length),
      );
    }
  });

  test('a shelf emptied to the last fraction of a unit leaves figures', () => {
    // A rounding rest of old customers' orders, served from nothing, made their price infinite and the profit no number.
    const prepared = preparedOf(everything);
    const settings = {
      bid: [1.7238, 2.067, 0.31824],
      dailyBudget: prepared.scenario.plans.map(() => Number.MAX_VALUE),
      enabled: [1, 1, 0],
    };
    checkBooks(runOf(prepared, 'fluid', { settings }), false);
  });

  test('all orders of a stocked product come out of its stock', () => {
    for (const tier of ['fluid', 'stochastic'] as const) {
      const result = runOf(preparedOf(everything), tier);
      const stock = itemSeries(result, 'stock', 0);
      const sold = ['paidOrders', 'organicOrders', 'activityOrders', 'oldOrders'].map((c) =>
        itemSeries(result, c, 0),
      );
      let before = 300;
      stock.forEach((units, day) => {
        const taken = sold.reduce((sum, series) => sum + series[day]!, 0);
        const arrived = units - before + taken;
        expect(arrived).toBeGreaterThan(-1e-9);
        if (arrived > 1e-9) expect(arrived).toBeGreaterThan(100);
        before = units;
      });
      // An order more than the stock was never served.
      expect(Math.min(...stock)).toBeGreaterThanOrEqual(0);
    }
  });
});
