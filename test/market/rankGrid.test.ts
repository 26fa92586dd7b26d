import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logNormalCdf } from '../../src/core/math/normal.ts';
import { rankGrid } from '../../src/core/market/search/rankGrid.ts';
import type { RivalField } from '../../src/core/market/search/rivalField.ts';

const fields: fc.Arbitrary<RivalField> = fc.record({
  count: fc.integer({ min: 0, max: 120 }),
  activity: fc.oneof(fc.constant(1), fc.double({ min: 0.9, max: 1, noNaN: true })),
  sd: fc.double({ min: 0.05, max: 0.8, noNaN: true }),
  reserve: fc.constantFrom(1e-3, 0.01, 0.2, 1),
});

/** Everybody who takes part is shown and looked at: no figure depends on more than the law of the ranks. */
const open = (slots: number) => ({
  slots,
  examination: new Float64Array(slots).fill(1),
  clickThrough: new Float64Array(slots).fill(1),
});

/** ln P(a rival is absent or below e^x). */
const logBelow = ({ activity, sd }: RivalField, x: number): number =>
  activity === 1 ? logNormalCdf(x / sd) : Math.log(1 - activity + activity * Math.exp(logNormalCdf(x / sd)));

describe('the grid of ranks', () => {
  it('with a slot for everybody: always shown, at rank 1 + N P(above) on average, whatever the score', () => {
    fc.assert(
      fc.property(fields, (field) => {
        const grid = rankGrid(field, open(field.count + 1));
        grid.impressions.forEach((shown, row) => {
          const above = -Math.expm1(logBelow(field, grid.from + row * grid.step));
          expect(shown).toBeCloseTo(1, 9);
          expect(grid.rankSum[row]! / (1 + field.count * above)).toBeCloseTo(1, 9);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('the last of all pays the reserve; nobody pays less than it or more than the own score', () => {
    fc.assert(
      fc.property(fields, (field) => {
        const grid = rankGrid(field, open(field.count + 1));
        grid.score.forEach((next, row) => {
          const own = Math.exp(grid.from + row * grid.step);
          expect(next).toBeGreaterThan(field.reserve * (1 - 1e-7));
          expect(next).toBeLessThan(own * (1 + 1e-7));
          const last =
            field.count * logBelow(field, grid.from + row * grid.step) < -50 && field.activity === 1;
          const alone =
            field.count * -Math.expm1(logBelow(field, grid.from + row * grid.step)) > field.count - 1e-9;
          if (last && alone) expect(next / field.reserve).toBeCloseTo(1, 4);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('agrees with the next score integrated slowly, in logarithms', () => {
    const field = { count: 40, activity: 1, sd: 0.3, reserve: 1e-3 };
    const grid = rankGrid(field, open(41));
    const lnBinomial = (j: number): number => {
      let sum = 0;
      for (let k = 1; k <= j; k++) sum += Math.log((field.count - k + 1) / k);
      return sum;
    };
    for (let row = 20; row < grid.clicks.length; row += 60) {
      const x = grid.from + row * grid.step;
      const here = logBelow(field, x);
      const rest = Math.log(-Math.expm1(here));
      let expected = 0;
      for (let j = 0; j <= field.count; j++) {
        const probability = Math.exp(lnBinomial(j) + j * rest + (field.count - j) * here);
        if (probability < 1e-15) continue;
        const pieces = 20_000;
        let integral = 0;
        for (let i = 0; i < pieces; i++) {
          const y = grid.from + ((i + 0.5) * (x - grid.from)) / pieces;
          integral +=
            Math.exp(y + (field.count - j) * (logBelow(field, y) - here)) * ((x - grid.from) / pieces);
        }
        expected += probability * (Math.exp(x) - integral);
      }
      expect(grid.score[row]! / expected).toBeCloseTo(1, 5);
    }
  });
});
