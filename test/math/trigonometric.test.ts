import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cos, sin } from '../../src/core/math/trigonometric.ts';
import reference from '../references/trigonometric.json' with { type: 'json' };

const vectors = reference.rows as [number, number, number][];
const tolerance = 2e-16;

describe('sine and cosine', () => {
  test.each(vectors)('of %d', (x, sine, cosine) => {
    expect(Math.abs(sin(x) - sine)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(cos(x) - cosine)).toBeLessThanOrEqual(tolerance);
  });

  test('agree with the platform within 3e-16', () => {
    fc.assert(
      fc.property(fc.double({ min: -1.6e6, max: 1.6e6, noNaN: true }), (x) => {
        expect(Math.abs(sin(x) - Math.sin(x))).toBeLessThanOrEqual(3e-16);
        expect(Math.abs(cos(x) - Math.cos(x))).toBeLessThanOrEqual(3e-16);
      }),
      { numRuns: 2000 },
    );
  });

  test('are odd and even', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e6, noNaN: true }), (x) => {
        expect(sin(-x)).toBe(-sin(x));
        expect(cos(-x)).toBe(cos(x));
      }),
    );
  });

  test('beyond the exact reduction there is no number', () => {
    for (const x of [1e9, -1e9, Infinity, NaN]) expect([sin(x), cos(x)]).toEqual([NaN, NaN]);
  });
});
