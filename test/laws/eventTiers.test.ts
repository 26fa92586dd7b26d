import { describe, expect, it } from 'vitest';
import { cappedNormal } from '../../src/core/engine/noisyCap.ts';
import type { LedgerColumn } from '../../src/core/engine/ledger.ts';
import { prepare } from '../../src/core/engine/prepare.ts';
import { run } from '../../src/core/engine/run.ts';
import type { Tier } from '../../src/core/engine/tier.ts';
import { streamKey, uniform } from '../../src/core/math/keyed.ts';
import type { ScenarioInput } from '../../src/core/scenario/schema/scenario.ts';
import { hold } from '../../src/core/strategies/hold.ts';
import { kolmogorovSmirnov } from '../market/event/statistics.ts';
import { resolved } from './arbitraries.ts';

const DAYS = 40;
const STORES = 110;
const seedShift = Number(process.env['LAW_SEED'] ?? 0);

/** Random small stores under every mechanism: decisions fixed, feedback off, no cap in the way unless `budgets` are given. */
function randomStore(index: number, budgets?: { search: number; display: number }): ScenarioInput {
  const key = streamKey(11 + seedShift, `store/${index}`);
  let draws = 0;
  const between = (low: number, high: number): number => low + (high - low) * uniform(key, 0, draws++);
  const schedule =
    between(0, 1) < 0.4 ? { schedule: Array.from({ length: 24 }, () => Math.round(between(30, 250))) } : {};
  return {
    name: `store ${index}`,
    seed: (index + 1000 * seedShift) >>> 0,
    horizon: { days: DAYS },
    products: [{ id: 'p', price: between(20, 300), unitCost: 10, conversionRate: between(0.05, 0.4) }],
    market: {
      auction: (['gsp', 'vcg', 'first-price'] as const)[index % 3]!,
      quality: { feedback: false },
      demandNoise: index % 2 === 0 ? 0 : between(0, 0.2),
      search: {
        slots: Math.floor(between(1, 14)),
        scoreNoise: index % 4 === 0 ? 0 : between(0.05, 0.4),
        activity: between(0.3, 1),
        tick: between(0, 0.05),
        reserve: between(0.05, 0.6),
        examinationRows: between(2, 10),
        positionExponent: between(0, 0.6),
      },
    },
    plans: [
      {
        id: 's',
        channel: 'search',
        product: 'p',
        bid: between(0.6, 2.5),
        dailyBudget: budgets?.search ?? 1e9,
        ...schedule,
        keywords: [
          {
            id: 'a',
            dailyQueries: Math.floor(between(200, 700)),
            clickThroughRate: between(0.1, 0.5),
            rivals: { count: Math.floor(between(0, 20)) },
          },
          {
            id: 'b',
            dailyQueries: Math.floor(between(200, 700)),
            clickThroughRate: between(0.1, 0.5),
            relevance: between(0.5, 2),
            rivals: { count: Math.floor(between(1, 12)) },
          },
        ],
      },
      {
        id: 'd',
        channel: 'display',
        product: 'p',
        bidType: between(0, 1) < 0.5 ? 'cpc' : 'cpm',
        bid: between(0.6, 40),
        dailyBudget: budgets?.display ?? 1e9,
        audiences: [
          {
            id: 'a',
            dailyImpressions: Math.floor(between(500, 3000)),
            clickThroughRate: between(0.02, 0.2),
            audienceSize: Math.floor(between(200, 5000)),
          },
        ],
      },
    ],
  };
}

const columns: LedgerColumn[] = ['impressions', 'rankSum', 'clicks', 'spend', 'visits', 'orders', 'revenue'];
const drawnTiers: readonly Tier[] = ['stochastic', 'event', 'event-conditional'];
const stores = Array.from({ length: STORES }, (_, index) => {
  const prepared = prepare(resolved(randomStore(index)));
  const of = (tier: Tier) => run(prepared, hold, { tier }).ledger;
  return { fluid: of('fluid'), drawn: Object.fromEntries(drawnTiers.map((tier) => [tier, of(tier)])) };
});

/** z of the daily means of a plan against expected ones; nothing where days do not differ or hardly anything happens. */
function squaredZ(drawn: Float64Array, expected: Float64Array, events: Float64Array): number[] {
  const gaps = Array.from(drawn, (value, day) => value - expected[day]!);
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (gaps.length - 1);
  // A handful of events in all is no normal sum.
  if (!(variance > 0) || events.reduce((sum, one) => sum + one, 0) < 40) return [];
  const t2 = mean ** 2 / (variance / gaps.length);
  // Student's t with n - 1 degrees of freedom to normal (Wallace 1959), good to 1 % far beyond 4.5.
  const freedom = gaps.length - 1;
  return [freedom * Math.log1p(t2 / freedom) * ((8 * freedom + 1) / (8 * freedom + 3)) ** 2];
}

describe.each(drawnTiers)('%s days average to fluid ones', (tier) => {
  it.each(columns)('%s: mean z^2 in [0.7, 1.5], max |z| < 4.5 over 110 stores x 2 channels', (column) => {
    const squares = stores.flatMap(({ fluid, drawn }) =>
      [0, 1].flatMap((plan) => {
        const part = (values: Float64Array) => values.subarray(plan * DAYS, (plan + 1) * DAYS);
        const events = part(fluid[column === 'orders' || column === 'revenue' ? 'orders' : 'clicks']);
        return squaredZ(part(drawn[tier]![column]), part(fluid[column]), events);
      }),
    );
    expect(squares.length).toBeGreaterThan(90);
    const meanSquare = squares.reduce((sum, square) => sum + square, 0) / squares.length;
    expect(meanSquare).toBeGreaterThan(0.7);
    expect(meanSquare).toBeLessThan(1.5);
    expect(Math.max(...squares)).toBeLessThan(4.5 ** 2);
  });
});

describe('event-conditional days have the law of event days', () => {
  it.each([3, 7, 10])('clicks and spend of store %i pass Kolmogorov-Smirnov', (index) => {
    const prepared = prepare(resolved(randomStore(index)));
    const days = (tier: Tier, column: LedgerColumn) =>
      Array.from({ length: 7 }, (_, replication) =>
        Array.from(run(prepared, hold, { tier, replication }).ledger[column].subarray(DAYS, 2 * DAYS)),
      ).flat();
    for (const column of ['clicks', 'spend'] as const)
      expect(kolmogorovSmirnov(days('event', column), days('event-conditional', column))).toBeGreaterThan(
        0.001,
      );
  });
});

/** Relative error that fluid-plus states for a cost of this coefficient of variation (docs/model.md, "Tiers"). */
function statedError(cv: number): number {
  return cv <= 0.1 ? 0.001 : cv <= 0.2 ? 0.0042 : cv <= 0.4 ? 0.014 : 0.05;
}

describe('fluid-plus under binding caps', () => {
  const cases = Array.from({ length: 36 }, (_, index) => {
    const free = prepare(resolved(randomStore(index)));
    const uncapped = run(free, hold, { tier: 'event-conditional' }).ledger.spend;
    const expected = run(free, hold, { tier: 'fluid' }).ledger.spend;
    const mean = (values: Float64Array, plan: number) =>
      values.subarray(plan * DAYS, (plan + 1) * DAYS).reduce((sum, value) => sum + value, 0) / DAYS;
    const cv = [0, 1].map((plan) => {
      // Season moves the mean from day to day; the noise is around it.
      const gaps = Array.from({ length: DAYS }, (_, day) => {
        const at = plan * DAYS + day;
        return expected[at]! > 0 ? uncapped[at]! / expected[at]! - 1 : 0;
      });
      return Math.sqrt(gaps.reduce((sum, gap) => sum + gap * gap, 0) / DAYS);
    });
    const part = [0.85, 1, 1.1][index % 3]!;
    // Plans are in id order: d before s.
    const [display, search] = [0, 1].map((plan) => Math.max(0.01, part * mean(expected, plan))) as [
      number,
      number,
    ];
    const capped = prepare(resolved(randomStore(index, { search, display })));
    const spend = (tier: Tier) => {
      const { ledger } = run(capped, hold, { tier });
      return [0, 1].map((plan) => Array.from(ledger.spend.subarray(plan * DAYS, (plan + 1) * DAYS)));
    };
    // Rare days below the cap make the sample's own standard error useless; this is that of the censored law.
    const caps = [display, search];
    const error = [0, 1].map((plan) => {
      const variances = Array.from({ length: DAYS }, (_, day) => {
        const day0 = expected[plan * DAYS + day]!;
        return cappedNormal({ mean: day0, variance: (cv[plan]! * day0) ** 2 }, caps[plan]!).variance;
      });
      return Math.sqrt(variances.reduce((sum, variance) => sum + variance, 0)) / DAYS;
    });
    return {
      cv,
      error,
      highest: resolved(randomStore(index)).plans.map(
        ({ bid, schedule }) => bid * Math.max(1, ...(schedule ?? [])),
      ),
      fluid: spend('fluid'),
      plus: spend('fluid-plus'),
      event: spend('event-conditional'),
      drawn: spend('stochastic'),
    };
  });
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const eachPlan = cases.flatMap((one) =>
    [0, 1].map((plan) => ({
      cv: one.cv[plan]!,
      error: one.error[plan]!,
      highest: one.highest[plan]!,
      fluid: one.fluid[plan]!,
      plus: one.plus[plan]!,
      event: one.event[plan]!,
      drawn: one.drawn[plan]!,
    })),
  );
  const enough = eachPlan.filter(({ cv, plus }) => total(plus) > 0 && cv > 0 && cv < 0.4);

  it('spends what event days spend, within its stated error and 4.5 standard errors', () => {
    expect(enough.length).toBeGreaterThan(45);
    for (const { cv, error, plus, event } of enough) {
      const gaps = plus.map((value, day) => event[day]! - value);
      const mean = total(gaps) / DAYS;
      expect(Math.abs(mean)).toBeLessThan(4.5 * error + statedError(cv) * (total(plus) / DAYS));
    }
  });

  it('over all stores it is within half a percent of event days; plain fluid spends more than one percent too much', () => {
    const relative = (ours: (one: (typeof enough)[number]) => readonly number[]) =>
      total(enough.map((one) => total(ours(one)) / total(one.event) - 1)) / enough.length;
    expect(Math.abs(relative(({ plus }) => plus))).toBeLessThan(0.005);
    expect(relative(({ fluid }) => fluid)).toBeGreaterThan(0.01);
  });

  it('stochastic days fit whole clicks into the budget: at most a click less than fluid-plus', () => {
    for (const { cv, error, plus, drawn, highest } of enough) {
      const gaps = plus.map((value, day) => value - drawn[day]!);
      const mean = total(gaps) / DAYS;
      const slack = 4.5 * error + statedError(cv) * (total(plus) / DAYS);
      expect(mean).toBeGreaterThan(-slack);
      expect(mean).toBeLessThan(highest + slack);
    }
  });
});
