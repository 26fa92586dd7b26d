import { describe, expect, it } from 'vitest';
import { cappedNormal } from '../../src/core/engine/noisyCap.ts';

/** min(C, cap) of a normal C by plain summation. */
function bySummation(mean: number, sd: number, cap: number) {
  let [weight, first, second] = [0, 0, 0];
  for (let z = -9; z <= 9; z += 1e-4) {
    const density = Math.exp(-0.5 * z * z);
    const value = Math.min(mean + sd * z, cap);
    weight += density;
    first += density * value;
    second += density * value * value;
  }
  const average = first / weight;
  return { mean: average, variance: second / weight - average * average };
}

describe('a normal cost under a cap', () => {
  it.each([
    [100, 10, 100],
    [100, 20, 80],
    [100, 20, 150],
    [5, 2, 4],
  ])('mean %d, sd %d, cap %d: as by summation', (mean, sd, cap) => {
    const exact = bySummation(mean, sd, cap);
    const ours = cappedNormal({ mean, variance: sd * sd }, cap);
    expect(ours.mean / exact.mean).toBeCloseTo(1, 6);
    expect(ours.variance / exact.variance).toBeCloseTo(1, 4);
  });

  it('with the cap at the mean spends 0.4 standard deviations less', () => {
    expect(cappedNormal({ mean: 100, variance: 100 }, 100).mean).toBeCloseTo(
      100 - 10 / Math.sqrt(2 * Math.PI),
      12,
    );
  });

  it('is the cost itself where the cap is far, and the cap where the cost is', () => {
    for (const cap of [1e9, 1e15, Infinity])
      expect(cappedNormal({ mean: 100, variance: 100 }, cap)).toEqual({ mean: 100, variance: 100 });
    const bound = cappedNormal({ mean: 1e6, variance: 100 }, 50);
    expect(bound.mean).toBeCloseTo(50, 6);
    expect(bound.variance).toBeLessThan(1e-3);
    expect(cappedNormal({ mean: 100, variance: 0 }, 80)).toEqual({ mean: 80, variance: 0 });
  });
});
