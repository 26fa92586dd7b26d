import { conversionKpi, paymentKpi, type KpiDay } from '../../shop/conversionKpi.ts';
import type { RunResult } from '../../engine/result.ts';
import type { Claim, Measurement } from './claim.ts';
import { base, difference, ratio } from './claimWorld.ts';
import { dailyProfit, itemSum, last, planSum, shopOf, storeMean } from './figures.ts';

type Estimate = Measurement['estimate'];
type Wants = Measurement['wants'];

function claim(name: string, estimate: Estimate, unit: Measurement['unit'], wants: Wants): Measurement {
  return { name, estimate, unit, wants, role: 'claim' };
}

function limit(name: string, estimate: Estimate, unit: Measurement['unit'], wants: Wants): Measurement {
  return { name, estimate, unit, wants, role: 'limit' };
}

/** T3: paid and organic visits are 1:1 on average, but a tenth more paid traffic brings a third of that. */
export const paidBringsOrganic: Claim = {
  id: 'T3',
  guide: ['A33', 'A77'],
  file: 't03-paid-brings-organic.yaml',
  measure: (world, runs) => {
    const settled = (result: RunResult) => last(result, 42);
    const organic = (result: RunResult) => itemSum(result, 'organicVisits', settled(result));
    const paid = (result: RunResult) => itemSum(result, 'paidVisits', settled(result));
    const more = { id: 'more' };
    // Both changes are estimated with error, so the margin is the ratio of their means; its interval is that of the organic part.
    const gainedPaid = world.pairs(base, more, runs, paid);
    const gainedOrganic = world.pairs(base, more, runs, organic);
    const margin = {
      mean: gainedOrganic.mean / gainedPaid.mean,
      low: gainedOrganic.low / gainedPaid.mean,
      high: gainedOrganic.high / gainedPaid.mean,
    };
    return [
      claim(
        'organic-per-paid',
        world.mean('base', runs, (r) => organic(r) / paid(r)),
        'ratio',
        { min: 0.9, max: 1.1 },
      ),
      claim('organic-without-paid', world.pairs(base, { id: 'stop' }, runs, organic, ratio), 'ratio', {
        min: 0.5,
        max: 0.62,
      }),
      claim('organic-per-extra-paid', margin, 'ratio', { min: 0.1, max: 0.6 }),
      limit('organic-per-extra-paid-naive', margin, 'ratio', { min: 0.9, max: 1.1 }),
    ];
  },
};

/** T4: an activity for unfit visitors lifts sales, then lowers scores, praise and free traffic; a fitting one does not. */
export const lowQuality: Claim = {
  id: 'T4',
  guide: ['A34', 'A36'],
  file: 't04-low-quality-activity.yaml',
  measure: (world, runs) => {
    const during = { from: 7, to: 10 };
    const poor = { id: 'poor' };
    const good = { id: 'good' };
    const orders = (result: RunResult) =>
      planSum(result, 'orders', during) +
      itemSum(result, 'organicOrders', during) +
      itemSum(result, 'activityOrders', during);
    const after = (result: RunResult) => last(result, 28);
    const score = (result: RunResult) => storeMean(result, 'description', after(result));
    const praise = (result: RunResult) => storeMean(result, 'praise', after(result));
    const organic = (result: RunResult) => itemSum(result, 'organicVisits', after(result));
    return [
      claim('orders-during', world.pairs(base, poor, runs, orders, ratio), 'ratio', { min: 2 }),
      claim('score-after', world.pairs(base, poor, runs, score), 'stars', { max: 0 }),
      claim('praise-after', world.pairs(base, poor, runs, praise), 'probability', { max: 0 }),
      claim('organic-after', world.pairs(base, poor, runs, organic, ratio), 'ratio', { max: 1 }),
      limit('score-after-good', world.pairs(base, good, runs, score), 'stars', { max: -0.01 }),
    ];
  },
};

/** T5: conversion before traffic at the same cost, if the money moves conversion enough. */
export const conversionFirst: Claim = {
  id: 'T5',
  guide: ['A29', 'A51', 'A53'],
  file: 't05-conversion-first.yaml',
  measure: (world, runs) => {
    const traffic = { id: 'traffic' };
    const profit = (result: RunResult) => dailyProfit(result);
    const much = world.pairs(traffic, { id: 'conversion' }, runs, profit);
    const little = world.pairs(traffic, { id: 'little-conversion' }, runs, profit);
    // Between 1 % and 10 % the gain is nearly straight: where it crosses zero is the conversion the money must buy.
    const needed = (gain: number) => 0.01 + (0.09 * -gain) / (much.mean - little.mean);
    return [
      claim(
        'same-cost',
        world.pairs(base, traffic, runs, (r) => planSum(r, 'spend') / r.days),
        'currency/day',
        { min: 55, max: 62 },
      ),
      claim('profit-conversion-first', much, 'currency/day', { min: 0 }),
      limit('profit-conversion-first-1-percent', little, 'currency/day', { min: 0 }),
      claim(
        'conversion-needed',
        { mean: needed(little.mean), low: needed(little.high), high: needed(little.low) },
        'percent',
        { min: 0, max: 0.1 },
      ),
    ];
  },
};

/** T7: while deposits are taken payment conversion is 0, order conversion is right, and an alarm that knows it stays silent. */
export const presale: Claim = {
  id: 'T7',
  guide: ['A57', 'A58', 'A59'],
  file: 't07-presale.yaml',
  measure: (world, runs) => {
    const { items } = world.prepared().scenario.shop!;
    const { from, to, balancePaid } = items[0]!.presale!;
    const deposits = { from, to: to + 1 };
    const before = { from: 0, to: from };
    const placed = (result: RunResult, days: typeof deposits) =>
      planSum(result, 'placedOrders', days) / planSum(result, 'visits', days);
    const usualOrder = world.mean('base', runs, (r) => placed(r, before)).mean;
    const usual = { order: usualOrder, payment: usualOrder * items[0]!.orderToPay };
    const alarms = (read: typeof conversionKpi) => (result: RunResult) => {
      let rung = 0;
      for (let day = from; day <= to; day++) if (read(kpiDay(result, day), usual).alarm) rung++;
      return rung / (to + 1 - from);
    };
    const paidThen = (result: RunResult) => paidOn(result, deposits.from, deposits.to);
    const completed = (result: RunResult) =>
      itemSum(result, 'paidOrders', deposits) / itemSum(result, 'depositsPlaced', deposits);
    return [
      claim('payments-during-presale', world.mean('base', runs, paidThen), 'count', { min: 0, max: 0 }),
      claim(
        'order-conversion',
        world.mean('base', runs, (r) => placed(r, deposits) / placed(r, before)),
        'ratio',
        { min: 0.9, max: 1.1 },
      ),
      claim('balances-paid', world.mean('base', runs, completed), 'probability', {
        min: balancePaid - 0.03,
        max: balancePaid + 0.03,
      }),
      claim('alarms-aware', world.mean('base', runs, alarms(conversionKpi)), 'probability', { max: 0.05 }),
      limit('alarms-naive', world.mean('base', runs, alarms(paymentKpi)), 'probability', { max: 0.05 }),
    ];
  },
};

function kpiDay(result: RunResult, day: number): KpiDay {
  const days = { from: day, to: day + 1 };
  return {
    visits: planSum(result, 'visits', days),
    placed: planSum(result, 'placedOrders', days),
    paid: paidOn(result, day, day + 1),
    presale: itemSum(result, 'depositsPlaced', days) > 0,
  };
}

/** Payments of orders clicked in these days that came before the balances: what a report of payments shows. */
function paidOn(result: RunResult, from: number, to: number): number {
  const { revenueWithin1 } = shopOf(result).plans;
  let sum = 0;
  for (let plan = 0; plan < result.planIds.length; plan++)
    for (let day = from; day < to; day++) sum += revenueWithin1[plan * result.days + day]!;
  return sum;
}

/** T8: faster parcels lift all three scores, if satisfaction is shared; the delivery score alone otherwise. */
export const allScores: Claim = {
  id: 'T8',
  guide: ['A56', 'A57'],
  file: 't08-delivery-lifts-all-scores.yaml',
  measure: (world, runs) => {
    const gain = (score: 'description' | 'service' | 'logistics', a: string, b: string) =>
      world.pairs({ id: a }, { id: b }, runs, (r) => storeMean(r, score, last(r, 14)));
    return [
      claim('delivery-score', gain('logistics', 'base', 'faster'), 'stars', { min: 0 }),
      claim('goods-score', gain('description', 'base', 'faster'), 'stars', { min: 0 }),
      claim('service-score', gain('service', 'base', 'faster'), 'stars', { min: 0 }),
      claim(
        'delivery-score-without-halo',
        gain('logistics', 'without-halo', 'faster-without-halo'),
        'stars',
        { min: 0 },
      ),
      limit('goods-score-without-halo', gain('description', 'without-halo', 'faster-without-halo'), 'stars', {
        min: 0.01,
      }),
    ];
  },
};

/** T9: under strong inflation of bids only the shop whose visitors become more valuable stays in profit. */
export const dearerTraffic: Claim = {
  id: 'T9',
  guide: ['A40', 'A42', 'A47'],
  file: 't09-dearer-traffic.yaml',
  measure: (world, runs) => {
    const end = (result: RunResult) => dailyProfit(result, last(result, 90));
    const start = (result: RunResult) => dailyProfit(result, { from: 0, to: 30 });
    return [
      claim('profit-first-month', world.mean('base', runs, start), 'currency/day', { min: 0 }),
      claim('profit-as-before', world.mean('base', runs, end), 'currency/day', { max: 0 }),
      claim('profit-worth-more', world.mean('worth-more', runs, end), 'currency/day', { min: 0 }),
      limit('profit-mild-inflation', world.mean('mild', runs, end), 'currency/day', { max: 0 }),
    ];
  },
};

/** T10: the steeper the ranking, the larger the leader; a yuan in the niche earns more than one in the head word. */
export const leaders: Claim = {
  id: 'T10',
  guide: ['A26', 'A49'],
  file: 't10-leaders-and-niches.yaml',
  measure: (world, runs) => {
    const leader = (result: RunResult) => storeMean(result, 'leaderShare', last(result, 14));
    const inequality = (result: RunResult) => storeMean(result, 'gini', last(result, 14));
    const perYuan = (result: RunResult) => {
      const of = (plan: number) =>
        planSum(result, 'profit', undefined, plan) / planSum(result, 'spend', undefined, plan);
      return difference(of(0), of(1));
    };
    const [steep, steeper] = [{ id: 'steep' }, { id: 'steeper' }];
    return [
      claim('leader-steep', world.pairs(base, steep, runs, leader), 'probability', { min: 0 }),
      claim('leader-steeper', world.pairs(steep, steeper, runs, leader), 'probability', { min: 0 }),
      claim('gini-steeper', world.pairs(base, steeper, runs, inequality), 'ratio', { min: 0 }),
      claim('niche-per-yuan', world.mean('base', runs, perYuan), 'ratio', { min: 0 }),
    ];
  },
};

/** T11: a category more loses in a small shop and wins in a large one. */
export const expansion: Claim = {
  id: 'T11',
  guide: ['A28', 'A42'],
  file: 't11-category-expansion.yaml',
  measure: (world, runs) => {
    const visitors = (result: RunResult) =>
      (itemSum(result, 'paidVisits') + itemSum(result, 'organicVisits')) / result.days;
    const profit = (result: RunResult) => dailyProfit(result);
    return [
      claim('visitors-small', world.mean('base', runs, visitors), 'count', { max: 1000 }),
      claim('visitors-large', world.mean('large', runs, visitors), 'count', { min: 3000 }),
      claim(
        'profit-large',
        world.pairs({ id: 'large' }, { id: 'large-expanded' }, runs, profit),
        'currency/day',
        { min: 0 },
      ),
      limit('profit-small', world.pairs(base, { id: 'small-expanded' }, runs, profit), 'currency/day', {
        min: 0,
      }),
    ];
  },
};

/** T12: a product nobody has bought converts worse; real orders of old customers mend it sooner than paid traffic alone. */
export const noSales: Claim = {
  id: 'T12',
  guide: ['A17', 'A19', 'A29', 'A32'],
  file: 't12-no-sales-yet.yaml',
  measure: (world, runs) => {
    const firstDay = (result: RunResult) => shopOf(result).items.conversionFactor[0]!;
    const week = (result: RunResult) => itemSum(result, 'conversionFactor', { from: 3, to: 10 }) / 7;
    return [
      claim('conversion-new', world.pairs({ id: 'established' }, base, runs, firstDay, ratio), 'ratio', {
        max: 0.75,
      }),
      claim('conversion-launched', world.pairs(base, { id: 'launch' }, runs, week, ratio), 'ratio', {
        min: 1,
      }),
      claim(
        'orders-launched',
        world.pairs(base, { id: 'launch' }, runs, (r) => planSum(r, 'orders')),
        'count',
        { min: 0 },
      ),
    ];
  },
};
