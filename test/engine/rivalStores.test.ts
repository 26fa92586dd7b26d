import { describe, expect, it } from 'vitest';
import { rankBuckets } from '../../src/core/contract/rankBuckets.ts';
import { prepare } from '../../src/core/engine/prepare.ts';
import { run, type Player } from '../../src/core/engine/run.ts';
import type { RunResult } from '../../src/core/engine/result.ts';
import { tiers } from '../../src/core/engine/tier.ts';
import { InputError } from '../../src/core/issues/issue.ts';
import type { ScenarioInput } from '../../src/core/scenario/schema/scenario.ts';
import { equalMarginal } from '../../src/core/strategies/equalMarginal/equalMarginal.ts';
import { hold } from '../../src/core/strategies/hold.ts';
import { resolved } from '../laws/arbitraries.ts';

type PlanInput = NonNullable<ScenarioInput['plans']>[number];
const product = { id: 'p', price: 200, unitCost: 60, conversionRate: 0.1 };
const plan = (id: string, bid: number, dailyBudget: number, more: Partial<PlanInput> = {}): PlanInput =>
  ({
    id,
    channel: 'search',
    product: 'p',
    bid,
    dailyBudget,
    keywords: [{ id: 'k', dailyQueries: 3000, clickThroughRate: 0.2, rivals: { count: 3 } }],
    ...more,
  }) as PlanInput;
const scenario = (
  plans: PlanInput[],
  rivalStores: NonNullable<ScenarioInput['rivalStores']> = [],
): ScenarioInput => ({
  name: 'own',
  seed: 4,
  horizon: { days: 6 },
  products: [product],
  plans,
  rivalStores,
  market: { search: { slots: 4 }, sharedAuctions: true, quality: { feedback: false } },
});
const rival = (id: string, plans: PlanInput[]) => ({ id, products: [product], plans });
const players = (count: number): Player[] => Array.from({ length: count }, () => ({ strategy: hold }));
const play = (input: ScenarioInput, count = input.rivalStores?.length ?? 0): RunResult =>
  run(prepare(resolved(input)), hold, { tier: 'event', rivals: players(count) });
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);
const ofPlan = (result: RunResult, id: string, column: 'clicks' | 'spend' | 'impressions') => {
  const at = result.planIds.indexOf(id) * result.days;
  return result.ledger[column].subarray(at, at + result.days);
};

describe('stores in the same auctions', () => {
  it('a rival with little money leaves in the course of the day: clicks rise and prices fall after that', () => {
    const result = play(scenario([plan('a', 2.6, 1e6)], [rival('north', [plan('n', 2.4, 120)])]));
    const north = result.rivalStores![0]!;
    expect(sum(ofPlan(north, 'n', 'spend'))).toBeCloseTo(6 * 120, 9);
    const { clicks, spend } = result.hours!;
    const last = north.hours!.clicks.findLastIndex((value) => value > 0);
    expect(last).toBeGreaterThan(3);
    expect(last).toBeLessThan(21);
    const price = (from: number, to: number) => sum(spend.slice(from, to)) / sum(clicks.slice(from, to));
    const first = north.hours!.spend.findIndex((_, hour) => sum(north.hours!.spend.slice(0, hour + 1)) > 60);
    expect(price(last + 1, 24)).toBeLessThan(0.9 * price(0, first));
  });

  it('ranks are those of the auctions played: buckets add up to the impressions and hold their mean rank', () => {
    const result = run(prepare(resolved(scenario([plan('a', 2.6, 1e6), plan('b', 1.4, 300)]))), hold, {
      tier: 'event',
      cellTotals: true,
    });
    const { impressions, rankSum, ranks } = result.cells!;
    for (let cell = 0; cell < impressions.length; cell++) {
      const own = Array.from(ranks.subarray(cell * rankBuckets.length, (cell + 1) * rankBuckets.length));
      const least = rankBuckets.map(({ first }, bucket) => first * own[bucket]!);
      const most = rankBuckets.map(({ last }, bucket) =>
        own[bucket]! > 0 ? Math.min(last, 4) * own[bucket]! : 0,
      );
      expect(sum(own)).toBeCloseTo(impressions[cell]!, 6);
      expect(rankSum[cell]!).toBeGreaterThanOrEqual(sum(least) - 1e-6);
      expect(rankSum[cell]!).toBeLessThanOrEqual(sum(most) + 1e-6);
    }
    expect(ranks[rankBuckets.length]! / impressions[1]!).toBeLessThan(0.5 * (ranks[0]! / impressions[0]!));
  });

  it('own plans cannibalise each other: a second plan takes clicks of the first, or makes them dearer', () => {
    const alone = play(scenario([plan('a', 2, 1e6)]));
    const both = play(scenario([plan('a', 2, 1e6), plan('b', 2, 1e6)]));
    const apart = play({
      ...scenario([plan('a', 2, 1e6), plan('b', 2, 1e6)]),
      market: { search: { slots: 4 }, quality: { feedback: false } },
    });
    const price = (result: RunResult) =>
      sum(ofPlan(result, 'a', 'spend')) / sum(ofPlan(result, 'a', 'clicks'));
    expect(sum(ofPlan(both, 'a', 'clicks'))).toBeLessThan(0.95 * sum(ofPlan(alone, 'a', 'clicks')));
    expect(price(both)).toBeGreaterThan(1.1 * price(alone));
    expect(sum(ofPlan(apart, 'a', 'clicks'))).toBeGreaterThan(1.03 * sum(ofPlan(both, 'a', 'clicks')));
  });

  it('equal stores fare alike, whichever is called the own one', () => {
    const input = scenario(
      [plan('a', 2, 400)],
      ['x', 'y'].map((id) => rival(id, [plan('a', 2, 400)])),
    );
    const result = play({ ...input, horizon: { days: 30 } });
    const clicks = [result, ...result.rivalStores!].map(({ ledger }) => sum(ledger.clicks));
    const mean = sum(clicks) / 3;
    for (const own of clicks) expect(Math.abs(own - mean) / Math.sqrt(mean)).toBeLessThan(4.5);
  });

  it('a plan elsewhere leaves the draws of others unchanged; one in the same auctions does not', () => {
    const elsewhere = {
      keywords: [{ id: 'other', dailyQueries: 2000, rivals: { count: 3 } }],
    } as Partial<PlanInput>;
    for (const tier of ['event', 'event-conditional'] as const) {
      const of = (plans: PlanInput[]) => run(prepare(resolved(scenario(plans))), hold, { tier });
      const few = of([plan('a', 2, 1e6)]);
      expect(ofPlan(of([plan('a', 2, 1e6), plan('z', 2, 1e6, elsewhere)]), 'a', 'clicks')).toEqual(
        ofPlan(few, 'a', 'clicks'),
      );
      expect(ofPlan(of([plan('a', 2, 1e6), plan('z', 2, 1e6)]), 'a', 'clicks')).not.toEqual(
        ofPlan(few, 'a', 'clicks'),
      );
    }
  });

  it('draws of tiers, days and plans are independent: no correlation beyond chance', () => {
    const keywords = [{ id: 'k', dailyQueries: 1000, clickThroughRate: 0.3, rivals: { count: 3 } }];
    const input = {
      ...scenario([
        plan('a', 2, 1e9, { keywords } as never),
        plan('b', 2, 1e9, { keywords: [{ ...keywords[0]!, id: 'l' }] } as never),
      ]),
      horizon: { days: 400 },
    };
    const prepared = prepare(resolved(input));
    const results = (['stochastic', 'event', 'event-conditional'] as const).map((tier) =>
      run(prepared, hold, { tier }),
    );
    // Season moves all of them together: compare with the mean of the same weekday.
    const noise = (values: Float64Array) =>
      Array.from(values, (value, day) => {
        const alike = values.filter((_, other) => other % 7 === day % 7);
        return value - sum(alike) / alike.length;
      });
    const correlation = (a: number[], b: number[]) =>
      sum(a.map((value, i) => value * b[i]!)) /
      Math.sqrt(sum(a.map((v) => v * v)) * sum(b.map((v) => v * v)));
    const series = results.flatMap((result) => ['a', 'b'].map((id) => noise(ofPlan(result, id, 'clicks'))));
    series.forEach((one, i) => {
      expect(Math.abs(correlation(one.slice(1), one.slice(0, -1)))).toBeLessThan(4.5 / Math.sqrt(400));
      series
        .slice(i + 1)
        .forEach((other) => expect(Math.abs(correlation(one, other))).toBeLessThan(4.5 / Math.sqrt(400)));
    });
  });

  it('each store observes its own back office alone', () => {
    const seen: string[][] = [];
    const spy = {
      ...hold,
      decide: (...[observation, state]: Parameters<typeof hold.decide>) => {
        seen.push(observation.plans.map(({ id }) => id));
        return { decisions: [], state };
      },
    };
    const prepared = prepare(
      resolved(scenario([plan('a', 2, 300)], [rival('north', [plan('n1', 2, 300), plan('n2', 1, 300)])])),
    );
    run(prepared, spy, { tier: 'event', rivals: [{ strategy: spy }] });
    expect(seen.slice(0, 2)).toEqual([['a'], ['n1', 'n2']]);
    const learned = run(prepared, hold, { tier: 'event', rivals: [{ strategy: equalMarginal }] });
    expect(learned.decisions.length).toBe(0);
    expect(learned.rivalStores![0]!.decisions.length).toBeGreaterThan(0);
  });

  it('spend never passes a budget to the last digit, and ends at it where the day does', () => {
    const result = play(
      scenario([plan('a', 2, 77.77), plan('b', 1.9, 33.33)], [rival('north', [plan('n', 2, 55.55)])]),
    );
    for (const [id, budget] of [
      ['a', 77.77],
      ['b', 33.33],
    ] as const)
      for (const spend of ofPlan(result, id, 'spend'))
        expect(spend).toBeLessThanOrEqual(budget * (1 + 1e-12));
    expect(sum(ofPlan(result, 'b', 'spend'))).toBeCloseTo(6 * 33.33, 6);
  });

  it('memory grows with plans and days, never with auctions', () => {
    const size = (queries: number) => {
      const keywords = [{ id: 'k', dailyQueries: queries, clickThroughRate: 0.2, rivals: { count: 3 } }];
      const prepared = prepare(resolved(scenario([plan('a', 2, 1e9, { keywords } as never)])));
      run(prepared, hold, { tier: 'event' });
      const before = process.memoryUsage().arrayBuffers;
      run(prepared, hold, { tier: 'event' });
      return process.memoryUsage().arrayBuffers - before;
    };
    size(1000);
    // 3.6 million auctions; a byte each would already show.
    expect(size(600_000)).toBeLessThan(3_000_000);
  });
});

describe('mistakes in rival stores', () => {
  const issues = (input: unknown) => {
    try {
      resolved(input as ScenarioInput);
    } catch (error) {
      if (error instanceof InputError)
        return error.issues.map(({ code, path }) => `${code} ${path.join('.')}`);
      throw error;
    }
    return [];
  };
  it('are told where they stand', () => {
    const base = scenario([plan('a', 2, 300)]);
    expect(issues({ ...base, rivalStores: [{ id: 'north', products: [product] }] })).toEqual([
      'scenario.no-plans rivalStores.0.plans',
    ]);
    const north = rival('north', [plan('n', 2, 300)]);
    expect(issues({ ...base, rivalStores: [north, north] })).toEqual([
      'scenario.duplicate-id rivalStores.1.id',
    ]);
    expect(issues({ ...base, rivalStores: [{ id: 'north', plans: [plan('n', 2, 300)] }] })).toEqual([
      'scenario.unknown-product rivalStores.0.plans.0.product',
    ]);
    expect(issues({ ...base, rivalStores: [{ ...north, plan: [] }] })).toEqual([
      'scenario.unknown-key rivalStores.0.plan',
    ]);
  });
  it('a run without strategies for them says so', () => {
    const prepared = prepare(resolved(scenario([plan('a', 2, 300)], [rival('north', [plan('n', 2, 300)])])));
    expect(() => run(prepared, hold, { tier: 'event' })).toThrow(/rival store north/);
    expect(tiers).toContain('event-conditional');
  });
});
