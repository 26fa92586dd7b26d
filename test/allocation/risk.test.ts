import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Curve } from '../../src/core/allocation/curves/curve.ts';
import { allocate } from '../../src/core/allocation/problem/allocate.ts';
import { buildModel } from '../../src/core/allocation/problem/buildModel.ts';
import { meetsLimits } from '../../src/core/allocation/problem/meetsLimits.ts';
import { outcomesOf } from '../../src/core/allocation/problem/outcomes.ts';
import { parseProblem } from '../../src/core/allocation/problem/parseProblem.ts';
import type { OptimalResult } from '../../src/core/allocation/problem/result.ts';
import { cvarOf, quantileOf, worstWeights } from '../../src/core/allocation/problem/riskMeasure.ts';
import { InputError } from '../../src/core/issues/issue.ts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const hill = (exponent: fc.Arbitrary<number>) =>
  fc.record({
    type: fc.constant('hill'),
    scale: between(100, 2000),
    exponent,
    halfSaturation: between(50, 300),
  });

/** Plans with as many draws each; some are certain. */
const drawn = (exponent: fc.Arbitrary<number>, draws: number, plans = 4) =>
  fc
    .array(fc.array(hill(exponent), { minLength: draws, maxLength: draws }), {
      minLength: plans,
      maxLength: plans,
    })
    .map((all) =>
      all.map((list, i) => ({
        id: `p${i}`,
        curve: list[0]!,
        ...(i === 1 ? {} : { draws: list }),
        min: 5 * i,
        max: 400,
      })),
    );

const concave = between(0.4, 1);

function solved(problem: object): OptimalResult {
  const result = allocate(parseProblem(problem));
  if (result.status !== 'optimal') throw new Error(JSON.stringify(result));
  return result;
}

const outcomes = (problem: object, { allocation }: OptimalResult) =>
  outcomesOf(
    buildModel(parseProblem(problem)),
    Float64Array.from(allocation, ({ spend }) => spend),
  );

describe('measures of outcomes', () => {
  it('are means of the worst share and order statistics, by hand', () => {
    const five = [50, 10, 40, 20, 30];
    expect(cvarOf(five, 0.4)).toBeCloseTo(15, 12);
    // 1.5 of 5 cases: all of 10 and half of 20.
    expect(cvarOf(five, 0.3)).toBeCloseTo((10 + 0.5 * 20) / 1.5, 12);
    expect(cvarOf(five, 1)).toBeCloseTo(30, 12);
    expect(cvarOf(five, 0.01)).toBe(10);
    expect([0.2, 0.21, 0.5, 1].map((level) => quantileOf(five, level))).toEqual([10, 20, 30, 50]);
    expect([...worstWeights(five, 0.4)]).toEqual([0, 0.5, 0, 0.5, 0]);
  });
});

describe('planning for the mean of draws', () => {
  it('is proven, and no point of a grid does better', () => {
    fc.assert(
      fc.property(drawn(concave, 7, 2), (plans) => {
        const problem = { budget: 300, risk: { measure: 'mean' }, plans };
        const { value, proven, gap, intervals } = solved(problem);
        expect(gap).toBeLessThanOrEqual(1e-9);
        expect(proven).toBe(true);
        expect(intervals!.value!.mean).toBeCloseTo(value, 6);
        const model = buildModel(parseProblem(problem));
        for (let x = 0; x <= 295; x += 5) {
          const mean = outcomesOf(model, Float64Array.of(x, 300 - x)).reduce((a, b) => a + b, 0) / 7;
          expect(mean).toBeLessThanOrEqual(value * (1 + 1e-12));
        }
      }),
      { numRuns: 8 },
    );
  });

  it('is proven on S-shaped draws that bend at different spends, and no point of a grid does better', () => {
    fc.assert(
      fc.property(drawn(between(0.5, 3), 5, 2), (plans) => {
        const problem = { budget: 300, risk: { measure: 'mean' }, plans };
        const { value, proven, gap, dualBound } = solved(problem);
        expect(gap).toBeLessThanOrEqual(1e-9);
        expect(proven).toBe(true);
        const model = buildModel(parseProblem(problem));
        const [a, b] = model.curves as [Curve, Curve];
        for (let x = 0; x <= 295; x += 0.5) {
          const reached = a.value(x) + b.value(300 - x);
          expect(reached).toBeLessThanOrEqual(value * (1 + 2e-10));
          expect(reached).toBeLessThanOrEqual(dualBound * (1 + 1e-12));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is proven with ten plans and many draws too', () => {
    fc.assert(
      fc.property(drawn(between(0.5, 3), 12, 10), between(100, 2500), (plans, more) => {
        const result = solved({ budget: 225 + more, risk: { measure: 'mean' }, plans });
        expect(result.gap).toBeLessThanOrEqual(1e-9);
        expect(result.proven).toBe(true);
      }),
      { numRuns: 6 },
    );
  });

  it('of points is exact: corners of all draws', () => {
    const points = (...list: number[][]) => ({ type: 'points', points: list });
    const plan = (id: string, ...draws: object[]) => ({ id, curve: draws[0], draws });
    const { value, proven } = solved({
      budget: 20,
      risk: { measure: 'mean' },
      plans: [
        plan('a', points([10, 40], [30, 60]), points([20, 60], [30, 60])),
        plan('b', points([30, 75]), points([30, 75])),
      ],
    });
    // Means of a: 35 at 10, 55 at 20; b earns 2.5 a unit: 10 to a (3.5 a unit), then b beats a's 2.
    expect(value).toBeCloseTo(35 + 25, 9);
    expect(proven).toBe(true);
  });
});

describe('planning for the mean of the worst cases', () => {
  const asked = (plans: object[], level: number, extra: object = {}) => ({
    budget: 500,
    plans,
    risk: { measure: 'cvar', level },
    ...extra,
  });

  it('is proven on concave draws, under floors and groups too, and meets the limits', () => {
    fc.assert(
      fc.property(
        drawn(concave, 9),
        fc.constantFrom(0.1, 0.2, 0.35, 0.8),
        fc.constantFrom(
          {},
          { minAverageRoas: 1.5 },
          { groups: [{ id: 'g', plans: ['p0', 'p1'], budget: 200 }] },
        ),
        fc.constantFrom('MaximizeRevenue', 'MaximizeProfit'),
        (plans, level, extra, objective) => {
          const problem = asked(plans, level, { ...extra, objective });
          const result = solved(problem);
          expect(result.method).toBe('cvar-program');
          expect(result.gap).toBeLessThanOrEqual(1e-9);
          expect(result.proven).toBe(true);
          expect(cvarOf(outcomes(problem, result), level)).toBeCloseTo(result.value, 8);
          const spend = Float64Array.from(result.allocation, (plan) => plan.spend);
          expect(meetsLimits(buildModel(parseProblem(problem)), spend)).toBe(true);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('no point of a grid does better', () => {
    fc.assert(
      fc.property(drawn(concave, 6, 3), (plans) => {
        const problem = asked(plans, 0.3);
        const { value } = solved(problem);
        const model = buildModel(parseProblem(problem));
        for (let x = 0; x <= 400; x += 20)
          for (let y = 5; y <= 400 && x + y <= 490; y += 20) {
            const spend = Float64Array.of(x, y, Math.min(400, 500 - x - y));
            expect(cvarOf(outcomesOf(model, spend), 0.3)).toBeLessThanOrEqual(value * (1 + 1e-12));
          }
      }),
      { numRuns: 8 },
    );
  });

  it('is at most the mean, which it is at level 1, and rises with the level', () => {
    fc.assert(
      fc.property(drawn(concave, 8), (plans) => {
        const mean = solved({ budget: 500, plans, risk: { measure: 'mean' } });
        const values = [0.1, 0.4, 1].map((level) => solved(asked(plans, level)).value);
        expect(values[2]).toBe(mean.value);
        expect(values[1]).toBeLessThanOrEqual(values[2]! * (1 + 1e-9));
        expect(values[0]).toBeLessThanOrEqual(values[1]! * (1 + 1e-9));
      }),
      { numRuns: 4 },
    );
  });

  it('the order of draws does not matter, and identical draws are no risk', () => {
    fc.assert(
      fc.property(drawn(concave, 6), (plans) => {
        const value = solved(asked(plans, 0.25)).value;
        const turned = plans.map((plan) =>
          plan.draws === undefined ? plan : { ...plan, draws: [...plan.draws].reverse() },
        );
        expect(Math.abs(solved(asked(turned, 0.25)).value / value - 1)).toBeLessThanOrEqual(1e-9);
        const certain = plans.map((plan) => ({ ...plan, draws: undefined }));
        const same = certain.map((plan) => ({ ...plan, draws: [plan.curve, { ...plan.curve }] }));
        for (const measure of ['mean', 'quantile', 'cvar']) {
          const riskless = solved({ budget: 500, plans: same, risk: { measure } });
          expect(riskless.value).toBe(solved({ budget: 500, plans: certain }).value);
          expect(riskless.proven).toBe(true);
        }
      }),
      { numRuns: 4 },
    );
  });

  it('is proven on S-shaped draws of a few plans: no point of a grid does better, nor does the plan for the mean', () => {
    fc.assert(
      fc.property(drawn(between(0.5, 3), 6, 3), (plans) => {
        const problem = asked(plans, 0.3);
        const result = solved(problem);
        expect(result.gap).toBeLessThanOrEqual(1e-9);
        expect(result.proven).toBe(true);
        expect(cvarOf(outcomes(problem, result), 0.3)).toBeCloseTo(result.value, 8);
        const byMean = solved({ budget: 500, plans, risk: { measure: 'mean' } });
        expect(result.value).toBeGreaterThanOrEqual(cvarOf(outcomes(problem, byMean), 0.3) * (1 - 1e-12));
        const model = buildModel(parseProblem(problem));
        for (let x = 0; x <= 400; x += 20)
          for (let y = 5; y <= 400 && x + y <= 490; y += 20) {
            const spend = Float64Array.of(x, y, Math.min(400, 500 - x - y));
            expect(cvarOf(outcomesOf(model, spend), 0.3)).toBeLessThanOrEqual(result.value * (1 + 1e-9));
          }
      }),
      { numRuns: 3 },
    );
  });

  it('S-shaped draws of more plans under a floor: meets the limits, and lies below its bound', () => {
    fc.assert(
      fc.property(drawn(between(0.5, 3), 8, 5), between(0.5, 2), (plans, minAverageRoas) => {
        const problem = asked(plans, 0.25, { minAverageRoas });
        const result = allocate(parseProblem(problem));
        if (result.status === 'infeasible') return;
        expect(result.value).toBeLessThanOrEqual(result.dualBound);
        expect(result.gap).toBeLessThanOrEqual(0.02);
        const spend = Float64Array.from(result.allocation, (plan) => plan.spend);
        expect(meetsLimits(buildModel(parseProblem(problem)), spend)).toBe(true);
      }),
      { numRuns: 2 },
    );
  });
});

describe('planning for a quantile', () => {
  it('is proven on concave draws, no worse than the plan for the mean, and nothing on a grid passes it', () => {
    fc.assert(
      fc.property(drawn(concave, 8, 3), (plans) => {
        const problem = { budget: 500, plans, risk: { measure: 'quantile', level: 0.25 } };
        const result = solved(problem);
        expect(result.gap).toBeLessThanOrEqual(1e-9);
        expect(result.proven).toBe(true);
        expect(result.method).toBe('quantile-search');
        expect(quantileOf(outcomes(problem, result), 0.25)).toBeCloseTo(result.value, 9);
        const byMean = solved({ budget: 500, plans, risk: { measure: 'mean' } });
        expect(result.value).toBeGreaterThanOrEqual(quantileOf(outcomes(problem, byMean), 0.25));
        const model = buildModel(parseProblem(problem));
        for (let x = 0; x <= 400; x += 20)
          for (let y = 5; y <= 400 && x + y <= 490; y += 20) {
            const spend = Float64Array.of(x, y, Math.min(400, 500 - x - y));
            expect(quantileOf(outcomesOf(model, spend), 0.25)).toBeLessThanOrEqual(
              result.dualBound * (1 + 1e-12),
            );
          }
      }),
      { numRuns: 3 },
    );
  });

  it('of 15 draws is proven under a floor and a group budget too, and keeps them', () => {
    fc.assert(
      fc.property(drawn(concave, 15), fc.constantFrom(0.1, 0.2, 0.3), (plans, level) => {
        const problem = {
          budget: 500,
          plans,
          risk: { measure: 'quantile', level },
          minAverageRoas: 1.2,
          groups: [{ id: 'g', plans: ['p0', 'p1'], budget: 200 }],
        };
        const result = allocate(parseProblem(problem));
        if (result.status === 'infeasible') return;
        expect(result.gap).toBeLessThanOrEqual(1e-9);
        expect(quantileOf(outcomes(problem, result), level)).toBeCloseTo(result.value, 9);
        const spend = Float64Array.from(result.allocation, (plan) => plan.spend);
        expect(meetsLimits(buildModel(parseProblem(problem)), spend)).toBe(true);
      }),
      { numRuns: 4 },
    );
  });

  it('of S-shaped draws lies below its bound, and so does everything on a grid', () => {
    fc.assert(
      fc.property(drawn(between(0.5, 3), 8, 3), (plans) => {
        const problem = { budget: 500, plans, risk: { measure: 'quantile', level: 0.25 } };
        const result = solved(problem);
        expect(result.value).toBeLessThanOrEqual(result.dualBound);
        const model = buildModel(parseProblem(problem));
        for (let x = 0; x <= 400; x += 20)
          for (let y = 5; y <= 400 && x + y <= 490; y += 20) {
            const spend = Float64Array.of(x, y, Math.min(400, 500 - x - y));
            const reached = quantileOf(outcomesOf(model, spend), 0.25);
            expect(reached).toBeLessThanOrEqual(result.dualBound * (1 + 1e-12));
          }
      }),
      { numRuns: 3 },
    );
  });
});

describe('draws in the answer', () => {
  const curve = { type: 'hill', scale: 1000, exponent: 1, halfSaturation: 100 };
  const draws = [1, 2, 3, 4, 5].map((k) => ({ ...curve, scale: 300 * k }));

  it('intervals come with draws, without a risk too, and the plan is then for its own curve', () => {
    const { totals, intervals, allocation, risk } = solved({
      budget: 100,
      plans: [{ id: 'a', curve, draws }],
    });
    expect(risk).toBeUndefined();
    expect(totals.revenue).toBeCloseTo(500, 9);
    // Half of 300 .. 1500: 150, 300, .. 750; 5 % and 95 % lie .2 of a step inside.
    expect(intervals!.revenue.mean).toBeCloseTo(450, 9);
    expect(intervals!.revenue.low).toBeCloseTo(180, 9);
    expect(intervals!.revenue.high).toBeCloseTo(720, 9);
    expect(intervals!.roas!.high).toBeCloseTo(7.2, 9);
    expect(intervals!.profit.low).toBeCloseTo(80, 9);
    expect(allocation[0]!.intervals!.marginalRoas!.mean).toBeCloseTo(2.25, 9);
  });

  it.each([
    [
      'a risk without draws',
      { risk: { measure: 'cvar' }, plans: [{ id: 'a', curve }] },
      'allocation.missing',
    ],
    [
      'unequal numbers of draws',
      {
        plans: [
          { id: 'a', curve, draws },
          { id: 'b', curve, draws: draws.slice(1) },
        ],
      },
      'allocation.value',
    ],
    [
      'points among other curves',
      { plans: [{ id: 'a', curve, draws: [{ type: 'points', points: [[1, 2]] }] }] },
      'allocation.value',
    ],
    [
      'a bad case with least budget',
      {
        objective: 'MinimizeBudget',
        target: 5,
        risk: { measure: 'quantile' },
        plans: [{ id: 'a', curve, draws }],
      },
      'allocation.value',
    ],
    [
      'a level of 0',
      { risk: { measure: 'cvar', level: 0 }, plans: [{ id: 'a', curve, draws }] },
      'allocation.value',
    ],
  ])('%s is bad input', (_, problem, code) => {
    try {
      parseProblem({ budget: 100, ...problem });
      expect.unreachable();
    } catch (error) {
      expect((error as InputError).issues.map((issue) => issue.code)).toContain(code);
    }
  });
});
