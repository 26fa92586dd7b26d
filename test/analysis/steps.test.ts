import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optimize } from '../../src/core/analysis/optimize/optimize.ts';
import { stepPath, type Setting } from '../../src/core/analysis/optimize/stepPath.ts';
import type { ResolvedScenario } from '../../src/core/scenario/resolved.ts';
import type { ScenarioInput } from '../../src/core/scenario/schema/scenario.ts';
import { resolved } from '../laws/arbitraries.ts';

const rules = (bidStep: number, budgetStep: number) =>
  ({ limits: { bidStep, budgetStep }, market: { bidTick: 0.01, budgetTick: 0.01 } }) as ResolvedScenario;

describe('the path of daily steps', () => {
  const cents = (least: number, most: number) => fc.integer({ min: least, max: most }).map((n) => n / 100);
  const setting: fc.Arbitrary<Setting> = fc.record({
    bid: cents(5, 2000),
    dailyBudget: cents(3000, 100_000),
    enabled: fc.constant(true),
  });
  const share = fc.double({ min: 0.05, max: 1, noNaN: true });

  it('ends at the goal, and no day moves more than a step or a tick', () => {
    fc.assert(
      fc.property(setting, setting, share, share, (today, goal, bidStep, budgetStep) => {
        const path = stepPath(today, goal, rules(bidStep, budgetStep));
        expect(path.at(-1) ?? today).toEqual(goal);
        [today, ...path].forEach((from, i, all) => {
          const to = all[i + 1] ?? from;
          for (const [a, b, step] of [
            [from.bid, to.bid, bidStep],
            [from.dailyBudget, to.dailyBudget, budgetStep],
          ] as const)
            expect(Math.abs(b - a)).toBeLessThanOrEqual(Math.max(step * a, 0.01) + 1e-6);
        });
      }),
    );
  });

  it('a wider step never takes longer', () => {
    fc.assert(
      fc.property(
        setting,
        setting,
        share,
        fc.double({ min: 1, max: 3, noNaN: true }),
        (today, goal, step, by) => {
          const days = (width: number): number => stepPath(today, goal, rules(width, width)).length;
          expect(days(step * by)).toBeLessThanOrEqual(days(step));
        },
      ),
    );
  });

  it('a pause is one step', () => {
    const today = { bid: 1, dailyBudget: 100, enabled: true };
    expect(stepPath(today, { ...today, enabled: false }, rules(0.1, 0.1))).toHaveLength(1);
    expect(stepPath(today, today, rules(0.1, 0.1))).toEqual([]);
  });
});

describe('optimize within steps of today', () => {
  const store = (limits: ScenarioInput['limits']): ScenarioInput => ({
    name: 'three plans',
    horizon: { days: 14 },
    products: [
      { id: 'good', price: 100, unitCost: 40, conversionRate: 0.04, returnRate: 0.1 },
      { id: 'fair', price: 100, unitCost: 40, conversionRate: 0.02, returnRate: 0.1 },
      { id: 'lost', price: 20, unitCost: 19, conversionRate: 0.05 },
    ],
    plans: ['good', 'fair', 'lost'].map((product) => ({
      id: product,
      channel: 'search' as const,
      product,
      bid: 1,
      dailyBudget: 120,
      keywords: [{ id: 'k', tier: 'mid' as const, dailyQueries: 6000 }],
    })),
    objective: 'profit',
    limits,
  });
  const answer = (limits: ScenarioInput['limits']) => optimize(resolved(store(limits)), { runs: 4 });

  it.each([
    [0.1, 0.2],
    [0.3, 1],
  ])(
    'bids move at most %d and budgets at most %d, plans that pay stay on, and the optimum stands beside it',
    (bidStep, budgetStep) => {
      const limits = { dailyBudget: 250, bidStep, budgetStep };
      const held = answer({ ...limits, withinSteps: true });
      const free = answer(limits);
      const { relaxed } = held;
      for (const [p, { id, today, recommended }] of held.plans.entries()) {
        const optimum = free.plans[p]!.recommended;
        expect(relaxed!.plans[p]).toMatchObject({ id, bid: optimum.bid, enabled: optimum.enabled });
        expect(recommended.enabled).toBe(optimum.enabled);
        if (!recommended.enabled) continue;
        expect(Math.abs(recommended.bid / today.bid - 1)).toBeLessThanOrEqual(bidStep + 1e-9);
        expect(Math.abs(recommended.dailyBudget / today.dailyBudget - 1)).toBeLessThanOrEqual(
          budgetStep + 1e-9,
        );
      }
      // A step is never worth more than the optimum; the runs are paired.
      expect(relaxed!.cost.profit.high).toBeGreaterThan(0);
      expect(relaxed!.expected).toBeGreaterThan(held.solve.expected * (1 - 1e-3));
      expect(relaxed!.cost.profit.mean).toBeCloseTo(relaxed!.store.profit - held.store.recommended.profit, 6);
      expect(free.relaxed).toBeUndefined();
      expect(held.steps).toEqual(free.steps);
      const last = Math.max(...held.steps.map(({ day }) => day));
      expect(last).toBeGreaterThan(1);
    },
  );
});
