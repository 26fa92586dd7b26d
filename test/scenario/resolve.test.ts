import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/core/issues/issue.ts';
import { parseScenario } from '../../src/core/scenario/parse.ts';
import { resolve } from '../../src/core/scenario/resolve.ts';
import { resolveVariant } from '../../src/core/scenario/resolveVariant.ts';
import type { ResolvedDisplayPlan, ResolvedSearchPlan } from '../../src/core/scenario/resolved.ts';
import type { ScenarioInput } from '../../src/core/scenario/schema/scenario.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function minimal(): Writable<ScenarioInput> {
  return {
    name: 'minimal',
    horizon: { days: 9, firstWeekday: 'saturday' },
    products: [{ id: 'p', price: 100, unitCost: 40 }],
    plans: [
      {
        id: 'b',
        channel: 'search',
        product: 'p',
        bid: 2,
        dailyBudget: 100,
        keywords: [
          { id: 'z', tier: 'head', match: 'broad', bid: 3 },
          { id: 'a', tier: 'tail' },
        ],
      },
      {
        id: 'a',
        channel: 'display',
        product: 'p',
        bid: 1,
        dailyBudget: 50,
        audiences: [{ id: 'x', kind: 'old' }],
      },
    ],
  };
}

function issuesOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
  return [];
}

const resolveInput = (input: unknown) => resolve(parseScenario(input));

describe('presets', () => {
  test('plans and cells come sorted by id, with category, tier and match worked in', () => {
    const [display, search] = resolveInput(minimal()).plans as [ResolvedDisplayPlan, ResolvedSearchPlan];
    expect([display.id, search.id]).toEqual(['a', 'b']);
    expect(search.cells.map((cell) => cell.id)).toEqual(['a', 'z']);
    const [tail, head] = search.cells;
    expect(head).toEqual({
      id: 'z',
      origin: {
        keyword: 'z',
        words: 'z',
        match: 'broad',
        term: false,
        device: null,
        premium: null,
        bidFactor: 1.5,
      },
      brand: false,
      bidFactor: 1.5,
      dailyQueries: 20_000 * 2.5,
      clickThroughRate: 0.06,
      referenceClickThroughRate: 0.06,
      conversionFactor: 0.6,
      relevance: 1,
      rivals: { count: 80, medianBid: 0.8, bidSd: 0.6 },
    });
    expect(tail!.bidFactor).toBe(1);
    expect(search.conversionRate).toBe(0.02);
    expect(display.cells[0]).toMatchObject({
      clickThroughRate: 0.04 * 1.6,
      referenceClickThroughRate: 0.04 * 1.6,
      conversionFactor: 2.8,
      marketCpm: 40,
      audienceSize: null,
    });
  });

  test('the store budget defaults to the sum of the budgets of plans that are on', () => {
    const input = minimal();
    expect(resolveInput(input).limits.dailyBudget).toBe(150);
    input.plans![0]!.enabled = false;
    expect(resolveInput(input).limits.dailyBudget).toBe(50);
  });
});

describe('economics', () => {
  test('net margin follows its definition and break-even is its reciprocal', () => {
    const { economics } = resolveInput(minimal()).plans[0]!;
    // (1 - .2)(1 - .05 - .006 - .4) - (4 + 1 + .2 x 8)/100
    expect(economics.netMargin).toBeCloseTo(0.8 * 0.544 - 0.066, 12);
    expect(economics.breakEvenRoas).toBe(1 / economics.netMargin);
  });

  test('a product without net margin has no break-even and no ROI limit', () => {
    const input = minimal();
    input.products![0]!.unitCost = 99;
    input.limits = { minMarginalRoas: 3 };
    const [plan] = resolveInput(input).plans;
    expect(plan!.economics.netMargin).toBeLessThan(0);
    expect(plan!.economics.breakEvenRoas).toBeNull();
    expect(plan!.bounds.minMarginalRoas).toBeNull();
  });

  test("the ROI limit is the plan's, else the group's, else the store's, else break-even", () => {
    const input = minimal();
    const limit = () => resolveInput(input).plans[1]!.bounds.minMarginalRoas;
    expect(limit()).toBe(resolveInput(input).plans[1]!.economics.breakEvenRoas);
    input.limits = { minMarginalRoas: 2, groups: [{ id: 'g' }] };
    input.plans![0]!.group = 'g';
    expect(limit()).toBe(2);
    input.limits.groups![0]!.minMarginalRoas = 3;
    expect(limit()).toBe(3);
    input.plans![0]!.limits = { minMarginalRoas: 4 };
    expect(limit()).toBe(4);
  });
});

describe('creatives', () => {
  test('a rotation converts by clicks, not by impressions', () => {
    const input = minimal();
    input.plans![0]!.creatives = [
      { id: 'bait', clickThroughFactor: 3, conversionFactor: 0.2, share: 1 },
      { id: 'plain', clickThroughFactor: 1, conversionFactor: 1, share: 3 },
    ];
    const plan = resolveInput(input).plans[1] as ResolvedSearchPlan;
    // click-through .25 x 3 + .75 x 1; conversion (.75 x .2 + .75 x 1)/1.5
    expect(plan.cells[0]!.clickThroughRate).toBeCloseTo(0.06 * 1.5, 12);
    expect(plan.conversionRate).toBeCloseTo(0.02 * 0.6, 12);
  });
});

describe('season', () => {
  test('weekdays start at firstWeekday and events multiply on their days only', () => {
    const input = minimal();
    input.market = {
      season: {
        weekdayDemand: [1, 2, 3, 4, 5, 6, 7],
        demand: 10,
        events: [
          { id: 'e', from: 2, to: 3, demand: 2, rivalBids: 1.5 },
          { id: 'f', from: 3, to: 9, demand: 0.5 },
        ],
      },
    };
    const { season, firstWeekday } = resolveInput(input);
    expect(firstWeekday).toBe(5);
    expect(season.demand).toEqual([60, 140, 10, 10, 15, 20, 25, 30, 35]);
    expect(season.rivalBids).toEqual([1, 1.5, 1.5, 1, 1, 1, 1, 1, 1]);
  });
});

describe('variants', () => {
  test('a patch reaches list items by id or index, makes missing blocks, and null restores the default', () => {
    const input = { ...minimal(), objective: 'profit' };
    const set = { 'plans.b.bid': 5, 'plans.1.dailyBudget': 70, 'market.search.slots': 10, objective: null };
    const { resolved } = resolveVariant(input, { id: 'v', set });
    expect(resolved.plans[1]!.bid).toBe(5);
    expect(resolved.plans[0]!.dailyBudget).toBe(70);
    expect(resolved.market.search.slots).toBe(10);
    expect(resolved.objective).toBe('revenue');
    expect(input.plans![0]!.bid).toBe(2);
  });

  test('an unknown path and a bad value are reported at the patch', () => {
    const issues = (set: Record<string, unknown>) =>
      issuesOf(() => resolveVariant(minimal(), { id: 'v', set }, undefined, ['variants', 0]));
    expect(issues({ 'plans.b.bit': 5 })).toEqual([
      {
        code: 'scenario.patch-path',
        path: ['variants', 0, 'set', 'plans.b.bit'],
        params: { field: 'plans.b.bit', part: 'bit', near: 'bid' },
      },
    ]);
    const [range] = issues({ 'plans.b.bid': -5 });
    expect(range!.code).toBe('scenario.range');
    expect(range!.path).toEqual(['variants', 0, 'set', 'plans.b.bid']);
    expect(range!.params).toMatchObject({ value: -5, min: 0, unit: 'CNY/click', variant: 'v' });
  });
});

describe('mistakes', () => {
  const codes = (change: (input: Writable<ScenarioInput>) => void) => {
    const input = minimal();
    change(input);
    return issuesOf(() => resolveInput(input)).map((issue) => issue.code);
  };

  test.each<[string, (input: Writable<ScenarioInput>) => void]>([
    ['scenario.unknown-product', (s) => (s.plans![0]!.product = 'q')],
    ['scenario.unknown-group', (s) => (s.plans![0]!.group = 'q')],
    ['scenario.duplicate-id', (s) => (s.plans![0]!.id = 'a')],
    ['scenario.max-below-min', (s) => (s.plans![0]!.limits = { minBid: 2, maxBid: 1 })],
    ['scenario.max-below-platform', (s) => (s.plans![0]!.limits = { maxDailyBudget: 10 })],
    ['scenario.event-ends-early', (s) => (s.market = { season: { events: [{ id: 'e', from: 4, to: 3 }] } })],
    [
      'scenario.rate-above-one',
      (s) => (
        (s.plans![0]!.clickThroughRate = 1),
        (s.plans![0]!.creatives = [{ id: 'c', clickThroughFactor: 2 }])
      ),
    ],
    ['scenario.no-rotation', (s) => (s.plans![0]!.creatives = [{ id: 'c', share: 0 }])],
    ['scenario.keyword-bid-without-plan-bid', (s) => (s.plans![0]!.bid = 0)],
    ['scenario.no-plans', (s) => (s.plans = [])],
    ['scenario.formula', (s) => (s.plans![1]!.bid = '= 1 + plan')],
  ])('%s', (code, change) => {
    expect(codes(change)).toContain(code);
  });

  test('every problem is reported at once', () => {
    expect(codes((s) => ((s.plans![0]!.product = 'q'), (s.plans![1]!.group = 'g')))).toEqual([
      'scenario.unknown-product',
      'scenario.unknown-group',
    ]);
  });
});

test('the quickstart resolves', () => {
  const raw: unknown = parse(readFileSync('scenarios/01-quickstart.yaml', 'utf8'));
  const resolved = resolveInput(raw);
  expect(resolved.plans).toHaveLength(6);
  expect(JSON.parse(JSON.stringify(resolved))).toEqual(resolved);
});
