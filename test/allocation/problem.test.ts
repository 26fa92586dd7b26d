import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../src/core/allocation/problem/allocate.ts';
import { buildCurve } from '../../src/core/allocation/problem/buildCurve.ts';
import { buildModel } from '../../src/core/allocation/problem/buildModel.ts';
import { meetsLimits } from '../../src/core/allocation/problem/meetsLimits.ts';
import { parseProblem } from '../../src/core/allocation/problem/parseProblem.ts';
import type { OptimalResult } from '../../src/core/allocation/problem/result.ts';
import type { PlanInput } from '../../src/core/allocation/problem/schema.ts';
import { InputError } from '../../src/core/issues/issue.ts';
import { problemFromText } from '../../src/io/allocationProblem.ts';
import { issueText } from '../../src/report/messages/index.ts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Plans with Hill curves around a half saturation, bounds as multiples of today. */
const hillPlans = (count: number, exponent: fc.Arbitrary<number>, low: number, high: number) =>
  fc
    .array(
      fc.record({
        half: between(50, 500),
        today: between(0.3, 1.5),
        productivity: between(0.5, 8),
        exponent,
        carryover: fc.oneof(fc.constant(0), between(0, 0.3)),
      }),
      { minLength: count, maxLength: count },
    )
    .map((plans) =>
      plans.map(({ half, today, productivity, exponent, carryover }, i) => ({
        id: `p${i}`,
        curve: {
          type: 'hill',
          scale: half * productivity,
          exponent,
          halfSaturation: half,
          carryover: half * carryover,
        },
        today: half * today,
        min: half * today * low,
        max: half * today * high,
      })),
    );

type Plans = (Pick<PlanInput, 'id'> & { curve: object; today: number; min: number; max: number })[];
const todayOf = (plans: Plans) => plans.reduce((sum, { today }) => sum + today, 0);

function solved(problem: object): OptimalResult {
  const result = allocate(parseProblem(problem));
  if (result.status !== 'optimal') throw new Error(JSON.stringify(result));
  return result;
}

/** Best value on a grid of the budget by dynamic programming. */
function gridOptimum(plans: Plans, budget: number, steps: number, canPause: boolean): number {
  const step = budget / steps;
  let best = new Float64Array(steps + 1).fill(-Infinity);
  best[0] = 0;
  for (const { curve, min, max } of plans) {
    const earning = buildCurve(curve as PlanInput['curve'], 1);
    const first = Math.ceil(min / step);
    const values: number[] = [];
    for (let k = first; k * step <= max && k <= steps; k++) values.push(earning.value(k * step));
    const off = canPause ? earning.value(0) : -Infinity;
    const next = best.map((b) => b + off);
    for (let spent = 0; spent <= steps; spent++)
      if (best[spent]! > -Infinity)
        values.forEach((v, k) => {
          const at = spent + first + k;
          if (at <= steps && best[spent]! + v > next[at]!) next[at] = best[spent]! + v;
        });
    best = next;
  }
  return best.reduce((most, v) => Math.max(most, v), -Infinity);
}

describe('curves that are not concave', () => {
  it.each([
    ['0.5x to 2x', 0.5, 2, false],
    ['1 % to 3x', 0.01, 3, false],
    ['off, or 1 % to 3x', 0.01, 3, true],
    ['off, or 0.5x to 2x', 0.5, 2, true],
  ])('earn at least what a fine grid earns and at most the bound, bounds %s', (_, low, high, canPause) => {
    fc.assert(
      fc.property(hillPlans(10, between(0.5, 3), low, high), between(0.7, 1.3), (plans, share) => {
        const budget = share * todayOf(plans);
        const asked = plans.map((plan) => ({ ...plan, canPause }));
        const { value, dualBound, gap, totals } = solved({ budget, plans: asked });
        const grid = gridOptimum(plans, budget, 1200, canPause);
        expect(value).toBeGreaterThanOrEqual(grid * (1 - 1e-6));
        expect(value).toBeLessThanOrEqual(dualBound);
        expect(grid).toBeLessThanOrEqual(dualBound * (1 + 1e-12));
        expect(gap).toBeLessThanOrEqual(1e-9);
        expect(totals.spend).toBeLessThanOrEqual(budget * (1 + 1e-12));
      }),
      { numRuns: 20 },
    );
  });

  it('spends what a greedy stopped by its first jump would leave', () => {
    const steep = { type: 'hill', scale: 1000, exponent: 3, halfSaturation: 100 };
    const { value, totals, allocation } = solved({
      budget: 150,
      plans: [
        { id: 'a', curve: steep },
        { id: 'b', curve: steep },
      ],
    });
    expect(totals.spend).toBeCloseTo(150, 9);
    expect(allocation.map(({ spend }) => spend).sort()[0]).toBe(0);
    expect(value).toBeGreaterThan(2 * buildCurve(steep as PlanInput['curve'], 1).value(75));
  });
});

describe('laws', () => {
  const problem = fc.record({
    plans: hillPlans(6, between(0.4, 2.5), 0, 3),
    share: between(0.3, 1.5),
    floor: fc.oneof(fc.constant(undefined), between(0.5, 2)),
  });
  const concave = fc.record({ plans: hillPlans(6, between(0.4, 1), 0.2, 3), share: between(0.3, 1.5) });
  const asked = ({ plans, share, floor }: { plans: Plans; share: number; floor?: number | undefined }) => ({
    budget: share * todayOf(plans),
    plans,
    ...(floor === undefined ? {} : { minAverageRoas: floor }),
  });
  const runs = { numRuns: 40 };

  it('the answer meets its limits, and more budget never lowers the value', () => {
    fc.assert(
      fc.property(problem, between(1, 2), (given, more) => {
        const request = asked(given);
        const result = allocate(parseProblem(request));
        if (result.status === 'infeasible') return;
        const model = buildModel(parseProblem(request));
        const spend = Float64Array.from(result.allocation, (plan) => plan.spend);
        expect(meetsLimits(model, spend)).toBe(true);
        const richer = solved({ ...request, budget: request.budget * more });
        expect(richer.value).toBeGreaterThanOrEqual(result.value * (1 - 1e-9));
      }),
      runs,
    );
  });

  it('a tighter ROAS floor never raises the value, nor on concave curves the spend', () => {
    fc.assert(
      fc.property(concave, between(0.5, 2), between(1, 1.5), (given, floor, tighter) => {
        const loose = allocate(parseProblem({ ...asked(given), minAverageRoas: floor }));
        const tight = allocate(parseProblem({ ...asked(given), minAverageRoas: floor * tighter }));
        if (tight.status === 'infeasible' || loose.status === 'infeasible') return;
        expect(tight.value).toBeLessThanOrEqual(loose.value * (1 + 1e-9));
        if (loose.unspent === undefined || tight.unspent !== undefined)
          expect(tight.totals.spend).toBeLessThanOrEqual(loose.totals.spend * (1 + 1e-9));
      }),
      runs,
    );
  });

  it('shares stay when money or revenue is counted in another unit, with a floor and without', () => {
    fc.assert(
      fc.property(
        problem,
        fc.constantFrom(1e-6, 1e-3, 2 ** 20, 1e6),
        fc.constantFrom(1e-6, 1, 1e6),
        (given, money, value) => {
          const request = asked(given);
          const floor = given.floor === undefined ? {} : { minAverageRoas: (given.floor * value) / money };
          const plans = given.plans.map((plan) => {
            const curve = plan.curve as { scale: number; halfSaturation: number; carryover: number };
            return {
              ...plan,
              today: plan.today * money,
              min: plan.min * money,
              max: plan.max * money,
              curve: {
                ...curve,
                scale: curve.scale * value,
                halfSaturation: curve.halfSaturation * money,
                carryover: curve.carryover * money,
              },
            };
          });
          const plain = allocate(parseProblem(request));
          const scaled = allocate(parseProblem({ budget: request.budget * money, plans, ...floor }));
          expect(scaled.status).toBe(plain.status);
          if (plain.status === 'infeasible' || scaled.status === 'infeasible') return;
          expect(Math.abs(scaled.value / value / plain.value - 1)).toBeLessThanOrEqual(1e-9);
          const jumps = given.plans.some(({ curve }) => (curve as { exponent: number }).exponent > 1);
          if (!jumps)
            scaled.allocation.forEach(({ spendShare }, i) =>
              expect(spendShare).toBeCloseTo(plain.allocation[i]!.spendShare, 7),
            );
        },
      ),
      runs,
    );
  });

  it('the order of plans does not matter, and a plan that earns nothing changes nothing', () => {
    fc.assert(
      fc.property(problem, (given) => {
        const request = asked({ ...given, floor: undefined });
        const { value } = solved(request);
        expect(solved({ ...request, plans: [...given.plans].reverse() }).value).toBeCloseTo(value, 6);
        const useless = { id: 'useless', curve: { type: 'hill', scale: 0, exponent: 1, halfSaturation: 10 } };
        const more = solved({ ...request, plans: [...given.plans, useless] });
        expect(Math.abs(more.value / value - 1)).toBeLessThanOrEqual(1e-9);
        expect(more.allocation.at(-1)!.spend).toBe(0);
      }),
      runs,
    );
  });

  it('on concave curves interior plans have equal marginals, bounds the right inequality, and halves change nothing', () => {
    fc.assert(
      fc.property(concave, (given) => {
        const request = asked(given);
        const result = solved(request);
        const price = result.shadowPrices.find(({ limit }) => limit === 'budget')?.price ?? 0;
        for (const { position, marginalRoas } of result.allocation) {
          if (position === 'interior') expect(Math.abs(marginalRoas / price - 1)).toBeLessThanOrEqual(1e-8);
          if (position === 'min') expect(marginalRoas).toBeLessThanOrEqual(price * (1 + 1e-8));
          if (position === 'max') expect(marginalRoas).toBeGreaterThanOrEqual(price * (1 - 1e-8));
        }
        const [first, ...rest] = given.plans as [Plans[number], ...Plans];
        const curve = first.curve as { scale: number; halfSaturation: number; carryover: number };
        const half = (id: string) => ({
          id,
          min: first.min / 2,
          max: first.max / 2,
          curve: {
            ...curve,
            scale: curve.scale / 2,
            halfSaturation: curve.halfSaturation / 2,
            carryover: curve.carryover / 2,
          },
        });
        const split = solved({ budget: request.budget, plans: [half('h1'), half('h2'), ...rest] });
        expect(Math.abs(split.value / result.value - 1)).toBeLessThanOrEqual(1e-9);
      }),
      runs,
    );
  });

  it('cents sum to the budget within bounds, and optimising the optimum changes nothing', () => {
    fc.assert(
      fc.property(concave, (given) => {
        const cents = (x: number) => Math.round(x * 100) / 100;
        const plans = given.plans.map((plan) => ({ ...plan, min: cents(plan.min), max: cents(plan.max) }));
        const budget = cents(given.share * todayOf(plans));
        const result = solved({ budget, plans });
        const sum = result.allocation.reduce((units, plan) => units + Math.round(plan.budget * 100), 0);
        if (result.unspent === undefined) expect(sum).toBe(Math.round(budget * 100));
        for (const [i, plan] of result.allocation.entries()) {
          expect(plan.budget).toBeGreaterThanOrEqual(plans[i]!.min - 1e-9);
          expect(plan.budget).toBeLessThanOrEqual(plans[i]!.max + 1e-9);
        }
        const again = solved({
          budget,
          plans: plans.map((plan, i) => ({ ...plan, today: result.allocation[i]!.spend })),
        });
        again.allocation.forEach(({ spend }, i) => expect(spend).toBeCloseTo(result.allocation[i]!.spend, 6));
      }),
      runs,
    );
  });

  it('is never worse than today where today meets the limits', () => {
    fc.assert(
      fc.property(hillPlans(5, between(0.5, 3), 0.5, 2), (plans) => {
        const { value, today } = solved({ budget: todayOf(plans) * (1 + 1e-12), plans });
        expect(today?.meetsLimits).toBe(true);
        expect(value).toBeGreaterThanOrEqual(today!.value);
      }),
      runs,
    );
  });
});

describe('objectives and limits', () => {
  const a = { id: 'a', curve: { type: 'hill', scale: 1000, exponent: 1, halfSaturation: 100 } };
  const b = { id: 'b', curve: { type: 'hill', scale: 500, exponent: 1, halfSaturation: 50 } };

  it('least budget and most revenue are inverse to each other', () => {
    const most = solved({ budget: 150, plans: [a, b] });
    const least = solved({ objective: 'MinimizeBudget', target: most.value, plans: [a, b] });
    expect(least.value).toBeCloseTo(150, 8);
    expect(least.gap).toBeLessThanOrEqual(1e-9);
    expect(least.dualBound).toBeLessThanOrEqual(least.value);
  });

  it('profit stops where the next money earns its cost, by a closed form', () => {
    const { allocation, unspent } = solved({
      objective: 'profit',
      budget: 1e4,
      margin: { gross: 0.5, feeRate: 0.1 },
      plans: [a],
    });
    // 0.4 * 1000 * 100 / (x + 100)^2 = 1
    expect(allocation[0]!.spend).toBeCloseTo(100, 9);
    expect(unspent!.because).toEqual([]);
  });

  it('a pause saves a minimum that does not pay', () => {
    const weak = { ...b, min: 60, curve: { ...b.curve, scale: 20 } };
    const kept = solved({ budget: 100, plans: [a, weak] });
    const paused = solved({ budget: 100, plans: [a, { ...weak, canPause: true }] });
    expect(kept.allocation[1]!.spend).toBe(60);
    expect(paused.allocation[1]).toMatchObject({ spend: 0, position: 'paused' });
    expect(paused.value).toBeGreaterThan(kept.value);
  });

  it('periods share the horizon budget by their traffic', () => {
    const { allocation, totals } = solved({
      budget: 300,
      plans: [a],
      periods: [{ id: 'mon' }, { id: 'sat', traffic: 2 }],
    });
    expect(totals.spend).toBeCloseTo(300, 9);
    expect(allocation[1]!.spend / allocation[0]!.spend).toBeCloseTo(2, 9);
  });

  it('bids come from points, and the marginal floor ends the spend', () => {
    const points = {
      type: 'points',
      points: [[0, 0], [10, 50], { spend: 30, value: 90, bid: 2 }, { spend: 60, value: 120, bid: 3 }],
    };
    const { allocation, binding } = solved({
      budget: 100,
      minMarginalRoas: 1.5,
      plans: [{ id: 'p', curve: points }],
    });
    expect(allocation[0]).toMatchObject({ spend: 30, position: 'marginal-floor' });
    expect(binding.map(({ limit }) => limit)).toEqual(['minMarginalRoas']);
  });

  it('plans without evidence get the exploration budget', () => {
    const unknown = {
      id: 'u',
      evidence: false,
      curve: { type: 'hill', scale: 1, exponent: 1, halfSaturation: 100 },
    };
    expect(
      solved({ budget: 100, explorationShare: 0.12, plans: [a, unknown] }).allocation[1]!.spend,
    ).toBeCloseTo(12, 9);
  });

  it('rounded spends keep a budget that is no whole number of cents while a minimum rounds up', () => {
    const { rounded, allocation } = solved({
      budget: 8.6576,
      plans: [{ ...a, min: 0.0169, max: 0.0169 }, b],
    });
    expect(allocation.map(({ budget }) => budget)).toEqual([0.02, 8.63]);
    expect(rounded.spend).toBeLessThanOrEqual(8.6576);
  });

  it('rounded spends keep an average floor that binds', () => {
    const { rounded, unspent } = solved({ budget: 1e5, minAverageRoas: 3, plans: [a, b] });
    expect(unspent!.because[0]!.limit).toBe('minAverageRoas');
    expect(rounded.revenue).toBeGreaterThanOrEqual(3 * rounded.spend);
  });
});

describe('limits that form no tree', () => {
  const plans = [0.8, 0.9, 1, 0.7].map((exponent, i) => ({
    id: `p${i}`,
    orderValue: 50,
    curve: { type: 'hill', scale: 3000 - 300 * i, exponent, halfSaturation: 200 + 50 * i },
  }));

  it('linear programs agree with the price fold where both apply', () => {
    const groups = [{ id: 'g', plans: ['p0', 'p1'], budget: 250 }];
    const tree = { budget: 700, minAverageRoas: 4, groups, plans };
    // An extra group that overlaps but does not bind changes the method and nothing else.
    const overlapping = parseProblem({
      ...tree,
      groups: [...groups, { id: 'h', plans: ['p1', 'p2'], budget: 1e4 }],
    });
    const result = allocate(overlapping);
    if (result.status !== 'optimal') throw new Error(result.status);
    const expected = solved(tree);
    expect(Math.abs(result.value / expected.value - 1)).toBeLessThanOrEqual(1e-9);
    expect(result.method).toBe('linear-program');
    expect(expected.method).toBe('price-fold');
    expect(result.gap).toBeLessThanOrEqual(1e-9);
  });

  it('a request that cannot be met names its limit', () => {
    const groups = [
      { id: 'g', plans: ['p0', 'p1'], budget: 100 },
      { id: 'h', plans: ['p1', 'p2'], budget: 100, minSpend: 90 },
      { id: 'k', plans: ['p0', 'p2', 'p3'], minSpend: 600 },
    ];
    const result = allocate(parseProblem({ budget: 500, groups, plans }));
    expect(result.status).toBe('infeasible');
  });
});

describe('bad input', () => {
  const text = (lines: string) => {
    try {
      problemFromText(lines, 'problem.yaml');
    } catch (error) {
      if (error instanceof InputError) return error.issues.map(issueText);
      throw error;
    }
    return [];
  };
  const plan = (extra: string, curve = 'scale: 5, exponent: 1, halfSaturation: 9') =>
    `budget: 100\nplans:\n  - id: a\n    curve: { type: hill, ${curve} }\n${extra}`;

  it.each([
    [
      'an unknown key',
      plan('    minn: 3\n'),
      'problem.yaml:5:5: cannot read plans[0].minn: "minn" is not a field here',
      'Did you mean min?',
    ],
    [
      'a negative curve',
      plan('', 'scale: -5, exponent: 1, halfSaturation: 9'),
      'problem.yaml:4:',
      'it is -5, must be at least 0',
    ],
    [
      'a curve that is no number',
      plan('', 'scale: .nan, exponent: 1, halfSaturation: 9'),
      'problem.yaml:4:',
      'it is NaN',
    ],
    [
      'bounds that cross',
      plan('    min: 60\n    max: 50\n'),
      'problem.yaml:5:',
      'min is 60, must be at most 50 (max)',
    ],
    [
      'a budget below the minimums',
      plan('    min: 160\n'),
      'problem.yaml:1:',
      'must be at least 160 (sum of minimums)',
    ],
    ['no plans', 'budget: 100\nplans: []\n', 'problem.yaml:2:', 'at least 1'],
    [
      'an unknown member',
      `${plan('')}groups: [{ id: g, plans: [aa] }]\n`,
      'problem.yaml:5:',
      'Did you mean a?',
    ],
    [
      'an unknown objective',
      `${plan('')}objective: MaximizeRevenu\n`,
      'problem.yaml:5:',
      'Did you mean MaximizeRevenue?',
    ],
    [
      'nothing that limits the spend',
      'plans:\n  - id: a\n    curve: { type: hill, scale: 5, exponent: 1, halfSaturation: 9 }\n',
      'problem.yaml:1:',
      'nothing else limits',
    ],
  ])('%s is located and named', (_, yaml, start, part) => {
    const [first] = text(yaml);
    expect(first).toContain(start);
    expect(first).toContain(part);
  });

  it('a floor that cannot be met says what can', () => {
    const result = allocate(
      parseProblem({
        budget: 100,
        minAverageRoas: 20,
        plans: [{ id: 'a', min: 10, curve: { type: 'hill', scale: 500, exponent: 1, halfSaturation: 100 } }],
      }),
    );
    expect(result).toMatchObject({
      status: 'infeasible',
      conflict: { limit: 'minAverageRoas', required: 20 },
    });
    if (result.status === 'infeasible') expect(result.conflict.attainable).toBeCloseTo(500 / 110, 9);
  });
});
