import { expect, it } from 'vitest';
import { manyFields } from '../../src/core/market/search/manyFields.ts';
import { parseScenario } from '../../src/core/scenario/parse.ts';
import { resolve } from '../../src/core/scenario/resolve.ts';
import type { ResolvedScenario } from '../../src/core/scenario/resolved.ts';

/** A store of plans with one keyword each, whose rivals bid by the median given. */
function store(plans: number, days: number, median: (plan: number) => number): ResolvedScenario {
  return resolve(
    parseScenario({
      name: 'Fields',
      horizon: { days },
      products: [{ id: 'cup', price: 100, unitCost: 40, conversionRate: 0.03 }],
      plans: Array.from({ length: plans }, (_, plan) => ({
        id: `plan-${plan}`,
        channel: 'search',
        product: 'cup',
        bid: 1,
        dailyBudget: 50,
        keywords: [{ id: `cup ${plan}`, dailyQueries: 1000, rivals: { medianBid: median(plan) } }],
      })),
    }),
  );
}

it('plans that share a rival field show one, however many they are', () => {
  expect(manyFields(store(1200, 28, () => 0.8))).toBe(false);
});

it('a thousand plans with rivals of their own show many', () => {
  expect(manyFields(store(1000, 2, (plan) => 0.5 + plan / 4000))).toBe(false);
  expect(manyFields(store(1001, 2, (plan) => 0.5 + plan / 4000))).toBe(true);
});

it('rivals whose bids follow the season show a field a plan and day', () => {
  const still = store(30, 40, (plan) => 0.5 + plan / 101);
  const rivalBids = still.season.rivalBids.map((_, day) => 1 + day / 97);
  expect(manyFields(still)).toBe(false);
  expect(manyFields({ ...still, season: { ...still.season, rivalBids } })).toBe(true);
});
