import { describe, expect, it } from 'vitest';
import { optimize } from '../../src/core/analysis/optimize/optimize.ts';
import { metrics } from '../../src/core/analysis/figures.ts';
import { InputError } from '../../src/core/issues/issue.ts';
import type { ScenarioInput } from '../../src/core/scenario/schema/scenario.ts';
import { resolved } from '../laws/arbitraries.ts';

const keyword = { id: 'k', tier: 'mid', dailyQueries: 6000 } as const;
const store = (patch: Partial<ScenarioInput> = {}): ScenarioInput => ({
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
    dailyBudget: 200,
    keywords: [keyword],
  })),
  ...patch,
});
const answer = (patch?: Partial<ScenarioInput>) => optimize(resolved(store(patch)), { runs: 4 });

describe('optimize', () => {
  it('store totals are the sums of the plans, to the last digit but rounding', () => {
    const { store: totals, plans } = answer();
    for (const metric of metrics.filter((name) => !/Rate|PerClick|roas/.test(name))) {
      for (const side of ['today', 'recommended'] as const) {
        const sum = plans.reduce((total, plan) => total + plan[side].figures[metric], 0);
        expect(Math.abs(totals[side][metric] - sum)).toBeLessThanOrEqual(1e-9 * Math.abs(sum));
      }
    }
  });

  it('a product without break-even is paused, with the finding', () => {
    const { plans, findings } = answer();
    expect(plans.find(({ id }) => id === 'lost')?.recommended.enabled).toBe(false);
    expect(findings).toContainEqual(expect.objectContaining({ rule: 'no-break-even', planId: 'lost' }));
  });

  it("budgets sum to at most the store's, and the tighter budget never brings more", () => {
    const wide = answer({ limits: { dailyBudget: 600 } });
    const tight = answer({ limits: { dailyBudget: 150 } });
    for (const [result, budget] of [
      [wide, 600],
      [tight, 150],
    ] as const) {
      const sum = result.plans.reduce(
        (total, { recommended }) => total + (recommended.enabled ? recommended.dailyBudget : 0),
        0,
      );
      expect(sum).toBeLessThanOrEqual(budget + 1e-9);
    }
    expect(tight.solve.value).toBeLessThanOrEqual(wide.solve.value);
    expect(tight.solve.shadowPriceOfBudget).toBeGreaterThan(0);
  });

  it('interior plans meet at one marginal ROAS, no lower than each limit', () => {
    const { plans, solve } = answer({ limits: { dailyBudget: 250 } });
    expect(solve.converged).toBe(true);
    for (const { recommended, marginalRoas, breakEvenRoas } of plans) {
      if (recommended.enabled) expect(marginalRoas).toBeGreaterThan(0.93 * breakEvenRoas!);
    }
  });

  it.each(['revenue', 'profit', 'orders', 'clicks'] as const)(
    'an average ROAS floor is kept under the %s objective',
    (objective) => {
      const free = answer({ objective });
      const floor = free.store.recommended.roas * 1.2;
      const held = answer({ objective, limits: { minAverageRoas: floor } });
      expect(held.store.recommended.roas).toBeGreaterThan(0.97 * floor);
      expect(held.store.recommended.spend).toBeLessThan(free.store.recommended.spend);
    },
  );

  it.each(['orders', 'clicks'] as const)(
    'most %s: more of them than the plan for revenue, within each ROI limit',
    (objective) => {
      const products = [
        { id: 'good', price: 400, unitCost: 160, conversionRate: 0.01 },
        { id: 'fair', price: 50, unitCost: 20, conversionRate: 0.06 },
      ];
      const plans = store().plans!.slice(0, 2);
      const limits = { dailyBudget: 120 };
      const revenue = answer({ products, plans, limits, objective: 'revenue' });
      const counted = answer({ products, plans, limits, objective });
      const [most, least] = [counted.store.recommended, revenue.store.recommended];
      expect(most[objective]).toBeGreaterThanOrEqual(0.99 * least[objective]);
      expect(most.revenue).toBeLessThanOrEqual(1.01 * least.revenue);
      // The value is what the fluid model promises, and chance is about it.
      expect(Math.abs(counted.solve.value / most[objective] - 1)).toBeLessThan(0.1);
      expect(counted.solve.dualBound).toBeGreaterThanOrEqual(counted.solve.value * (1 - 1e-12));
      for (const { recommended, marginalRoas, breakEvenRoas } of counted.plans)
        if (recommended.enabled) expect(marginalRoas).toBeGreaterThan(0.93 * breakEvenRoas!);
      const name = objective === 'orders' ? 'MaximizeOrders' : 'MaximizeClicks';
      expect(answer({ products, plans, limits, objective: name })).toEqual(counted);
    },
  );

  it('steps a day bind strategies, not the target: the recommendation is the same for any', () => {
    const settings = (limits: ScenarioInput['limits']) =>
      answer({ limits: { dailyBudget: 250, ...limits } }).plans.map(({ recommended }) => recommended);
    const free = settings({});
    expect(free.some(({ bid }) => Math.abs(bid - 1) > 0.05)).toBe(true);
    expect(settings({ bidStep: 0.05, budgetStep: 0.05 })).toEqual(free);
  });

  it('bounds of bid and budget hold in the answer', () => {
    const limits = { minBid: 0.8, maxBid: 1.1, maxDailyBudget: 90 };
    for (const { recommended } of answer({ plans: store().plans!.map((plan) => ({ ...plan, limits })) })
      .plans) {
      expect(recommended.bid).toBeGreaterThanOrEqual(0.8);
      expect(recommended.bid).toBeLessThanOrEqual(1.1);
      if (recommended.enabled) expect(recommended.dailyBudget).toBeLessThanOrEqual(90);
    }
  });

  it('a fixed plan stays as it is', () => {
    const plans = store().plans!.map((plan, i) => (i === 1 ? { ...plan, limits: { fixed: true } } : plan));
    const { plans: outcomes } = answer({ plans });
    const fair = outcomes.find(({ id }) => id === 'fair')!;
    expect(fair.recommended.bid).toBe(fair.today.bid);
    expect(fair.recommended.dailyBudget).toBe(fair.today.dailyBudget);
    expect(fair.reason.rule).toBe('fixed');
  });

  it('a group budget and a period budget bind', () => {
    const plans = store().plans!.map((plan) => ({ ...plan, group: 'g' }));
    const grouped = answer({ plans, limits: { groups: [{ id: 'g', dailyBudget: 80 }] } });
    expect(grouped.store.recommended.spend).toBeLessThan(84);
    const period = answer({ limits: { periodBudget: 14 * 80 } });
    expect(period.store.recommended.spend).toBeLessThan(84);
  });

  it("a group's average ROAS under the profit objective is refused, not ignored", () => {
    const plans = store().plans!.map((plan) => ({ ...plan, group: 'g' }));
    expect(() =>
      answer({ plans, objective: 'profit', limits: { groups: [{ id: 'g', minAverageRoas: 3 }] } }),
    ).toThrow(InputError);
  });
});
