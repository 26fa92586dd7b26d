import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateColumns } from '../../src/core/market/columnTable.ts';
import { BlendedTables } from '../../src/core/market/search/blendedTables.ts';
import { nodeTable } from '../../src/core/market/search/nodeTable.ts';
import type { PositionEffects } from '../../src/core/market/search/rankGrid.ts';
import { searchColumn, searchColumns, searchTable } from '../../src/core/market/search/searchTable.ts';

const rows = Array.from({ length: 40 }, (_, row) => row);
const effects: PositionEffects = {
  slots: 40,
  examination: Float64Array.from(rows, (row) => Math.exp(-row / 6)),
  clickThrough: Float64Array.from(rows, (row) => (row + 1) ** -0.15),
};
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const fieldArb = fc.record({
  count: fc.integer({ min: 0, max: 300 }),
  activity: between(0.2, 1),
  sd: between(0.3, 1),
  reserve: between(0.02, 1.2),
});
const at = (evaluate: (out: Float64Array) => void): Float64Array => {
  const out = new Float64Array(searchColumns);
  evaluate(out);
  return out;
};

describe('a table at the nodes of its grid', () => {
  it('agrees with the table made point by point', () => {
    fc.assert(
      fc.property(fieldArb, between(0.05, 0.4), between(-1, 2), (field, noise, x) => {
        const fast = at((out) => evaluateColumns(nodeTable(field, effects, noise), x, out));
        const slow = at((out) => evaluateColumns(searchTable(field, effects, noise), x, out));
        // Both are cubic pieces through exact nodes: the pieces differ, the more the finer the noise (nodes noise/4 apart).
        fast.forEach((value, c) => expect(Math.abs(value - slow[c]!)).toBeLessThan(1e-3 * (1 + slow[c]!)));
      }),
      { numRuns: 15 },
    );
  });
});

describe('blended tables', () => {
  it('stand within 0.4 % of the whole of the exact table, at any count (whole or not), reserve and bid', () => {
    fc.assert(
      fc.property(fieldArb, fc.array(between(-1, 2), { minLength: 1, maxLength: 8 }), (field, bids) => {
        const tables = new BlendedTables((one) => nodeTable(one, effects, 0.2));
        const place = tables.blend(field);
        const exact = searchTable(field, effects, 0.2);
        for (const x of bids) {
          const blended = at((out) => tables.evaluate(place, field.count, field.reserve, x, out));
          const own = at((out) => evaluateColumns(exact, x, out));
          for (const column of [searchColumn.impressions, searchColumn.clicks])
            expect(Math.abs(blended[column]! - own[column]!)).toBeLessThan(0.004);
          const price = Math.exp(x);
          expect(Math.abs(blended[searchColumn.price]! - own[searchColumn.price]!)).toBeLessThan(
            0.004 * price,
          );
        }
      }),
      { numRuns: 15 },
    );
  });

  it('never show less at a higher bid (beyond rounding), and less the more rivals there are', () => {
    const tables = new BlendedTables((one) => nodeTable(one, effects, 0.2));
    fc.assert(
      fc.property(
        between(0, 120),
        between(0, 20),
        between(0.05, 1),
        between(-1, 2),
        between(0, 1),
        (count, more, reserve, x, higher) => {
          const place = tables.blend({ activity: 0.5, sd: 0.7 });
          const clicks = (rivals: number, bid: number): number =>
            at((out) => tables.evaluate(place, rivals, reserve, bid, out))[searchColumn.clicks]!;
          expect(clicks(count, x + higher)).toBeGreaterThanOrEqual(clicks(count, x) * (1 - 1e-12));
          expect(clicks(count + more, x)).toBeLessThanOrEqual(clicks(count, x) + 1e-9);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('give the same whichever was asked before', () => {
    const tables = new BlendedTables((one) => nodeTable(one, effects, 0.2));
    const walked = tables.blend({ activity: 0.5, sd: 0.7 });
    const asked = fc.record({ count: between(0, 90), reserve: between(0.05, 1), x: between(-1, 2) });
    fc.assert(
      fc.property(asked, ({ count, reserve, x }) => {
        const fresh = tables.blend({ activity: 0.5, sd: 0.7 });
        expect(at((out) => tables.evaluate(walked, count, reserve, x, out))).toEqual(
          at((out) => tables.evaluate(fresh, count, reserve, x, out)),
        );
      }),
      { numRuns: 100 },
    );
  });
});
