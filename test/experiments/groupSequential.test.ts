import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { crossingPower } from '../../src/core/experiments/sequential/crossingPower.ts';
import { errorSpendingBoundaries } from '../../src/core/experiments/sequential/groupSequential.ts';
import {
  alphaSpent,
  informationFractions,
  QUADRATIC_SPENDING,
  type Spending,
} from '../../src/core/experiments/sequential/spending.ts';
import { normalUpper } from '../../src/core/experiments/special/normalUpper.ts';

const daily = (days: number) => Array.from({ length: days }, (_, d) => (d + 1) / days);

/** The recursion by brute force: trapezoid on 4,001 fixed points, bisection. Slow and obvious; good to about 1e-5. */
function slowBoundaries(fractions: readonly number[], alpha: number, spending: Spending): number[] {
  const points = 1201;
  const reach = 4.5;
  const grid = Array.from({ length: points }, (_, i) => -reach + (2 * reach * i) / (points - 1));
  const width = grid[1]! - grid[0]!;
  let density = grid.map((x) => (x === 0 ? 1 / width : 0));
  let time = 0;
  let used = 0;
  return fractions.map((t) => {
    const sd = Math.sqrt(t - time);
    const kernel = (z: number) => Math.exp((-z * z) / (2 * sd * sd)) / (sd * Math.sqrt(2 * Math.PI));
    const alive = density.flatMap((mass, j) => (mass > 1e-14 ? [[grid[j]!, mass] as const] : []));
    const crossing = (c: number) =>
      alive.reduce(
        (sum, [y, mass]) => sum + width * mass * (normalUpper((c - y) / sd) + normalUpper((c + y) / sd)),
        0,
      );
    const spent = alphaSpent(spending, alpha, t);
    let [low, high] = [0, reach];
    for (let i = 0; i < 60; i++) {
      const middle = (low + high) / 2;
      if (crossing(middle) > spent - used) low = middle;
      else high = middle;
    }
    density = grid.map((x) =>
      Math.abs(x) > low ? 0 : alive.reduce((sum, [y, mass]) => sum + width * mass * kernel(x - y), 0),
    );
    used = spent;
    time = t;
    return low / Math.sqrt(t);
  });
}

describe('errorSpendingBoundaries', () => {
  it('gives the published bounds of 28 daily looks on days 7, 14, 21 and 28', () => {
    const weekly = (spending: Spending) =>
      errorSpendingBoundaries(daily(28), 0.05, spending).z.filter((_, d) => d % 7 === 6);
    const quadratic = weekly(QUADRATIC_SPENDING);
    [3.155, 2.748, 2.465, 2.238].forEach((z, i) => expect(quadratic[i]).toBeCloseTo(z, 3));
    const fleming = weekly({ family: 'obrien-fleming' });
    [3.943, 2.878, 2.436, 2.185].forEach((z, i) => expect(fleming[i]).toBeCloseTo(z, 3));
  });

  it('agrees with adaptive quadrature of the two-look integral (scipy quad + brentq) to 1e-12', () => {
    const { z } = errorSpendingBoundaries(
      informationFractions([250, 450, 810], 300),
      0.01,
      QUADRATIC_SPENDING,
    );
    expect(z[0]).toBeCloseTo(3.3041646459822687, 12);
    expect(z[1]).toBeCloseTo(3.034158459867649, 12);
  });

  it('agrees with a slow recursion on a fixed grid', () => {
    const fractions = [0.1, 0.35, 0.4, 0.8, 1];
    const fast = errorSpendingBoundaries(fractions, 0.05, QUADRATIC_SPENDING).z;
    slowBoundaries(fractions, 0.05, QUADRATIC_SPENDING).forEach((z, k) => expect(fast[k]).toBeCloseTo(z, 2));
  });

  property.prop(
    [
      fc.array(fc.double({ min: 0.02, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }),
      fc.double({ min: 0.001, max: 0.2, noNaN: true }),
      fc.constantFrom<Spending>(
        QUADRATIC_SPENDING,
        { family: 'power', rho: 1 },
        { family: 'obrien-fleming' },
        { family: 'pocock' },
        { family: 'hwang-shih-decani', gamma: -4 },
      ),
    ],
    { numRuns: 60 },
  )(
    'the chance of crossing without an effect is what may be spent, whatever the looks',
    (steps, alpha, spending) => {
      const total = steps.reduce((sum, step) => sum + step, 0);
      let sum = 0;
      const fractions = steps.map((step) => (sum += step) / total);
      const { z, spent } = errorSpendingBoundaries(fractions, alpha, spending);
      // crossingPower walks the unfolded process: another integral than the one that solved the bounds.
      expect(2 * crossingPower(fractions, z, 0)).toBeCloseTo(spent.at(-1)!, 8);
      spent.forEach((value, k) => expect(value).toBeGreaterThanOrEqual(spent[k - 1] ?? 0));
      expect(spent.at(-1)).toBeCloseTo(alpha, 12);
    },
  );

  it('one-sided bounds at alpha/2 are the two-sided ones at alpha, but for paths that cross both', () => {
    const one = errorSpendingBoundaries(daily(5), 0.025, { family: 'obrien-fleming' }, 1).z;
    const two = errorSpendingBoundaries(daily(5), 0.05, { family: 'obrien-fleming' }, 2).z;
    one.forEach((z, k) => expect(z).toBeCloseTo(two[k]!, 7));
  });

  it('pools looks that bring no information and spends nothing there', () => {
    const { z, spent } = errorSpendingBoundaries([0.5, 0.5 + 1e-9, 1], 0.05, QUADRATIC_SPENDING);
    expect(z[1]).toBe(Infinity);
    expect(spent[1]).toBe(spent[0]);
    expect(2 * crossingPower([0.5, 1], [z[0]!, z[2]!], 0)).toBeCloseTo(0.05, 9);
  });
});

describe('alphaSpent', () => {
  property.prop([fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })])(
    'never falls with information and ends at alpha',
    (a, b) => {
      const [early, late] = a < b ? [a, b] : [b, a];
      for (const family of ['obrien-fleming', 'pocock'] as const) {
        expect(alphaSpent({ family }, 0.05, early)).toBeLessThanOrEqual(
          alphaSpent({ family }, 0.05, late) + 1e-15,
        );
        expect(alphaSpent({ family }, 0.05, 1)).toBe(0.05);
      }
    },
  );
});
