import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../src/core/scenario/parse.ts';
import { resolve } from '../../src/core/scenario/resolve.ts';
import { onDay } from '../../src/core/scenario/resolved.ts';

const world = (population: Record<string, unknown>, rest: Record<string, unknown> = {}) =>
  resolve(parseScenario({ name: 'world', ...rest, population: { count: 5, ...population } }));

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a drawn population', () => {
  test('is the same for the same seed and another for another', () => {
    expect(world({})).toEqual(world({}));
    expect(world({}, { seed: 2 }).plans[0]!.economics.price).not.toBe(world({}).plans[0]!.economics.price);
  });

  test('a larger count leaves the first plans as they were', () => {
    expect(world({ count: 50 }).plans.slice(0, 5)).toEqual(world({}).plans);
  });

  test('changing one distribution leaves the draws of all others', () => {
    const [plan] = world({}).plans;
    const [other] = world({ price: 70 }).plans;
    expect(other!.economics.price).toBe(70);
    expect(other!.conversionRate).toBe(plan!.conversionRate);
    expect(other!.cells).toEqual(plan!.cells);
    expect(other!.bid).toBe(plan!.bid);
  });

  test('stands beside written plans', () => {
    const written = {
      products: [{ id: 'p', price: 10, unitCost: 4 }],
      plans: [{ id: 'a', channel: 'search', product: 'p', bid: 1, dailyBudget: 9, keywords: [{ id: 'k' }] }],
    };
    expect(world({ count: 2 }, written).plans.map((plan) => plan.id)).toEqual([
      'a',
      'plan-00001',
      'plan-00002',
    ]);
  });

  test('has the medians, means and limits of its distributions', () => {
    const { plans, market } = world({
      count: 4000,
      price: { logNormal: { median: 80, sd: 0.5 } },
      returnRate: { uniform: { min: 0.1, max: 0.3 } },
      dailyBudget: { choice: [100, 300] },
    });
    const logs = plans.map((plan) => Math.log(plan.economics.price / 80));
    // Four standard errors: .5/sqrt(4000) = .0079, .2/sqrt(12 x 4000) = .0009, 100/sqrt(4000) = 1.6.
    expect(Math.abs(mean(logs))).toBeLessThan(0.032);
    expect(Math.abs(Math.sqrt(mean(logs.map((x) => x * x))) - 0.5)).toBeLessThan(0.023);
    expect(Math.abs(mean(plans.map((plan) => plan.economics.returnRate)) - 0.2)).toBeLessThan(0.0037);
    expect(Math.abs(mean(plans.map((plan) => plan.dailyBudget)) - 200)).toBeLessThan(6.4);
    expect(new Set(plans.map((plan) => plan.dailyBudget))).toEqual(new Set([100, 300]));
    for (const { bid } of plans)
      expect(Math.abs(bid / market.bidTick - Math.round(bid / market.bidTick))).toBeLessThan(1e-6);
  });

  test("an unset bid is the suggested one: the rivals' median with the market's noise", () => {
    const ratios = world({ count: 2000, medianBid: 4 }).plans.map((plan) => Math.log(plan.bid / 4));
    expect(Math.abs(mean(ratios))).toBeLessThan((4 * 0.3) / Math.sqrt(2000));
    const quiet = world({ medianBid: 4 }, { market: { suggestedBidNoise: 0 } }).plans;
    expect(quiet.map((plan) => plan.bid)).toEqual([4, 4, 4, 4, 4]);
  });

  test('queries are shared among the keywords of a plan', () => {
    const [plan] = world({ keywordsPerPlan: 4, dailyQueries: 1000 }).plans;
    expect(plan!.cells).toHaveLength(4);
    for (const cell of plan!.cells) expect('dailyQueries' in cell && onDay(cell.dailyQueries, 0)).toBe(250);
  });

  test('display plans buy at the CPM at which a click costs the drawn price', () => {
    const [plan] = world({ channel: 'display', clickThroughRate: 0.02, medianBid: 1.5 }).plans;
    expect(plan!.channel === 'display' && plan!.cells[0]!.marketCpm).toBeCloseTo(30, 10);
  });
});
