import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../src/core/allocation/problem/allocate.ts';
import { buildModel } from '../../src/core/allocation/problem/buildModel.ts';
import { meetsLimits } from '../../src/core/allocation/problem/meetsLimits.ts';
import { parseProblem } from '../../src/core/allocation/problem/parseProblem.ts';
import { InputError } from '../../src/core/issues/issue.ts';
import { loadHighsSolver } from '../../src/io/highsSolver.ts';

const solver = await loadHighsSolver();
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

interface Segment {
  readonly length: number;
  readonly slope: number;
}

/** Concave points, as segments of falling slope. */
const segments = fc
  .array(fc.record({ length: between(1, 40), slope: between(0.2, 9) }), { minLength: 1, maxLength: 6 })
  .map((list) => list.sort((a, b) => b.slope - a.slope));

const horizon = (step: fc.Arbitrary<number | undefined>) =>
  fc
    .record({
      plans: fc.array(fc.record({ segments, step }), { minLength: 2, maxLength: 4 }),
      days: fc.array(
        fc.record({ traffic: between(0.4, 2.5), budget: fc.option(between(20, 120), { nil: undefined }) }),
        { minLength: 2, maxLength: 4 },
      ),
      group: fc.option(between(15, 60), { nil: undefined }),
      budget: between(40, 400),
    })
    .map(({ plans, days, group, budget }) => ({ plans, days, group, budget }));

type Horizon = typeof horizon extends (step: never) => fc.Arbitrary<infer T> ? T : never;

function pointsOf(list: readonly Segment[]) {
  let [spend, value] = [0, 0];
  return list.map(({ length, slope }) => [(spend += length), (value += length * slope)]);
}

const problemOf = ({ plans, days, group, budget }: Horizon) => ({
  budget,
  plans: plans.map(({ segments: list, step }, i) => ({
    id: `p${i}`,
    curve: { type: 'points', points: pointsOf(list) },
    ...(step === undefined ? {} : { spendStep: step }),
  })),
  ...(group === undefined ? {} : { groups: [{ id: 'g', plans: ['p0', 'p1'], budget: group }] }),
  periods: days.map((day, d) => ({ id: `d${d}`, ...day })),
});

/** The whole horizon as one linear program, a variable a segment of a plan-day. */
function reference({ plans, days, group, budget }: Horizon): number {
  const objective: number[] = [];
  const upper: number[] = [];
  const of = days.map(({ traffic }) =>
    plans.map(({ segments: list }) =>
      list.map(({ length, slope }) => {
        objective.push(slope);
        return upper.push(length * traffic) - 1;
      }),
    ),
  );
  const atMost = (index: number[], high: number) => ({
    index,
    coefficient: index.map(() => 1),
    low: -Infinity,
    high,
  });
  const step = (higher: number[], lower: number[], times: number) => ({
    index: [...higher, ...lower],
    coefficient: [...higher.map(() => times), ...lower.map(() => -1)],
    low: 0,
    high: Infinity,
  });
  const rows = [
    atMost(of.flat(2), budget),
    ...days.flatMap((day, d) => (day.budget === undefined ? [] : [atMost(of[d]!.flat(), day.budget)])),
    ...(group === undefined ? [] : of.map((day) => atMost([...day[0]!, ...day[1]!], group))),
    ...plans.flatMap(({ step: most }, p) =>
      most === undefined
        ? []
        : of.slice(1).flatMap((day, d) => {
            const [before, after] = [of[d]![p]!, day[p]!];
            const rise = step(before, after, 1 + most);
            const fall = step(after, before, 1);
            return [
              rise,
              { ...fall, coefficient: [...after.map(() => 1), ...before.map(() => -(1 - most))] },
            ];
          }),
    ),
  ];
  const solution = solver({
    objective: Float64Array.from(objective),
    upper: Float64Array.from(upper),
    rows,
  });
  if (solution.status !== 'optimal') throw new Error(solution.status);
  return solution.value;
}

function agrees(given: Horizon): string {
  const problem = parseProblem(problemOf(given));
  const result = allocate(problem);
  if (result.status !== 'optimal') throw new Error(JSON.stringify(result));
  const expected = reference(given);
  expect(Math.abs(result.value - expected)).toBeLessThanOrEqual(1e-9 * expected);
  expect(result.gap).toBeLessThanOrEqual(1e-9);
  const spend = Float64Array.from(result.allocation, (plan) => plan.spend);
  expect(meetsLimits(buildModel(problem), spend)).toBe(true);
  return result.method;
}

describe('plan-days, days and the horizon', () => {
  it('agree with one linear program over all of them', () => {
    fc.assert(
      fc.property(horizon(fc.constant(undefined)), (given) => {
        expect(agrees(given)).toMatch(/^price-fold/);
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });

  it('with limits of the step from one day to the next too', () => {
    const tied = (given: Horizon) => void agrees(given);
    fc.assert(fc.property(horizon(fc.option(between(0, 0.6), { nil: undefined, freq: 3 })), tied), {
      numRuns: 60,
      endOnFailure: true,
    });
  });

  it('a step limit on S-shaped curves holds, and the value lies below the bound and the free value', () => {
    fc.assert(
      fc.property(between(1.2, 2.5), between(0.05, 0.4), (exponent, spendStep) => {
        const plans = [1, 2].map((k) => ({
          id: `p${k}`,
          curve: { type: 'hill', scale: 500 * k, exponent, halfSaturation: 60 * k },
        }));
        const periods = [{ id: 'a' }, { id: 'b', traffic: 2 }];
        const free = allocate(parseProblem({ budget: 250, plans, periods }));
        const tied = allocate(
          parseProblem({ budget: 250, periods, plans: plans.map((plan) => ({ ...plan, spendStep })) }),
        );
        if (free.status !== 'optimal' || tied.status !== 'optimal') throw new Error('infeasible');
        expect(tied.value).toBeLessThanOrEqual(tied.dualBound);
        expect(tied.value).toBeLessThanOrEqual(free.dualBound * (1 + 1e-9));
        const [a1, a2, b1, b2] = tied.allocation.map(({ spend }) => spend) as [
          number,
          number,
          number,
          number,
        ];
        for (const [before, after] of [
          [a1, b1],
          [a2, b2],
        ] as const) {
          expect(after).toBeLessThanOrEqual(before * (1 + spendStep) + 1e-7);
          expect(after).toBeGreaterThanOrEqual(before * (1 - spendStep) - 1e-7);
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });

  it('a step without periods is bad input', () => {
    const curve = { type: 'hill', scale: 5, exponent: 1, halfSaturation: 9 };
    expect(() => parseProblem({ budget: 9, plans: [{ id: 'a', curve, spendStep: 0.2 }] })).toThrow(
      InputError,
    );
  });
});
