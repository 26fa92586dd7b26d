import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Curve } from '../../src/core/allocation/curves/curve.ts';
import { hillCurve } from '../../src/core/allocation/curves/hill.ts';
import { logisticCurve } from '../../src/core/allocation/curves/logistic.ts';
import { mixCurves } from '../../src/core/allocation/curves/mixCurves.ts';
import { pointsCurve } from '../../src/core/allocation/curves/pointsCurve.ts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const hill = fc.record({
  scale: between(1, 1e4),
  exponent: between(0.3, 4),
  halfSaturation: between(1, 1e3),
  carryover: fc.oneof(fc.constant(0), between(0, 100)),
});
const logistic = fc.record({
  scale: between(1, 1e4),
  steepness: between(1e-3, 0.1),
  midpoint: between(0, 500),
  carryover: between(0, 100),
});
const curves: [string, fc.Arbitrary<Curve>][] = [
  ['Hill', hill.map(hillCurve)],
  ['logistic', logistic.map(logisticCurve)],
];

describe.each(curves)('a %s curve', (_, curve) => {
  it('has the derivative that finite differences show', () => {
    fc.assert(
      fc.property(curve, between(1, 2000), (c, x) => {
        const h = 1e-4 * x;
        // Fourth-order central difference.
        const difference =
          (8 * (c.value(x + h) - c.value(x - h)) - (c.value(x + 2 * h) - c.value(x - 2 * h))) / (12 * h);
        const rounding = (1e-15 * c.value(x)) / h;
        expect(Math.abs(c.slope(x) - difference)).toBeLessThanOrEqual(1e-7 * c.slope(x) + 20 * rounding);
      }),
    );
  });

  it('inverts its derivative on the concave part', () => {
    fc.assert(
      fc.property(curve, between(0, 2000), (c, spend) => {
        const concave = c.parts(0, 5000).at(-1)!;
        if (concave.shape !== 'concave') return;
        const x = Math.max(spend, concave.from + 1e-3 * (concave.to - concave.from));
        const slope = c.slope(x);
        if (slope < 1e-300) return;
        // Where the derivative hardly changes with x, x is known only to the derivative's own rounding.
        const found = c.spendAtSlope(slope);
        expect(Math.abs(c.slope(found) - slope)).toBeLessThanOrEqual(1e-12 * slope);
      }),
    );
  });

  it('is convex before and concave after its bend, as its parts say', () => {
    fc.assert(
      fc.property(curve, between(0.01, 0.99), between(0.01, 0.99), (c, a, b) => {
        for (const { from, to, shape } of c.parts(0, 3000)) {
          const [low, high] = [Math.min(a, b), Math.max(a, b)].map((share) => from + share * (to - from));
          const change = c.slope(high!) - c.slope(low!);
          expect(change * (shape === 'convex' ? 1 : -1)).toBeGreaterThanOrEqual(-1e-12 * c.slope(low!));
        }
      }),
    );
  });
});

it('money in another unit scales Hill curves exactly by powers of two', () => {
  fc.assert(
    fc.property(hill, between(1e-3, 1000), fc.integer({ min: -20, max: 20 }), (p, x, k) => {
      const unit = 2 ** k;
      const scaled = hillCurve({
        ...p,
        halfSaturation: p.halfSaturation * unit,
        carryover: p.carryover * unit,
      });
      expect(scaled.value(x * unit)).toBe(hillCurve(p).value(x));
      expect(scaled.spendAtSlope(0.01 / unit)).toBe(hillCurve(p).spendAtSlope(0.01) * unit);
    }),
  );
});

it('Hill values and derivatives match figures computed by hand', () => {
  const c = hillCurve({ scale: 100, exponent: 2, halfSaturation: 10, carryover: 0 });
  expect([c.value(10), c.slope(10), c.value(20)]).toEqual([50, 5, 80]);
  expect(c.parts(0, 100)[0]!.to).toBeCloseTo(10 / Math.sqrt(3), 12);
});

it('points are joined by lines and end flat', () => {
  const c = pointsCurve({ spend: Float64Array.of(0, 10, 20), value: Float64Array.of(0, 5, 25) });
  expect([c.value(5), c.value(15), c.value(99), c.slope(10), c.slope(99)]).toEqual([2.5, 15, 25, 2, 0]);
});

it('a mean of Hill curves inverts its slope, infinite slopes at 0 and exponents next to 1 included', () => {
  const exponents = [1 - 2 ** -51, 0.4, 0.7];
  const curves = exponents.map((exponent, k) =>
    hillCurve({ scale: 100 * (k + 1), exponent, halfSaturation: 300 - 100 * k, carryover: 0 }),
  );
  const mean = mixCurves(curves, [1 / 3, 1 / 3, 1 / 3]);
  for (const x of [0.01, 1, 30, 250, 4000])
    expect(Math.abs(mean.spendAtSlope(mean.slope(x)) / x - 1)).toBeLessThanOrEqual(1e-10);
});
