import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepare, type PreparedScenario } from '../../src/core/engine/prepare.ts';
import { run } from '../../src/core/engine/run.ts';
import { openRivals } from '../../src/core/engine/rivals.ts';
import { startState } from '../../src/core/engine/state.ts';
import type { ResolvedSearchPlan } from '../../src/core/scenario/resolved.ts';
import type { ScenarioInput } from '../../src/core/scenario/schema/scenario.ts';
import { hold } from '../../src/core/strategies/hold.ts';
import { resolved } from '../laws/arbitraries.ts';

type Rivals = NonNullable<NonNullable<ScenarioInput['market']>['rivals']>;
const plan = (id: string, words: readonly string[], more: object = {}) => ({
  id,
  channel: 'search',
  product: 'p',
  bid: 1.2,
  dailyBudget: 1e6,
  keywords: words.map((word) => ({ id: word })),
  ...more,
});
const inputOf = (rivals: Rivals, days: number, plans: object[]): ScenarioInput =>
  ({
    name: 'rivals',
    horizon: { days },
    products: [{ id: 'p', price: 100, unitCost: 40 }],
    market: { rivals, quality: { feedback: false }, season: { weekdayDemand: [1, 1, 1, 1, 1, 1, 1] } },
    plans,
  }) as ScenarioInput;
const preparedOf = (rivals: Rivals, days: number, plans: object[]): PreparedScenario =>
  prepare(resolved(inputOf(rivals, days, plans)));

/** The factor on rivals' bids of each cell, day by day, in one run. */
function paths(prepared: PreparedScenario, replication = 0, stochastic = true): number[][] {
  const state = startState(prepared, prepared.scenario.seed, replication, stochastic);
  return Array.from({ length: prepared.scenario.days }, (_, day) => {
    openRivals(state, day);
    return Array.from(state.rivals!.bids);
  });
}

describe('drift', () => {
  const drift = { sd: 0.2, weeklyPersistence: 0.5 };

  it('keeps its mean of 1 and reaches its standard deviation; a week later half of it is left', () => {
    const prepared = preparedOf({ drift }, 40, [plan('a', ['x'])]);
    const runs = Array.from({ length: 3000 }, (_, r) => paths(prepared, r).map(([factor]) => factor!));
    const moments = (day: number) => {
      const logs = runs.map((path) => Math.log(path[day]!));
      const mean = logs.reduce((sum, x) => sum + x, 0) / logs.length;
      return { mean, logs: logs.map((x) => x - mean) };
    };
    const [first, later] = [moments(32), moments(39)];
    const product = (a: number[], b: number[]): number =>
      a.reduce((sum, x, i) => sum + x * b[i]!, 0) / a.length;
    // Standard errors with 3,000 runs: .0037 for the mean of the factor, .018 for correlations, 1.3 % for deviations.
    const mean = runs.reduce((sum, path) => sum + path[39]!, 0) / runs.length;
    expect(Math.abs(mean - 1)).toBeLessThan(4 * 0.0037);
    const deviation = Math.sqrt(product(later.logs, later.logs));
    expect(Math.abs(deviation / 0.2 - 1)).toBeLessThan(4 * 0.013);
    const correlation =
      product(first.logs, later.logs) /
      Math.sqrt(product(first.logs, first.logs) * product(later.logs, later.logs));
    expect(Math.abs(correlation - 0.5)).toBeLessThan(4 * 0.018);
  });

  it('is the same for everybody who bids on the word, whoever else is there; the first day and expected values stand', () => {
    fc.assert(
      fc.property(fc.nat(1000), (replication) => {
        const one = paths(preparedOf({ drift }, 6, [plan('b', ['x', 'y'])]), replication);
        const two = paths(preparedOf({ drift }, 6, [plan('a', ['y']), plan('b', ['x', 'y'])]), replication);
        expect(two.map(([, ...rest]) => rest)).toEqual(one);
        expect(two.map(([y]) => y)).toEqual(one.map(([, y]) => y));
        expect(one[0]).toEqual([1, 1]);
        expect(one[3]![0]).not.toBe(one[3]![1]);
      }),
      { numRuns: 10 },
    );
    expect(new Set(paths(preparedOf({ drift }, 6, [plan('a', ['x'])]), 0, false).flat())).toEqual(
      new Set([1]),
    );
  });
});

describe('inflation and entries', () => {
  it('grow bids day by day, and are the same to the byte where they do nothing', () => {
    const { season } = resolved(inputOf({ inflation: 0.1 }, 61, [plan('a', ['x'])]));
    expect(season.rivalBids[0]).toBe(1);
    expect(season.rivalBids[30]).toBeCloseTo(1.1, 12);
    expect(season.rivalBids[60]).toBeCloseTo(1.21, 12);
    const ledger = (rivals: Rivals) =>
      run(preparedOf(rivals, 5, [plan('a', ['x'])]), hold, { tier: 'stochastic' }).ledger;
    expect(ledger({})).toEqual(ledger({ inflation: 0, entries: [{ day: 2, count: 0 }] }));
  });

  it('come and leave on their dates, to their words; there are never less than none', () => {
    const entries = [
      { day: 3, count: 5, keywords: ['x'] },
      { day: 4, count: -1000 },
      { day: 5, count: 2 },
    ];
    const { plans } = resolved(inputOf({ entries }, 6, [plan('a', ['x', 'y'])]));
    const [x, y] = (plans[0] as ResolvedSearchPlan).cells.map(({ rivals }) => rivals.count);
    expect(x).toEqual([35, 35, 40, 0, 2, 2]);
    expect(y).toEqual([35, 35, 35, 0, 2, 2]);
  });

  it('by chance come at their rate, and are logged', () => {
    const prepared = preparedOf({ entryRate: 6 }, 31, [plan('a', ['x', 'y'])]);
    const came = Array.from({ length: 60 }, (_, replication) => {
      const actions = run(prepared, hold, { tier: 'stochastic', replication }).rivalActions!;
      return actions.reduce((sum, { action, value }) => sum + (action === 'enter' ? value : 0), 0);
    });
    // 30 days, two words: Poisson with mean 12, 60 runs: standard error .45.
    const mean = came.reduce((sum, n) => sum + n, 0) / came.length;
    expect(Math.abs(mean - 12)).toBeLessThan(4 * 0.45);
  });
});

describe('answers', () => {
  const reaction = { probability: 1, step: 0.1, lagDays: 2, tolerance: 0.05, reach: 0.25 };
  const actionsOf = (more: object) =>
    run(preparedOf({ reaction }, 8, [plan('a', ['x'], more)]), hold, { tier: 'stochastic' }).rivalActions!;

  it('leave alone a promoter who bids as usual', () => {
    expect(actionsOf({})).toEqual([]);
    expect(actionsOf({ usualBid: 1.2 })).toEqual([]);
  });

  it('raise against more than usual and lower against less, after the lag, within the reach', () => {
    for (const [usualBid, action] of [
      [0.7, 'raise'],
      [3, 'lower'],
    ] as const) {
      const actions = actionsOf({ usualBid });
      expect(actions[0]).toMatchObject({ day: 2, planId: 'a', cellId: 'x', action });
      expect(actions.every((one) => one.action === action)).toBe(true);
      expect(actions.length).toBeGreaterThan(1);
      for (const { value } of actions) expect(Math.abs(Math.log(value))).toBeLessThanOrEqual(0.25 + 1e-12);
    }
  });

  it('cost impressions: a push brings less where it is answered', () => {
    const shown = (rivals: Rivals): number =>
      run(preparedOf(rivals, 12, [plan('a', ['x'], { usualBid: 0.8 })]), hold, {
        tier: 'fluid',
      }).ledger.impressions.at(-1)!;
    expect(shown({ reaction })).toBeLessThan(0.97 * shown({ reaction: { ...reaction, probability: 0 } }));
  });
});
