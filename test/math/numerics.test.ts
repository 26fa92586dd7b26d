import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { buildMonotone, evaluateHermite, evaluateHermiteSlope } from '../../src/core/math/hermite.ts';
import { gaussLegendre } from '../../src/core/math/quadrature.ts';
import { CompensatedSum, compensatedSum } from '../../src/core/math/sum.ts';

describe('compensated sum', () => {
  test('keeps what a plain sum loses', () => {
    expect(compensatedSum([1, 1e100, 1, -1e100])).toBe(2);
    const tenths = Array.from({ length: 1_000_000 }, () => 0.1);
    expect(compensatedSum(tenths)).toBe(100_000);
    expect(new CompensatedSum().value).toBe(0);
  });
  test.prop([fc.array(fc.integer({ min: -(2 ** 40), max: 2 ** 40 })), fc.integer({ min: -60, max: 60 })])(
    'is exact for whole amounts and scales with the currency',
    (units, power) => {
      const exact = units.reduce((sum, unit) => sum + BigInt(unit), 0n);
      expect(compensatedSum(units.map((unit) => unit * 2 ** power))).toBe(Number(exact) * 2 ** power);
    },
  );
});

describe('Gauss-Legendre', () => {
  test.each([1, 2, 3, 5, 16, 32, 64, 101])('with %s nodes is exact to degree 2n - 1', (count) => {
    const { nodes, weights } = gaussLegendre(count);
    for (let degree = 0; degree < 2 * count; degree += 1) {
      const integral = nodes.reduce((sum, x, i) => sum + weights[i]! * x ** degree, 0);
      expect(Math.abs(integral - (degree % 2 === 0 ? 2 / (degree + 1) : 0))).toBeLessThan(1e-14);
    }
    for (let i = 1; i < count; i += 1) expect(nodes[i]!).toBeGreaterThan(nodes[i - 1]!);
  });
  test('reference nodes (Abramowitz and Stegun, table 25.4)', () => {
    const { nodes, weights } = gaussLegendre(4);
    expect(nodes[3]).toBeCloseTo(0.861136311594053, 15);
    expect(weights[3]).toBeCloseTo(0.347854845137454, 15);
  });
});

describe('monotone Hermite table', () => {
  const values = fc
    .array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 12 })
    .map((list) => Float64Array.from(list));
  const share = fc.double({ min: 0, max: 1, noNaN: true });

  test.prop([values, share, share], { numRuns: 2000 })('rises where its values rise', (raw, a, b) => {
    const rising = raw.slice().sort();
    const slopes = buildMonotone(rising);
    const [low, high] = [Math.min(a, b), Math.max(a, b)].map((s) => s * (rising.length - 1));
    const size = 1e-13 * (Math.abs(rising[0]!) + Math.abs(rising.at(-1)!));
    expect(evaluateHermite(rising, slopes, high!)).toBeGreaterThanOrEqual(
      evaluateHermite(rising, slopes, low!) - size,
    );
  });
  test.prop([values, share])('stays between neighbouring values and passes through them', (raw, s) => {
    const slopes = buildMonotone(raw);
    const position = s * (raw.length - 1);
    const i = Math.min(Math.floor(position), raw.length - 2);
    const value = evaluateHermite(raw, slopes, position);
    expect(value).toBeGreaterThanOrEqual(Math.min(raw[i]!, raw[i + 1]!) - 1e-10);
    expect(value).toBeLessThanOrEqual(Math.max(raw[i]!, raw[i + 1]!) + 1e-10);
    // Adding 0 makes -0 a 0.
    raw.forEach((node, j) => expect(evaluateHermite(raw, slopes, j) + 0).toBe(node + 0));
  });
  test('its error falls with the fourth power of the step on smooth rising values', () => {
    const worst = (count: number) => {
      const table = Float64Array.from({ length: count + 1 }, (_, i) => Math.exp((2 * i) / count));
      const slopes = buildMonotone(table);
      let error = 0;
      for (let x = 0; x <= 1; x += 1 / 1000)
        error = Math.max(error, Math.abs(evaluateHermite(table, slopes, x * count) - Math.exp(2 * x)));
      return error;
    };
    expect(worst(64) / worst(128)).toBeGreaterThan(13);
    expect(worst(128)).toBeLessThan(2e-8);
  });
  test('the slope is the derivative; ends are held', () => {
    const table = Float64Array.of(0, 1, 3, 7, 7, 4);
    const slopes = buildMonotone(table);
    for (const x of [0.2, 1.7, 2.5, 3.9, 4.4]) {
      const difference = evaluateHermite(table, slopes, x + 1e-6) - evaluateHermite(table, slopes, x - 1e-6);
      expect(evaluateHermiteSlope(table, slopes, x)).toBeCloseTo(difference / 2e-6, 6);
    }
    expect([evaluateHermite(table, slopes, -3), evaluateHermite(table, slopes, 99)]).toEqual([0, 4]);
    expect(evaluateHermiteSlope(table, slopes, 99)).toBe(0);
  });
});
