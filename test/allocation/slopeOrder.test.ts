import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { slopeOrder } from '../../src/core/allocation/slopeOrder.ts';

it('is the order of a stable comparison sort, for any slopes and sizes', () => {
  const slope = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: -3, max: 3 }),
    fc.integer({ min: 0, max: 7 }).map((k) => 1 + k * 2 ** -50),
  );
  fc.assert(
    fc.property(fc.array(slope, { minLength: 0, maxLength: 700, size: 'max' }), (slopes) => {
      const values = Float64Array.from(slopes, (s) => s + 0);
      const expected = slopes.map((_, i) => i).sort((a, b) => values[b]! - values[a]! || a - b);
      expect([...slopeOrder(values)]).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});
