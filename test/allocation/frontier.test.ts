import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frontierFromPoints, frontierMix, frontierValue } from '../../src/core/allocation/frontier.ts';
import {
  capBudget,
  capRoas,
  floorMarginal,
  mergeFrontiers,
  minSpend,
} from '../../src/core/allocation/frontierOps.ts';
import { InputError } from '../../src/core/issues/issue.ts';
import { frontiers } from './arbitraries.ts';

/** Highest value at a spend by trying every pair of points (and the origin) as a mix. */
function slowHull(points: { cost: Float64Array; value: Float64Array }, spend: number): number {
  const all = [...Array.from(points.cost, (cost, i) => [cost, points.value[i]!] as const), [0, 0] as const];
  let best = -Infinity;
  for (const [c1, v1] of all)
    for (const [c2, v2] of all) {
      if (c1 === spend) best = Math.max(best, v1);
      if (c1 < spend && spend < c2) best = Math.max(best, v1 + ((v2 - v1) * (spend - c1)) / (c2 - c1));
    }
  return best;
}

const end = ({ cost }: { cost: Float64Array }) => cost.at(-1)!;

describe('a frontier', () => {
  it('is the best mix of two points at every spend, and names those points', () => {
    fc.assert(
      fc.property(frontiers, fc.double({ min: 0, max: 1, noNaN: true }), (frontier, share) => {
        const spend = share * end(frontier);
        const value = frontierValue(frontier, spend);
        expect(value).toBeCloseTo(slowHull(frontier.points, spend), 9);
        const mix = frontierMix(frontier, spend);
        const at = (point: number, of: 'cost' | 'value') => (point < 0 ? 0 : frontier.points[of][point]!);
        const mixed = (of: 'cost' | 'value') =>
          at(mix.from, of) * (1 - mix.share) + at(mix.to, of) * mix.share;
        expect(mixed('cost')).toBeCloseTo(spend, 9);
        expect(mixed('value')).toBeCloseTo(value, 9);
      }),
    );
  });

  it('keeps a point at spend 0, whatever it earns', () => {
    const { cost, value } = frontierFromPoints([0, 2], [5, 6]);
    expect([...cost, ...value]).toEqual([0, 2, 5, 6]);
  });

  it.each([
    [
      [1, NaN],
      [1, 2],
    ],
    [[-1], [1]],
    [[1], [Infinity]],
    [[1, 2], [1]],
  ])('refuses points that are no curve: %j %j', (cost, value) => {
    expect(() => frontierFromPoints(cost, value)).toThrow(InputError);
  });
});

describe('operations on frontiers', () => {
  it('merge is the best split between two, against a grid', () => {
    fc.assert(
      fc.property(frontiers, frontiers, fc.integer({ min: 0, max: 100 }), (a, b, percent) => {
        const merged = mergeFrontiers([a, b]);
        const spend = (percent / 100) * end(merged);
        let best = -Infinity;
        for (let k = 0; k <= 200; k++) {
          const toA = (k / 200) * Math.min(spend, end(a));
          if (spend - toA <= end(b) * (1 + 1e-12))
            best = Math.max(best, frontierValue(a, toA) + frontierValue(b, spend - toA));
        }
        expect(frontierValue(merged, spend)).toBeGreaterThanOrEqual(best - 1e-9);
      }),
    );
  });

  it('cuts at the budget, at the average floor, below the marginal floor and before the minimum', () => {
    const frontier = frontierFromPoints([0, 1, 3, 7], [0, 8, 12, 16]);
    expect([...capBudget(frontier, 2).cost]).toEqual([0, 1, 2]);
    expect([...capRoas(frontier, 3).cost]).toEqual([0, 1, 3, 4.5]);
    expect([...floorMarginal(frontier, 1.5).cost]).toEqual([0, 1, 3]);
    expect([...minSpend(frontier, 2).cost]).toEqual([2, 3, 7]);
    expect([...minSpend(frontier, 2).value]).toEqual([10, 12, 16]);
  });

  it('keeps the average floor where a minimum starts below it and more spend lifts it', () => {
    const start = minSpend(frontierFromPoints([0, 10], [0, 10]), 4);
    const joined = mergeFrontiers([start, frontierFromPoints([2], [8])]);
    const kept = capRoas(joined, 1.5);
    expect([kept.cost[0]!, end(kept)]).toEqual([4.8, 12]);
    expect(() => capRoas(start, 1.5)).toThrow(InputError);
  });
});
