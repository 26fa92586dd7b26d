import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { exp, expm1, log, log1p, logistic, logit, pow, tanh } from '../../src/core/math/elementary.ts';

const SMALLEST_NORMAL = 2.2250738585072014e-308;

/** Relative distance, in units of the smallest normal double below it; 0 for equal bits and for two NaN. */
function distance(actual: number, expected: number): number {
  if (Object.is(actual, expected)) return 0;
  return Math.abs(actual - expected) / Math.max(Math.abs(expected), SMALLEST_NORMAL);
}

const extremes = [
  0,
  -0,
  1,
  -1,
  Infinity,
  -Infinity,
  NaN,
  5e-324,
  -5e-324,
  1e-310,
  SMALLEST_NORMAL,
  1e-300,
  1e300,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  709.78,
  709.782712893384,
  709.7827128933841,
  -708.5,
  -745.13,
  -745.1332191019411,
  -745.1332191019412,
  -746,
  0.5,
  2,
  3,
  -3,
  1e-17,
  -1e-17,
  -0.29,
  0.41,
  -0.35,
  0.35,
  37,
  40,
  -40,
  1 / 3,
  4503599627370495,
  9007199254740991,
];

/** Whole binary range of magnitudes, either sign. */
const anyMagnitude = fc.double({ noNaN: true });
const moderate = fc.double({ min: -760, max: 760, noNaN: true });
const unary = [
  { name: 'exp', ours: exp, theirs: Math.exp },
  { name: 'log', ours: log, theirs: Math.log },
  { name: 'log1p', ours: log1p, theirs: Math.log1p },
  { name: 'expm1', ours: expm1, theirs: Math.expm1 },
  { name: 'tanh', ours: tanh, theirs: Math.tanh },
];

describe.each(unary)('$name', ({ ours, theirs }) => {
  test('agrees with the engine at the extremes', () => {
    for (const x of extremes) expect(distance(ours(x), theirs(x)), `at ${x}`).toBeLessThan(1e-15);
  });

  test.prop([fc.oneof(anyMagnitude, moderate, fc.double({ min: -3, max: 3, noNaN: true }))], {
    numRuns: 20_000,
  })('agrees with the engine to 1e-15 everywhere', (x) => {
    expect(distance(ours(x), theirs(x))).toBeLessThan(1e-15);
  });
});

describe('reference values (mpmath, 60 digits)', () => {
  const cases: readonly (readonly [number, number])[] = [
    [exp(1), Math.E],
    [exp(-700.25), 7.678723813110872e-305],
    [exp(700.25), 1.3022997366991783e304],
    [log(10), Math.LN10],
    [log(5e-324), -744.4400719213812],
    [log1p(1e-10), 9.9999999995e-11],
    [expm1(-1e-10), -9.9999999995e-11],
    [pow(1.0000001, 5e9), 1.4035575382338372e217],
  ];
  test.each(cases)('%s is %s', (actual, expected) => {
    expect(distance(actual, expected)).toBeLessThan(1e-15);
  });
});

describe('pow', () => {
  test('agrees with the engine on every pair of extremes, signs of zero included', () => {
    for (const x of extremes)
      for (const y of extremes) {
        const expected = x ** y;
        expect(distance(pow(x, y), expected), `${x} ** ${y}`).toBeLessThan(1e-15);
        expect(Object.is(pow(x, y), -0), `sign of ${x} ** ${y}`).toBe(Object.is(expected, -0));
      }
  });

  test.prop(
    [fc.double({ min: 1e-8, max: 1e8, noNaN: true }), fc.double({ min: -40, max: 40, noNaN: true })],
    {
      numRuns: 20_000,
    },
  )('agrees with the engine to 1e-15', (x, y) => {
    expect(distance(pow(x, y), x ** y)).toBeLessThan(1e-15);
  });

  test('whole powers that fit in a double are exact', () => {
    for (let base = 2; base < 40; base += 1)
      for (let power = 0, exact = 1; exact <= Number.MAX_SAFE_INTEGER; power += 1, exact *= base)
        expect(pow(base, power)).toBe(exact);
  });
});

describe('monotone', () => {
  const pairs = fc.tuple(moderate, fc.double({ min: 0, max: 1e-3, noNaN: true }));
  test.prop([pairs])('exp never falls', ([x, step]) => {
    expect(exp(x + step)).toBeGreaterThanOrEqual(exp(x));
  });
  test.prop([
    fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  ])('log never falls', (x, share) => {
    expect(log(x * (1 + share))).toBeGreaterThanOrEqual(log(x));
  });
});

describe('logistic and logit', () => {
  test.prop([fc.double({ min: 1e-300, max: 0.999999, noNaN: true })])('are inverse', (p) => {
    expect(Math.abs(logistic(logit(p)) / p - 1)).toBeLessThan(1e-12);
  });
  test.prop([moderate])('logistic(-x) = 1 - logistic(x)', (x) => {
    expect(logistic(-x) + logistic(x)).toBeCloseTo(1, 15);
  });
});
