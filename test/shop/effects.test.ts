import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../src/core/engine/result.ts';
import { calm, itemSeries, preparedOf, runOf, type ShopBlock } from './support.ts';

const fluid = (shop: ShopBlock, more = calm) => runOf(preparedOf(shop, more), 'fluid');
const store = (result: RunResult, column: string): number[] => [
  ...(result.shop!.ledger.store as Record<string, Float64Array>)[column]!,
];
const plan = (result: RunResult, column: keyof RunResult['ledger'], at: number): number[] => [
  ...result.ledger[column].subarray(at * result.days, (at + 1) * result.days),
];
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe('what each system does in expected values', () => {
  test('creatives wear out: click-through falls day by day', () => {
    const result = fluid({
      clickThrough: { price: 0, sales: 0, rating: 0, organicLift: 0, fatigueImpressions: 2000 },
    });
    const clicks = plan(result, 'clicks', 2);
    const impressions = plan(result, 'impressions', 2);
    const rates = clicks.map((value, day) => value / impressions[day]!);
    for (let day = 1; day < rates.length; day++) expect(rates[day]!).toBeLessThan(rates[day - 1]!);
  });

  test('membership day brings old customers, the days around lose a little, and the habit grows', () => {
    const result = fluid({ customers: { base: 10_000, membership: { weekday: 'wednesday', habit: 0.5 } } });
    const orders = store(result, 'repeatOrders');
    // Monday first: Wednesdays are days 2, 9, 16.
    for (const day of [2, 9, 16]) {
      expect(orders[day]!).toBeGreaterThan(1.3 * orders[day - 2]!);
      expect(orders[day - 1]!).toBeLessThan(orders[day - 2]!);
    }
    const habit = store(result, 'habit');
    expect(habit[9]!).toBeGreaterThan(habit[2]!);
  });

  test('a message brings orders and costs what it costs; the next one soon after brings fewer', () => {
    const message = { cost: 0.05, response: 0.004 };
    const result = fluid({
      customers: {
        base: 10_000,
        messages: [
          { id: 'a', day: 5, ...message },
          { id: 'b', day: 6, ...message },
        ],
      },
    });
    const without = fluid({ customers: { base: 10_000 } });
    const gain = store(result, 'repeatOrders').map(
      (orders, day) => orders - store(without, 'repeatOrders')[day]!,
    );
    const sent = store(result, 'messagesSent');
    expect(store(result, 'messageCost')[4]!).toBeCloseTo(0.05 * sent[4]!, 9);
    expect(gain[4]! / sent[4]!).toBeCloseTo(0.004, 4);
    expect(gain[5]!).toBeLessThan(0.9 * gain[4]!);
    expect(gain[3]!).toBe(0);
  });

  test('no stock, no sale: plans stop spending and nothing is lost twice', () => {
    const result = fluid({ items: [{ product: 'coat', stock: { units: 20 } }] });
    const stock = itemSeries(result, 'stock', 0);
    const out = stock.findIndex((units) => units === 0);
    expect(out).toBeGreaterThan(0);
    for (let day = out + 1; day < result.days; day++) {
      expect(plan(result, 'spend', 1)[day]! + plan(result, 'spend', 0)[day]!).toBe(0);
      expect(itemSeries(result, 'lostToStock', 0)[day]!).toBe(0);
    }
    expect(sum(itemSeries(result, 'paidOrders', 0))).toBeCloseTo(20, 9);
    // The other product goes on.
    expect(plan(result, 'spend', 2)[result.days - 1]!).toBeGreaterThan(0);
  });

  test('a product not yet released brings neither cost nor visitors', () => {
    const result = fluid({ organic: {}, items: [{ product: 'scarf', releaseDay: 8, organicVisits: 100 }] });
    expect(sum(plan(result, 'spend', 2).slice(0, 7))).toBe(0);
    expect(sum(itemSeries(result, 'organicVisits', 1).slice(0, 7))).toBe(0);
    expect(plan(result, 'spend', 2)[7]!).toBeGreaterThan(0);
    const organic = itemSeries(result, 'organicVisits', 1);
    expect(organic[19]!).toBeGreaterThan(organic[8]!);
  });

  test('orders beyond the attribution window are real, and of no plan', () => {
    const delay = (windowDays: number) => ({ market: { ...calm.market, delay: { windowDays } } });
    const [short, long] = [fluid({}, delay(1)), fluid({}, delay(30))];
    const late = sum(itemSeries(short, 'lateOrders', 0));
    const paid = sum(itemSeries(short, 'paidOrders', 0));
    expect(late / paid).toBeCloseTo(0.3, 9);
    expect(paid).toBeCloseTo(sum(itemSeries(long, 'paidOrders', 0)), 9);
    expect(store(short, 'profit')[5]!).toBeCloseTo(store(long, 'profit')[5]!, 6);
  });

  test('an activity takes part of its orders from the days after it', () => {
    const activity = { id: 'a', product: 'coat', from: 4, to: 4, traffic: 20, dip: 0, quality: 1 };
    const orders = (pulledForward: number) =>
      itemSeries(fluid({ organic: {}, activities: [{ ...activity, pulledForward }] }), 'paidOrders', 0);
    const [none, some] = [orders(0), orders(0.15)];
    expect(some[3]!).toBe(none[3]!);
    for (const day of [4, 8]) expect(some[day]!).toBeLessThan(none[day]!);
  });

  test("goods get cheaper with volume: at today's sales they cost what is stated, at more sales less", () => {
    const profit = (recentSales: number | undefined, volumeDiscount: number) => {
      const item = { product: 'coat', volumeDiscount, ...(recentSales === undefined ? {} : { recentSales }) };
      return plan(fluid({ items: [item] }), 'profit', 1);
    };
    // Without anything that moves sales they stay as they are, and so does the cost.
    profit(undefined, 0.05).forEach((value, day) => {
      const usual = profit(undefined, 0)[day]!;
      expect(Math.abs(value - usual)).toBeLessThan(0.02 * usual);
    });
    // A coat that sold ten in the last month, at today's traffic: sales grow, and goods get cheaper with them.
    const grown = fluid({ items: [{ product: 'coat', volumeDiscount: 0.05, recentSales: 10 }] });
    const usual = fluid({ items: [{ product: 'coat', recentSales: 10 }] });
    const at = 1;
    const orders = plan(usual, 'orders', at);
    const sales = itemSeries(usual, 'recentSales', 0);
    plan(grown, 'profit', at).forEach((value, day) => {
      if (day === 0) return;
      const growth = (1 + sales[day - 1]!) / 11;
      const kept = 1 - itemSeries(usual, 'returnRate', 0)[day]!;
      const saved = orders[day]! * 80 * (1 - growth ** -0.05) * kept;
      expect(Math.abs(value - plan(usual, 'profit', at)[day]! - saved)).toBeLessThan(1e-6 * saved);
    });
  });

  test('more returns make insurance dearer', () => {
    const at = (returns: number) =>
      store(
        fluid({
          insurance: {},
          activities: [{ id: 'a', from: 3, to: 12, returns, discount: 0, conversion: 1 }],
        }),
        'premium',
      )[12]!;
    expect(at(2)).toBeGreaterThan(at(1));
  });

  test('peers act in the log, and whoever follows their prices sells cheaper', () => {
    const crowd: ShopBlock = {
      competition: { peers: 15, shops: 60, follow: 1, actionRate: 0.2, inflation: 0 },
    };
    const result = runOf(preparedOf(crowd, { ...calm, horizon: { days: 60 } }), 'stochastic');
    const { peerActions } = result.shop!;
    expect(peerActions.length).toBeGreaterThan(60);
    const cuts = peerActions.filter(({ action }) => action === 'price-cut').length;
    const rises = peerActions.filter(({ action }) => action === 'price-rise').length;
    expect(cuts).toBeGreaterThan(rises);
    expect(itemSeries(result, 'priceFactor', 0)[59]!).toBeCloseTo(store(result, 'priceIndex')[58]!, 1);
    expect(itemSeries(result, 'priceFactor', 0)[59]!).toBeLessThan(1);
  });

  test('better service lifts ratings, overloaded staff lowers them', () => {
    const service = (staff: number) =>
      store(fluid({ service: { staff }, reputation: { windowDays: 10 } }), 'service')[19]!;
    // The first staff is the shop of today; overload comes with the festival's visitors.
    const festival = fluid({
      service: { staff: 1, chatShare: 0.3 },
      reputation: { windowDays: 7, delayDays: 1 },
      festivals: [{ id: 'f', day: 10, dayDemand: 30 }],
    });
    expect(service(3)).toBeCloseTo(4.8, 3);
    expect(store(festival, 'reply')[10]!).toBeLessThan(store(festival, 'reply')[8]!);
    expect(store(festival, 'service')[12]!).toBeLessThan(store(festival, 'service')[8]!);
  });
});
