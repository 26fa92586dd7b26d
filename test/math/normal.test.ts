import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { logNormalCdf, normalCdf, normalCdfs, normalPdf } from '../../src/core/math/normal.ts';
import { normalQuantile, normalQuantiles } from '../../src/core/math/normalQuantile.ts';
import { distribution, quantiles } from './normal.reference.ts';

const relative = (actual: number, expected: number) =>
  actual === expected ? 0 : Math.abs(actual / expected - 1);

describe('normal distribution', () => {
  test.each(distribution)('P(Z <= %s), and its logarithm, to 1e-15', (z, p, logP) => {
    // Below 1e-308 doubles themselves lose digits.
    expect(relative(normalCdf(z), p)).toBeLessThan(p > 1e-307 ? 1e-15 : 1e-12);
    expect(relative(logNormalCdf(z), logP)).toBeLessThan(1e-15);
  });

  test.prop([fc.double({ min: 0, max: 37, noNaN: true })])('both tails sum to 1', (z) => {
    expect(normalCdf(z) + normalCdf(-z)).toBe(1);
  });

  test.prop([fc.double({ min: -36, max: 8, noNaN: true })])('the density is the slope', (z) => {
    const step = 1e-5;
    const slope = (normalCdf(z + step) - normalCdf(z - step)) / (2 * step);
    expect(Math.abs(slope - normalPdf(z))).toBeLessThan(1e-5 * normalPdf(z) * (1 + z * z) + 1e-11);
  });

  test('limits', () => {
    expect([normalCdf(-Infinity), normalCdf(Infinity), normalCdf(NaN)]).toEqual([0, 1, NaN]);
    expect([normalPdf(-Infinity), normalPdf(1e300), normalPdf(NaN)]).toEqual([0, 0, NaN]);
    expect(logNormalCdf(-1e10)).toBeCloseTo(-5e19, -6);
    expect(logNormalCdf(50)).toBe(-0);
  });
});

describe('normal quantile', () => {
  test.each(quantiles)('of %s is %s to 1e-15', (p, z) => {
    expect(relative(normalQuantile(p), z)).toBeLessThan(1e-15);
  });

  test.prop([fc.double({ min: 1e-300, max: 0.9, noNaN: true })])('undoes the distribution function', (p) => {
    const z = normalQuantile(p);
    // A relative error e of z moves P by z phi(z) e: up to z^2 times as much in the tail, z phi(z) in the middle.
    expect(relative(normalCdf(z), p)).toBeLessThan(1e-15 * (1 + z * z));
  });

  test.prop([fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })])(
    'never falls',
    (a, b) => {
      expect(normalQuantile(Math.max(a, b))).toBeGreaterThanOrEqual(normalQuantile(Math.min(a, b)));
    },
  );

  test('limits', () => {
    expect([0, 1, -0.1, 1.1, NaN].map(normalQuantile)).toEqual([-Infinity, Infinity, NaN, NaN, NaN]);
    expect(normalQuantile(0.5)).toBe(0);
  });
});

test.prop([
  fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(NaN)), { maxLength: 60 }),
])('columns of quantiles and of levels are those one by one', (levels) => {
  const p = Float64Array.from(levels);
  const z = new Float64Array(levels.length);
  normalQuantiles(p, levels.length, z);
  expect([...z]).toEqual(levels.map((level) => normalQuantile(level)));
  const out = z.slice();
  normalCdfs(out, levels.length);
  expect([...out]).toEqual(Array.from(z, (value) => normalCdf(value)));
});
