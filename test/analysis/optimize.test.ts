import { describe, expect, it } from 'vitest';
import { optimize } from '../../src/core/analysis/optimize/optimize.ts';
import { metrics } from '../../src/core/analysis/figures.ts';
import { InputError } from '../../src/core/issues/issue.ts';
import type { ScenarioInput } from '../../src/core/scenario/schema/scenario.ts';
import { loadScenario } from '../../src/io/scenarioFile.ts';
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

/** Ticks and minimum budgets too small to show. */
const fine = { bidTick: 0.001, minimumDailyBudget: 1 };

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

  it('a fixed plan holds what it spends of the store budget, not the width of its own', () => {
    const plansWith = (dailyBudget: number): Partial<ScenarioInput> => ({
      limits: { dailyBudget: 300 },
      plans: store().plans!.map((plan) =>
        plan.id === 'fair' ? { ...plan, dailyBudget, limits: { fixed: true } } : plan,
      ),
    });
    const narrow = answer(plansWith(200));
    const wide = answer(plansWith(2000));
    const good = ({ plans }: typeof wide) => plans.find(({ id }) => id === 'good')!.recommended;
    expect(good(wide).enabled).toBe(true);
    expect(good(wide)).toMatchObject({ bid: good(narrow).bid, dailyBudget: good(narrow).dailyBudget });
    expect(wide.store.recommended.spend).toBeLessThanOrEqual(300);
  });

  it('where least daily budgets leave room for one plan, that plan takes the money, and the others say why they rest', async () => {
    const { resolved: quickstart } = await loadScenario('scenarios/01-quickstart.yaml', {
      set: { 'limits.dailyBudget': 50 },
    });
    const { plans, store: totals } = optimize(quickstart, { runs: 4 });
    expect(plans.filter(({ recommended }) => recommended.enabled)).toHaveLength(1);
    // Held to bids around its former part of the money it spent 20.
    expect(totals.recommended.spend).toBeGreaterThan(40);
    expect(plans.find(({ id }) => id === 'coat-display')!.reason).toMatchObject({
      rule: 'pause-minimum-budget',
      figures: { minimum: 30 },
    });
  });

  it('a group budget and a period budget bind', () => {
    const plans = store().plans!.map((plan) => ({ ...plan, group: 'g' }));
    const grouped = answer({ plans, limits: { groups: [{ id: 'g', dailyBudget: 80 }] } });
    expect(grouped.store.recommended.spend).toBeLessThan(84);
    const period = answer({ limits: { periodBudget: 14 * 80 } });
    expect(period.store.recommended.spend).toBeLessThan(84);
  });

  it.each(['profit', 'orders', 'clicks'] as const)(
    "a group's average ROAS and cost of an order are kept under the %s objective",
    (objective) => {
      const plans = store().plans!.map((plan) => ({ ...plan, group: 'g' }));
      const free = answer({ plans, objective, limits: { groups: [{ id: 'g' }] } }).store.recommended;
      const floor = 1.15 * free.roas;
      const roas = answer({ plans, objective, limits: { groups: [{ id: 'g', minAverageRoas: floor }] } });
      expect(roas.store.recommended.roas).toBeGreaterThan(0.97 * floor);
      expect(roas.solve.binding).toContain('average-roas');
      const most = (0.85 * free.spend) / free.orders;
      const cost = answer({ plans, objective, limits: { groups: [{ id: 'g', maxCostPerOrder: most }] } });
      const { spend, orders } = cost.store.recommended;
      expect(spend / orders).toBeLessThan(1.03 * most);
      expect(cost.solve.binding).toContain('cost-per-order');
    },
  );

  it.each(['revenue', 'profit', 'orders', 'clicks'] as const)(
    'least budget reaches a target of %s, for the least spend',
    (measure) => {
      const wanted = 0.6 * answer({ objective: measure, market: fine }).solve.value;
      const found = answer({ objective: 'MinimizeBudget', market: fine, target: { [measure]: wanted } });
      expect(found.target!.outOfReach).toBe(false);
      expect(found.target!.expected).toBeGreaterThan(0.99 * wanted);
      expect(Math.abs(found.store.recommended[measure] / wanted - 1)).toBeLessThan(0.12);
      expect(found.solve.dualBound).toBeLessThanOrEqual(found.solve.value);
      expect(found.solve.gap).toBeLessThan(1e-9);
      // The same money, spent for as much as possible, brings about the target and no more.
      const most = answer({ objective: measure, market: fine, limits: { dailyBudget: found.solve.value } });
      expect(Math.abs(most.solve.value / wanted - 1)).toBeLessThan(0.01);
      expect(
        answer({ objective: 'MinimumTargetResponse', market: fine, target: { [measure]: wanted } }),
      ).toEqual(found);
    },
  );

  it('a target out of reach says by how much, and recommends what comes closest', () => {
    const limits = { dailyBudget: 150 };
    const found = answer({ objective: 'budget', target: { orders: 500 }, limits });
    const most = answer({ objective: 'orders', limits });
    const { outOfReach, short, expected, spend } = found.target!;
    expect(outOfReach).toBe(true);
    expect(short + expected).toBeCloseTo(500, 9);
    expect(spend).toBeLessThanOrEqual(150);
    expect(found.plans.map(({ recommended }) => recommended)).toEqual(
      most.plans.map(({ recommended }) => recommended),
    );
  });

  it('without a daily budget, least budget may spend more than today', () => {
    const orders = 0.7 * answer({ objective: 'orders', limits: { dailyBudget: 2000 } }).solve.value;
    const plans = store().plans!.map((plan) => ({ ...plan, dailyBudget: 20 }));
    const found = answer({ plans, objective: 'budget', target: { orders } });
    expect(found.target!.outOfReach).toBe(false);
    expect(found.target!.spend).toBeGreaterThan(plans.length * 20);
    expect(found.scenario.dailyBudget).toBeNull();
  });

  it('least and most spend of a plan hold, absolute and relative to today; minimums may fall below the ROI limit', () => {
    const free = answer().plans.find(({ id }) => id === 'fair')!;
    const within = (limits: object) => {
      const plans = store().plans!.map((plan) => (plan.id === 'fair' ? { ...plan, limits } : plan));
      return answer({ plans, market: fine, limits: { dailyBudget: 2000 } }).plans.find(
        ({ id }) => id === 'fair',
      )!;
    };
    const spendToday = free.today.figures.spend;
    const { spend } = free.recommended.figures;
    const about = (found: number, wanted: number) => expect(Math.abs(found / wanted - 1)).toBeLessThan(0.06);
    about(within({ maxSpend: 0.5 * spend }).recommended.figures.spend, 0.5 * spend);
    about(within({ minSpend: 1.3 * spend }).recommended.figures.spend, 1.3 * spend);
    about(within({ maxOfToday: 0.1 }).recommended.figures.spend, 0.1 * spendToday);
    about(within({ minOfToday: 0.9 }).recommended.figures.spend, 0.9 * spendToday);
  });

  it('plans without evidence get their part of the exploration budget, and no more than they can spend', () => {
    const plans = store().plans!.map((plan) => (plan.id === 'lost' ? { ...plan, evidence: false } : plan));
    const limits = { dailyBudget: 400, explorationShare: 0.1 };
    const lost = answer({ plans, limits }).plans.find(({ id }) => id === 'lost')!;
    expect(lost.recommended.enabled).toBe(true);
    expect(Math.abs(lost.recommended.figures.spend / 40 - 1)).toBeLessThan(0.1);
  });

  it('limits that cannot be met are named with what can be had', () => {
    const issueOf = (patch: Partial<ScenarioInput>): unknown => {
      try {
        answer(patch);
      } catch (error) {
        if (error instanceof InputError) return error.issues[0];
        throw error;
      }
      return undefined;
    };
    const change = (limits: object) =>
      store().plans!.map((plan) => (plan.id === 'fair' ? { ...plan, limits } : plan));
    const fixed = change({ fixed: true });
    expect(issueOf({ plans: fixed, limits: { minAverageRoas: 50 } })).toMatchObject({
      code: 'optimize.infeasible',
      params: { limit: 'minAverageRoas', required: 50 },
    });
    expect(issueOf({ plans: change({ minSpend: 90 }), limits: { dailyBudget: 60 } })).toMatchObject({
      code: 'optimize.budget-below-minimums',
      params: { required: 90, budget: 60 },
    });
    expect(issueOf({ plans: change({ minSpend: 200, maxBid: 0.5 }) })).toMatchObject({
      code: 'optimize.range',
      params: { limit: 'minSpend', required: 200, against: 'demand' },
    });
  });

  it('the optimum is left as it is, and a plan that breaks no limit is never made worse', () => {
    const first = answer({ limits: { dailyBudget: 250 } });
    const plans = store().plans!.map((plan, i) => {
      const { bid, dailyBudget, enabled } = first.plans.find(({ id }) => id === plan.id)!.recommended;
      return { ...plan, bid, dailyBudget, enabled, name: String(i) };
    });
    const again = answer({ plans, limits: { dailyBudget: 250 } });
    for (const { today, recommended } of again.plans) {
      expect(recommended.bid).toBe(today.bid);
      expect(recommended.dailyBudget).toBe(today.dailyBudget);
      expect(recommended.enabled).toBe(today.enabled);
    }
  });
});
