import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../src/core/allocation/problem/allocate.ts';
import type { LinearProgram, LpSolution } from '../../src/core/allocation/linearProgram.ts';
import { buildModel } from '../../src/core/allocation/problem/buildModel.ts';
import { meetsLimits } from '../../src/core/allocation/problem/meetsLimits.ts';
import { needsSolver } from '../../src/core/allocation/problem/needsSolver.ts';
import { parseProblem, type AllocationProblem } from '../../src/core/allocation/problem/parseProblem.ts';
import { loadHighsSolver } from '../../src/io/highsSolver.ts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const power = fc.integer({ min: -20, max: 20 }).map((exponent) => 2 ** exponent);

const plansOf = (exponent: fc.Arbitrary<number>) =>
  fc
    .array(fc.record({ scale: between(0.5, 4), half: between(0.2, 3), exponent, size: power }), {
      minLength: 3,
      maxLength: 5,
    })
    .map((list) =>
      list.map(({ scale, half, exponent, size }, i) => ({
        id: `p${i}`,
        curve: { type: 'hill', scale: scale * size, exponent, halfSaturation: half * size },
      })),
    );
/** Two groups that overlap and hold nothing back: no tree, and the same answer. */
const overlapping = [
  { id: 'g', plans: ['p0', 'p1'], budget: 1e30 },
  { id: 'h', plans: ['p1', 'p2'], budget: 1e30 },
];

describe('no budget, and limits that form no tree', () => {
  it('an average floor holds to rounding at any scale, and its bound lies above the answer of the price fold', () => {
    fc.assert(
      fc.property(plansOf(between(0.3, 1)), between(0.05, 20), power, (given, floor, unit) => {
        const tree = parseProblem({ plans: given, minAverageRoas: floor * unit });
        const wide = parseProblem({ ...tree, groups: overlapping });
        const [expected, result] = [allocate(tree), allocate(wide)];
        if (expected.status !== 'optimal' || result.status !== 'optimal') throw new Error(result.status);
        expect([expected.method, result.method]).toEqual(['price-fold', 'linear-program']);
        for (const { allocation } of [expected, result])
          expect(
            meetsLimits(
              buildModel(wide),
              Float64Array.from(allocation, ({ spend }) => spend),
            ),
          ).toBe(true);
        expect(result.value).toBeLessThanOrEqual(expected.value * (1 + 1e-9));
        expect(result.gap).toBeLessThanOrEqual(1e-9);
        expect(result.proven).toBe(true);
        expect(result.dualBound).toBeGreaterThanOrEqual(expected.value * (1 - 1e-12));
      }),
      { numRuns: 40 },
    );
  });

  it('with S-shaped curves and a group floor of its own no answer breaks a limit, nor passes its bound', () => {
    fc.assert(
      fc.property(plansOf(between(0.4, 3)), between(0.05, 2), between(0.05, 2), (given, floor, inner) => {
        const [g, h] = overlapping;
        const problem = parseProblem({
          plans: given,
          minAverageRoas: floor,
          groups: [{ ...g, minAverageRoas: inner }, h],
        });
        const result = allocate(problem);
        // Spending nothing meets every limit.
        if (result.status !== 'optimal') throw new Error(result.status);
        const spend = Float64Array.from(result.allocation, (plan) => plan.spend);
        expect(meetsLimits(buildModel(problem), spend)).toBe(true);
        expect(result.dualBound).toBeGreaterThanOrEqual(result.value);
        const roas = (result.totals.roas ?? Infinity) / floor;
        expect(roas).toBeGreaterThanOrEqual(1 - 1e-9);
      }),
      { numRuns: 10 },
    );
  });
});

it('an answer of a solver that breaks a limit is never given', () => {
  const given = ['p0', 'p1', 'p2'].map((id) => ({
    id,
    curve: { type: 'hill', scale: 100, exponent: 1, halfSaturation: 10 },
    min: 1,
  }));
  const problem = parseProblem({
    plans: given,
    budget: 20,
    groups: Array.from({ length: 310 }, (_, g) => ({ ...overlapping[g % 2]!, id: `g${g}`, budget: 5 })),
  });
  expect(needsSolver(problem)).toBe(true);
  // It puts every plan at its highest spend and claims that nothing is violated.
  const careless = ({ objective, rows }: LinearProgram): LpSolution => {
    const x = new Float64Array(objective.length);
    for (const { index, low, high } of rows) if (low === 1 && high === 1) x[index[1]!] = 1;
    return { status: 'optimal', value: 0, x, dual: new Float64Array(rows.length) };
  };
  const result = allocate(problem, { solver: careless });
  expect(result).toMatchObject({ status: 'infeasible', conflict: { limit: 'together' } });
});

it('above 300 rows a sparse solver is asked, to the same answer', async () => {
  const solver = await loadHighsSolver();
  const plans = [0.7, 0.8, 1].map((exponent, i) => ({
    id: `p${i}`,
    curve: { type: 'hill', scale: 300 - 50 * i, exponent, halfSaturation: 40 + 10 * i },
  }));
  const groupsOf = (length: number) =>
    Array.from({ length }, (_, g) => ({ ...overlapping[g % 2]!, id: `g${g}`, budget: 70 + (g >> 1) }));
  // Only the first two groups can hold anything back.
  const [few, many] = [2, 310].map((length) =>
    parseProblem({ plans, budget: 100, groups: groupsOf(length) }),
  ) as [AllocationProblem, AllocationProblem];
  expect([needsSolver(few), needsSolver(many)]).toEqual([false, true]);
  const [own, sparse] = [allocate(few), allocate(many, { solver })];
  if (own.status !== 'optimal' || sparse.status !== 'optimal') throw new Error('infeasible');
  expect([own.method, sparse.method]).toEqual(['linear-program', 'sparse-linear-program']);
  expect(own.gap).toBeLessThanOrEqual(1e-11);
  expect(Math.abs(sparse.value / own.value - 1)).toBeLessThanOrEqual(1e-9);
});
