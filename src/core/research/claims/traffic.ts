import type { Claim, Measurement } from './claim.ts';
import { base, ratio } from './claimWorld.ts';
import { dailyProfit, planSum } from './figures.ts';

const clickPrice = (result: Parameters<typeof planSum>[0], plan?: number): number =>
  planSum(result, 'spend', undefined, plan) / planSum(result, 'clicks', undefined, plan);
const meanRank = (result: Parameters<typeof planSum>[0]): number =>
  planSum(result, 'rankSum') / planSum(result, 'impressions');

/** T1: at equal rank the price of a click falls as quality rises, exactly; at equal bid the gain is mostly volume. */
export const clickThrough: Claim = {
  id: 'T1',
  guide: ['A38', 'A39'],
  file: 't01-click-through.yaml',
  measure: (world, runs) => {
    const quality = ratio(
      world.run('base', 0).ledger.quality[0]!,
      world.run('better-image', 0).ledger.quality[0]!,
    );
    const { bid, dailyBudget } = world.prepared().scenario.plans[0]!;
    // The same score bid x quality, and so the same rank.
    const sameRank = { bid: [bid / quality], dailyBudget: [dailyBudget], enabled: [1] };
    const better = { id: 'better-image' };
    const held = { ...better, settings: sameRank };
    const measurement = (
      name: string,
      estimate: Measurement['estimate'],
      wants: Measurement['wants'],
      role: Measurement['role'] = 'claim',
    ): Measurement => ({ name, estimate, unit: 'ratio', wants, role });
    const exact = 1 / quality;
    return [
      measurement('quality', exactly(quality), { min: 1.13, max: 1.15 }),
      measurement('rank-held', world.pairs(base, held, runs, meanRank, ratio), { min: 0.98, max: 1.02 }),
      measurement('click-price-same-rank', world.pairs(base, held, runs, clickPrice, ratio), {
        min: exact - 0.015,
        max: exact + 0.015,
      }),
      measurement(
        'clicks-same-bid',
        world.pairs(base, better, runs, (r) => planSum(r, 'clicks'), ratio),
        { min: 1.3 },
      ),
      measurement(
        'click-price-same-bid',
        world.pairs(base, better, runs, clickPrice, ratio),
        { max: exact + 0.015 },
        'limit',
      ),
    ];
  },
};

/** T2: paid by impressions, twice the click-through halves the price of a click; paid by clicks it does not. */
export const displayClickPrice: Claim = {
  id: 'T2',
  guide: ['A38', 'A41'],
  file: 't02-display-click-price.yaml',
  measure: (world, runs) => {
    const better = { id: 'better-banner' };
    const price = (plan: number) =>
      world.pairs(base, better, runs, (result) => clickPrice(result, plan), ratio);
    return [
      {
        name: 'click-price-by-impression',
        estimate: price(0),
        unit: 'ratio',
        wants: { min: 0.49, max: 0.51 },
        role: 'claim',
      },
      {
        name: 'click-price-by-click',
        estimate: price(1),
        unit: 'ratio',
        wants: { min: 0.49, max: 0.51 },
        role: 'limit',
      },
    ];
  },
};

/** T6: money moved to the better source raises profit at equal spend; moved by click-through it need not. */
export const betterSource: Claim = {
  id: 'T6',
  guide: ['A25', 'A39', 'A52'],
  file: 't06-budget-to-the-better-source.yaml',
  measure: (world, runs) => [
    {
      name: 'same-spend',
      estimate: world.pairs(base, { id: 'by-profit' }, runs, (r) => planSum(r, 'spend'), ratio),
      unit: 'ratio',
      wants: { min: 0.99, max: 1.01 },
      role: 'claim',
    },
    {
      name: 'profit-by-margin',
      estimate: world.pairs(base, { id: 'by-profit' }, runs, (r) => dailyProfit(r)),
      unit: 'currency/day',
      wants: { min: 0 },
      role: 'claim',
    },
    {
      name: 'profit-by-clicks',
      estimate: world.pairs(base, { id: 'by-clicks' }, runs, (r) => dailyProfit(r)),
      unit: 'currency/day',
      wants: { min: 0 },
      role: 'limit',
    },
  ],
};

/** T13: the raw leader of two creatives is often the worse one after 100 clicks each, rarely after 700. */
export const testClicks: Claim = {
  id: 'T13',
  guide: ['A11', 'A39'],
  file: 't13-clicks-a-test-needs.yaml',
  measure: (world, runs) => {
    // One test is one draw of chance: ten times as many tests as runs, and at least 300.
    const tests = Math.max(300, 10 * runs);
    const wrongAfter = (days: number) => (result: Parameters<typeof planSum>[0]) => {
      const until = { from: 0, to: days };
      const rate = (plan: number): number =>
        planSum(result, 'clicks', until, plan) / planSum(result, 'impressions', until, plan);
      // Plans in id order: the new picture first.
      return rate(0) <= rate(1);
    };
    return [
      {
        name: 'clicks-first-day',
        estimate: world.mean('base', runs, (r) => planSum(r, 'clicks', { from: 0, to: 1 }, 1)),
        unit: 'count',
        wants: { min: 60, max: 150 },
        role: 'claim',
      },
      {
        name: 'wrong-after-a-week',
        estimate: world.share('base', tests, wrongAfter(7)),
        unit: 'probability',
        wants: { max: 0.05 },
        role: 'claim',
      },
      {
        name: 'wrong-after-a-day',
        estimate: world.share('base', tests, wrongAfter(1)),
        unit: 'probability',
        wants: { max: 0.05 },
        role: 'limit',
      },
    ];
  },
};

/** T14: on a head word profit is higher below the top rank than at it. */
export const topRank: Claim = {
  id: 'T14',
  guide: ['A46', 'A47'],
  file: 't14-top-rank.yaml',
  measure: (world, runs) => [
    {
      name: 'rank-below',
      estimate: world.mean('base', runs, meanRank),
      unit: 'rank',
      wants: { min: 3 },
      role: 'claim',
    },
    {
      name: 'rank-top',
      estimate: world.mean('top', runs, meanRank),
      unit: 'rank',
      wants: { max: 2 },
      role: 'claim',
    },
    {
      name: 'profit-below-the-top',
      estimate: world.pairs({ id: 'top' }, base, runs, (r) => dailyProfit(r)),
      unit: 'currency/day',
      wants: { min: 0 },
      role: 'claim',
    },
    {
      name: 'profit-below-the-top-long-tail',
      estimate: world.pairs({ id: 'tail-top' }, { id: 'tail' }, runs, (r) => dailyProfit(r)),
      unit: 'currency/day',
      wants: { min: 0 },
      role: 'claim',
    },
  ],
};

/** A figure without chance. */
function exactly(value: number): Measurement['estimate'] {
  return { mean: value, low: value, high: value };
}
