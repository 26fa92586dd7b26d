import { describe, expect, it } from 'vitest';
import { allocate } from '../../src/core/allocation/problem/allocate.ts';
import { explain } from '../../src/core/allocation/problem/explain.ts';
import { parseProblem } from '../../src/core/allocation/problem/parseProblem.ts';
import { spendReturn } from '../../src/core/allocation/problem/spendReturn.ts';
import { loadHighsSolver } from '../../src/io/highsSolver.ts';

const stepSolver = await loadHighsSolver();

const hill = (scale: number, halfSaturation: number) => ({
  type: 'hill',
  scale,
  exponent: 1,
  halfSaturation,
});

/** x / (x + h) curves: value = scale x / (x + h). */
const earns = (scale: number, half: number, x: number) => (scale * x) / (x + half);

/** The same without the cap. */
const uncapped = [
  { id: 'a', curve: hill(1000, 100) },
  { id: 'b', curve: hill(800, 100) },
];

const request = {
  budget: 200,
  plans: [
    { id: 'a', curve: hill(1000, 100), max: 60 },
    { id: 'b', curve: hill(800, 100) },
  ],
};

function explained(raw: object) {
  const problem = parseProblem(raw);
  const result = allocate(problem);
  if (result.status !== 'optimal') throw new Error(result.status);
  return { plain: result, full: explain(problem, result) };
}

describe('what limits cost', () => {
  it('a step more budget, a cap and the relaxed column are solves of their own, in closed form', () => {
    const { plain, full } = explained(request);
    expect(plain.value).toBeCloseTo(earns(1000, 100, 60) + earns(800, 100, 140), 8);
    const budget = full.shadowPrices.find(({ limit }) => limit === 'budget')!;
    expect(budget.price).toBeCloseTo((800 * 100) / 240 ** 2, 8);
    expect(budget.step).toEqual({ change: 10, gain: expect.any(Number) as number });
    expect(budget.step!.gain).toBeCloseTo(earns(800, 100, 150) - earns(800, 100, 140), 8);
    const cap = full.shadowPrices.find(({ limit }) => limit === 'max')!;
    expect(cap.node).toBe('a');
    expect(cap.price).toBeCloseTo((1000 * 100) / 160 ** 2 - (800 * 100) / 240 ** 2, 8);
    // Free, (x_a + 100) / (x_b + 100) = sqrt(1000 / 800) with x_a + x_b = 200.
    const ratio = Math.sqrt(1.25);
    const a = (400 * ratio) / (1 + ratio) - 100;
    const free = earns(1000, 100, a) + earns(800, 100, 200 - a);
    expect(full.relaxedValue).toBeCloseTo(free, 8);
    expect(full.allocation[0]!.relaxed).toBeCloseTo(a, 7);
    expect(cap.cost).toBeCloseTo(free - plain.value, 8);
  });

  it('names the cost of a group budget, a floor, a minimum and of spending all', () => {
    const grouped = explained({
      ...request,
      plans: uncapped,
      groups: [{ id: 'g', plans: ['a'], budget: 40 }],
    });
    const group = grouped.full.shadowPrices.find(({ node }) => node === 'g')!;
    expect(group).toMatchObject({ limit: 'budget', at: 40 });
    const freed = allocate(parseProblem({ budget: 200, plans: uncapped }));
    if (freed.status !== 'optimal') throw new Error(freed.status);
    expect(group.cost).toBeCloseTo(freed.value - grouped.plain.value, 9);
    expect(group.cost).toBeGreaterThan(1);
    const floored = explained({
      budget: 1e5,
      minAverageRoas: 3,
      plans: [{ id: 'a', curve: hill(1000, 100) }],
    });
    const floor = floored.full.shadowPrices.find(({ limit }) => limit === 'minAverageRoas')!;
    // 1000 / (x + 100) = 3.
    expect(floored.plain.totals.spend).toBeCloseTo(1000 / 3 - 100, 7);
    expect(floor.cost).toBeCloseTo(earns(1000, 100, 1e5) - earns(1000, 100, 1000 / 3 - 100), 6);
    const forced = explained({
      objective: 'profit',
      margin: 0.4,
      budget: 500,
      spendAll: true,
      plans: [{ id: 'a', curve: hill(1000, 100) }],
    });
    const all = forced.full.shadowPrices.find(({ limit }) => limit === 'spendAll')!;
    const profit = (x: number) => 0.4 * earns(1000, 100, x) - x;
    expect(all.cost).toBeCloseTo(profit(100) - profit(500), 6);
  });
});

it('a budget of 0 has a price and no step', () => {
  const curve = { type: 'points', points: [[10, 50]] };
  const { full } = explained({ budget: 0, plans: [{ id: 'a', curve }] });
  expect(full.value).toBe(0);
  const budget = full.shadowPrices.find(({ limit }) => limit === 'budget')!;
  expect(budget.price).toBeCloseTo(5, 12);
  expect(budget.step).toBeUndefined();
});

it('a step between periods costs what solving without it gains', () => {
  const solver = stepSolver;
  const raw = {
    budget: 300,
    periods: [{ id: 'mon' }, { id: 'sat', traffic: 4 }],
    plans: [{ id: 'a', curve: hill(1000, 100), spendStep: 0.5 }],
  };
  const problem = parseProblem(raw);
  const result = allocate(problem, { solver });
  if (result.status !== 'optimal') throw new Error(result.status);
  const free = allocate(parseProblem({ ...raw, plans: uncapped.slice(0, 1) }), { solver });
  if (free.status !== 'optimal') throw new Error(free.status);
  // Free, spends follow traffic: 60 and 240; the step leaves 120 and 180.
  expect(result.allocation.map(({ spend }) => spend)[1]).toBeCloseTo(180, 6);
  const step = explain(problem, result, { solver }).shadowPrices.find(({ limit }) => limit === 'spendStep')!;
  expect(step.cost).toBeCloseTo(free.value - result.value, 6);
  expect(step.cost).toBeGreaterThan(1);
});

describe('the spend-return curve', () => {
  it('runs from the minimums to twice the budget, rises, bends down, and its prices are its slopes', () => {
    const problem = parseProblem({
      budget: 200,
      plans: [
        { id: 'a', curve: hill(1000, 100), min: 20 },
        { id: 'b', curve: hill(800, 100) },
      ],
    });
    const curve = spendReturn(problem, 10);
    expect(curve).toHaveLength(11);
    expect(curve[0]).toMatchObject({ budget: 20, spend: 20 });
    expect(curve.at(-1)!.budget).toBe(400);
    for (let k = 1; k < curve.length; k++) {
      const [before, here] = [curve[k - 1]!, curve[k]!];
      const chord = (here.value - before.value) / (here.budget - before.budget);
      expect(chord).toBeGreaterThan(here.marginal);
      if (k > 1) expect(chord).toBeLessThan(before.marginal);
      expect(here.roas).toBeCloseTo(here.revenue / here.spend, 12);
    }
    const middle = curve[5]!;
    const at = (budget: number) => {
      const result = allocate({ ...problem, budget });
      return result.status === 'optimal' ? result.value : NaN;
    };
    const width = 1e-3;
    const slope = (at(middle.budget + width) - at(middle.budget - width)) / (2 * width);
    expect(Math.abs(middle.marginal / slope - 1)).toBeLessThanOrEqual(1e-7);
  });
});
