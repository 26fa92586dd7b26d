import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frontierFromPoints } from '../../src/core/allocation/frontier.ts';
import { solveTree } from '../../src/core/allocation/solveTree.ts';
import { trees } from './arbitraries.ts';
import { lpOptimum } from './lpReferee.ts';

const close = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b), 1e-3);

describe('a tree of plans, groups and account', () => {
  it('agrees with linear programming to 1e-9, and its own bound proves it', () => {
    let feasible = 0;
    fc.assert(
      fc.property(trees, fc.constantFrom(0, 0, 1), (tree, costWeight) => {
        const solution = solveTree(tree, { valueWeight: 1, moneyPrice: costWeight });
        const referee = lpOptimum(tree, costWeight);
        if (solution.status === 'infeasible' || referee === 'infeasible') {
          expect(referee).toBe(solution.status);
          return;
        }
        feasible++;
        const { value, dualBound, gap } = solution.certificate;
        expect(close(value, referee), `${value} against ${referee}`).toBe(true);
        expect(dualBound).toBeGreaterThanOrEqual(value);
        expect(gap).toBeLessThanOrEqual(1e-9);
      }),
      { numRuns: 400, seed: 5 },
    );
    expect(feasible).toBeGreaterThan(200);
  });

  it('a plan held at one spend leaves the others all that they earn from', () => {
    const plan = (id: string, limits: object) => ({
      id,
      limits,
      frontier: frontierFromPoints([10, 30], [50, 90]),
    });
    const children = [plan('held', { minSpend: 20, maxSpend: 20 }), plan('free', {})];
    const solution = solveTree({ id: 'account', limits: {}, children });
    expect(solution).toMatchObject({ status: 'optimal', certificate: { value: 70 + 90 } });
  });
});
