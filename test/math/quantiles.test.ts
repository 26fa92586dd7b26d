import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  binomialLower,
  binomialProbability,
  binomialQuantile,
  binomialQuantiles,
  binomialUpper,
} from '../../src/core/math/binomial.ts';
import { gammaLower, gammaUpper } from '../../src/core/math/incompleteGamma.ts';
import { GammaSums } from '../../src/core/math/gammaSums.ts';
import { gammaQuantile } from '../../src/core/math/gammaQuantile.ts';
import {
  firstReaching,
  latticeError,
  latticeOffset,
  latticeScale,
} from '../../src/core/math/latticeQuantile.ts';
import { normalQuantile } from '../../src/core/math/normalQuantile.ts';
import {
  poissonLower,
  poissonProbability,
  poissonQuantile,
  poissonQuantiles,
  poissonUpper,
} from '../../src/core/math/poisson.ts';
import { logGamma } from '../../src/core/math/stirling.ts';
import { binomialTails, gammaQuantiles, gammaTails, poissonTails } from './discrete.reference.ts';

const relative = (actual: number, expected: number) =>
  actual === expected ? 0 : Math.abs(actual / expected - 1);
/** Odd multiples of 2^-53, as the streams give them, with the ends drawn often. */
const level = fc
  .oneof(
    fc.integer({ min: 0, max: 2 ** 52 - 1 }),
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 2 ** 52 - 4, max: 2 ** 52 - 1 }),
  )
  .map((n) => (n + 0.5) * 2 ** -52);
const mean = fc.oneof(
  fc.double({ min: 0, max: 25, noNaN: true }),
  fc.double({ min: 19.9, max: 20.1, noNaN: true }),
  fc.double({ min: -20, max: 20, noNaN: true }).map((power) => Math.exp(power)),
);
const chance = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0.4999, max: 0.5001, noNaN: true }),
  fc.double({ min: -20, max: 0, noNaN: true }).map((power) => Math.exp(power)),
);
const trials = fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 1_000_000 }));

describe('tails against mpmath', () => {
  test.each(gammaTails)('gamma(%s) at %s', (shape, x, lower, upper) => {
    // Each side is promised relative accuracy on its own side of shape + 1, absolute accuracy on the other.
    const below = x <= shape + 1;
    expect(Math.abs(gammaLower(shape, x) - lower)).toBeLessThan(2e-14 * (below ? lower : 1));
    expect(Math.abs(gammaUpper(shape, x) - upper)).toBeLessThan(2e-14 * (below ? 1 : upper));
  });
  test.each(poissonTails)('Poisson(%s) at %s', (mean, n, lower, upper) => {
    const tolerance = mean > 1e8 ? 1e-12 : 2e-14;
    expect(relative(poissonLower(n, mean), lower)).toBeLessThan(tolerance);
    expect(relative(poissonUpper(n, mean), upper)).toBeLessThan(tolerance);
  });
  test.each(binomialTails)('binomial(%s, %s) at %s', (n, p, k, lower, upper) => {
    // The rounding of 1 - p adds up over the terms of the sum.
    const tolerance = n > 1e8 ? 1e-11 : 1e-13;
    expect(relative(binomialLower(k, n, p), lower)).toBeLessThan(tolerance);
    expect(relative(binomialUpper(k, n, p), upper)).toBeLessThan(tolerance);
  });
  test('log Gamma: factorials, a half, the recurrence', () => {
    expect(logGamma(171)).toBeCloseTo(706.5730622457874, 11);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 15);
    for (const x of [9.3, 9.999, 10.5, 1e5])
      expect(relative(logGamma(x + 1), logGamma(x) + Math.log(x))).toBeLessThan(1e-15);
  });
});

describe('gamma quantile', () => {
  test.each(gammaQuantiles)('of shape %s at %s is %s', (shape, u, x) => {
    expect(relative(gammaQuantile(u, shape), x)).toBeLessThan(1e-14 + 2e-15 / shape);
  });
  test.prop([
    level,
    fc.double({ min: 1e-3, max: 1e4, noNaN: true }),
    fc.double({ min: 1e-9, max: 1, noNaN: true }),
  ])('never falls when the shape rises', (u, shape, share) => {
    const raised = gammaQuantile(u, shape * (1 + share));
    expect(raised).toBeGreaterThanOrEqual(gammaQuantile(u, shape));
  });
  test.prop([level, level, fc.double({ min: 1e-3, max: 1e6, noNaN: true })])(
    'never falls when the level rises, and stays finite',
    (a, b, shape) => {
      const low = gammaQuantile(Math.min(a, b), shape);
      const high = gammaQuantile(Math.max(a, b), shape);
      expect(high).toBeGreaterThanOrEqual(low * (1 - 1e-13));
      expect(Number.isFinite(high)).toBe(true);
    },
  );
  test('edges', () => {
    expect([gammaQuantile(0, 2), gammaQuantile(1, 2), gammaQuantile(0.5, 0)]).toEqual([0, Infinity, 0]);
    expect([gammaQuantile(-1, 2), gammaQuantile(0.5, -1), gammaQuantile(NaN, 1)]).toEqual([NaN, NaN, NaN]);
  });
});

describe('Poisson quantile', () => {
  test.prop([level, mean], { numRuns: 3000 })(
    'is the exact inverse of the distribution function',
    (u, mean) => {
      fc.pre(mean > 0);
      const n = poissonQuantile(u, mean);
      const slack = 1e-12;
      expect(poissonUpper(n, mean)).toBeLessThanOrEqual((1 - u) * (1 + slack) + 2e-15);
      if (n > 0) expect(poissonLower(n - 1, mean)).toBeLessThanOrEqual(u * (1 + slack) + 2e-15);
    },
  );
  test.prop([level, mean, fc.double({ min: 0, max: 0.1, noNaN: true })], { numRuns: 3000 })(
    'never falls when the mean rises',
    (u, mean, share) => {
      expect(poissonQuantile(u, mean * (1 + share))).toBeGreaterThanOrEqual(poissonQuantile(u, mean));
    },
  );
  test.prop([level, level, mean])('never falls when the level rises', (a, b, mean) => {
    const [low, high] = a < b ? [a, b] : [b, a];
    expect(poissonQuantile(high, mean)).toBeGreaterThanOrEqual(poissonQuantile(low, mean));
  });
  test.prop([level])('the two methods meet where they switch', (u) => {
    expect(poissonQuantile(u, 20)).toBe(poissonQuantile(u, 20 - 2 ** -48));
  });
  test('edges and extremes', () => {
    expect([poissonQuantile(0.3, 0), poissonQuantile(0, 5), poissonQuantile(1, 5)]).toEqual([0, 0, Infinity]);
    expect([poissonQuantile(NaN, 1), poissonQuantile(0.5, -1), poissonQuantile(2, 1)]).toEqual([
      NaN,
      NaN,
      NaN,
    ]);
    expect(poissonQuantile(0.5, 1e9)).toBe(1e9);
    expect(poissonQuantile(0.5, 1e14)).toBe(1e14);
    expect(poissonQuantile(1e-300, 25)).toBe(0);
    expect(poissonQuantile(1 - 2 ** -53, 1e-12)).toBe(1);
    // Levels of half a step either side of P(N <= 11).
    const lower = poissonLower(11, 12.5);
    expect([lower * (1 - 1e-14), lower * (1 + 1e-14)].map((u) => poissonQuantile(u, 12.5))).toEqual([11, 12]);
  });
  test('frequencies of a grid of levels are the probabilities', () => {
    for (const mean of [0.7, 19.5, 20.5, 400]) {
      const counts = new Map<number, number>();
      const levels = 40_000;
      for (let i = 0; i < levels; i += 1) {
        const n = poissonQuantile((i + 0.5) / levels, mean);
        counts.set(n, (counts.get(n) ?? 0) + 1);
      }
      for (const [n, count] of counts)
        expect(Math.abs(count / levels - poissonProbability(n, mean))).toBeLessThan(1.001 / levels);
    }
  });
});

describe('binomial quantile', () => {
  test.prop([level, trials, chance], { numRuns: 3000 })(
    'is the exact inverse of the distribution function',
    (u, n, p) => {
      fc.pre(p > 0 && p < 1 && n > 0);
      const k = binomialQuantile(u, n, p);
      expect(binomialUpper(k, n, p)).toBeLessThanOrEqual((1 - u) * (1 + 1e-11) + 2e-15);
      if (k > 0) expect(binomialLower(k - 1, n, p)).toBeLessThanOrEqual(u * (1 + 1e-11) + 2e-15);
    },
  );
  test.prop([level, trials, chance, fc.double({ min: 0, max: 1, noNaN: true })], { numRuns: 3000 })(
    'never falls when the chance rises',
    (u, n, p, share) => {
      const raised = p + (1 - p) * share * share * share;
      expect(binomialQuantile(u, n, raised)).toBeGreaterThanOrEqual(binomialQuantile(u, n, p));
    },
  );
  test.prop([level, trials, chance, fc.integer({ min: 1, max: 100 })], { numRuns: 3000 })(
    'never falls when the trials rise',
    (u, n, p, more) => {
      expect(binomialQuantile(u, n + more, p)).toBeGreaterThanOrEqual(binomialQuantile(u, n, p));
    },
  );
  test.prop([level, trials, chance])('counts successes as the mirror of failures', (u, n, p) => {
    fc.pre(p >= 0.5);
    expect(binomialQuantile(u, n, p)).toBe(n - binomialQuantile(1 - u, n, 1 - p));
  });
  test('edges and extremes', () => {
    const at = (u: number, n: number, p: number) => binomialQuantile(u, n, p);
    expect([at(0.5, 0, 0.5), at(0.5, 9, 0), at(0.5, 9, 1), at(0, 9, 0.5), at(1, 9, 0.5)]).toEqual([
      0, 0, 9, 0, 9,
    ]);
    expect([at(NaN, 1, 0.5), at(0.5, -1, 0.5), at(0.5, 1, 1.5), at(0.5, 1, NaN)]).toEqual([
      NaN,
      NaN,
      NaN,
      NaN,
    ]);
    // Exact ties: P(K <= 0) is the level.
    expect([at(0.25, 1, 0.75), at(0.5, 1, 0.5), at(0.75, 1, 0.25)]).toEqual([0, 0, 0]);
    expect(at(1e-300, 1e9, 0.9)).toBeGreaterThan(8.99e8);
    expect(at(0.5, 1e9, 0.3)).toBe(3e8);
  });
  test('frequencies of a grid of levels are the probabilities', () => {
    for (const [n, p] of [
      [9, 0.3],
      [90, 0.75],
      [900, 0.1],
    ] as const) {
      const counts = new Map<number, number>();
      const levels = 40_000;
      for (let i = 0; i < levels; i += 1) {
        const k = binomialQuantile((i + 0.5) / levels, n, p);
        counts.set(k, (counts.get(k) ?? 0) + 1);
      }
      for (const [k, count] of counts)
        expect(Math.abs(count / levels - binomialProbability(k, n, p))).toBeLessThan(1.001 / levels);
    }
  });
});

describe('Cornish-Fisher estimate', () => {
  /** |estimate - exact| over the claimed bound, at the level P(N <= n). */
  function share(offset: (w: number) => number, k2: number, exact: number, lower: number, upper: number) {
    const w = lower < 0.5 ? normalQuantile(lower) : -normalQuantile(upper);
    return Math.abs(w) > 9 ? 0 : Math.abs(offset(w) - exact) / latticeError(w, latticeScale(k2), k2);
  }
  test.each([20, 21.7, 33, 77.3, 500, 12_345.6, 1e6])('stays in its bound: Poisson(%s)', (mean) => {
    for (let z = -8.9; z < 9; z += 0.15) {
      const n = Math.max(0, Math.floor(mean + Math.sqrt(mean) * z));
      const offset = (w: number) => latticeOffset(w, latticeScale(mean), mean, mean, mean, mean);
      const exact = n + 0.5 - mean;
      expect(share(offset, mean, exact, poissonLower(n, mean), poissonUpper(n, mean))).toBeLessThan(1);
    }
  });
  const cases = [40, 61, 100, 1000, 30_000, 1e6].flatMap((n) =>
    [0.5, 0.41, 0.3, 0.1, 0.02, 0.001].map((p) => ({ n, p })),
  );
  test.each(cases.filter(({ n, p }) => n * p >= 20))('stays in its bound: binomial($n, $p)', ({ n, p }) => {
    const pq = p * (1 - p);
    const k2 = n * pq;
    const k3 = k2 * (1 - 2 * p);
    for (let z = -8.9; z < 9; z += 0.15) {
      const k = Math.min(n - 1, Math.max(0, Math.floor(n * p + Math.sqrt(k2) * z)));
      const offset = (w: number) =>
        latticeOffset(w, latticeScale(k2), k2, k3, k2 * (1 - 6 * pq), k3 * (1 - 12 * pq));
      const exact = k + 0.5 - n * p;
      expect(share(offset, k2, exact, binomialLower(k, n, p), binomialUpper(k, n, p))).toBeLessThan(1);
    }
  });
});

test.prop([fc.integer({ min: 0, max: 1e6 }), fc.double({ min: -10, max: 2e6, noNaN: true })])(
  'firstReaching finds the first, from any guess',
  (first, guess) => {
    expect(firstReaching(guess, (n) => n >= first)).toBe(first);
  },
);

describe('columns of quantiles are the quantiles one by one', () => {
  test.prop([fc.array(fc.tuple(level, mean), { maxLength: 80 })])('Poisson', (pairs) => {
    const out = new Float64Array(pairs.length);
    const column = (at: 0 | 1) => Float64Array.from(pairs, (pair) => pair[at]);
    poissonQuantiles(column(0), column(1), pairs.length, out);
    expect([...out]).toEqual(pairs.map(([u, m]) => poissonQuantile(u, m)));
  });
  test.prop([fc.array(fc.tuple(level, trials, chance), { maxLength: 80 })])('binomial', (triples) => {
    const column = (at: 0 | 1 | 2) => Float64Array.from(triples, (triple) => triple[at]);
    const out = column(1);
    binomialQuantiles(column(0), out, column(2), triples.length, out);
    expect([...out]).toEqual(triples.map(([u, n, p]) => binomialQuantile(u, n, p)));
  });
  test.prop([fc.array(fc.tuple(level, trials), { maxLength: 80 }), chance])(
    'binomial, one chance for all',
    (pairs, p) => {
      const out = new Float64Array(pairs.length);
      const column = (at: 0 | 1) => Float64Array.from(pairs, (pair) => pair[at]);
      const chances = new Float64Array(pairs.length).fill(p);
      binomialQuantiles(column(0), column(1), chances, pairs.length, out);
      expect([...out]).toEqual(pairs.map(([u, n]) => binomialQuantile(u, n, p)));
    },
  );
});

test.prop([level, fc.double({ min: 0.05, max: 2, noNaN: true }), fc.integer({ min: 1, max: 70 })])(
  'sums of gamma variables have the quantiles of their shape',
  (u, scale, n) => {
    const exact = gammaQuantile(u, n / scale);
    expect(relative(new GammaSums(scale).quantile(u, normalQuantile(u), n), exact)).toBeLessThan(3e-14);
  },
);
test.prop([fc.array(fc.tuple(level, fc.integer({ min: 1, max: 4 })), { minLength: 2, maxLength: 20 })])(
  'a quantile of a sum does not hang on what was asked before',
  (draws) => {
    const [forwards, backwards] = [new GammaSums(0.25), new GammaSums(0.25)];
    const ask =
      (sums: GammaSums) =>
      ([u, n]: [number, number]) =>
        sums.quantile(u, normalQuantile(u), n);
    expect(draws.map(ask(forwards))).toEqual(draws.toReversed().map(ask(backwards)).toReversed());
  },
);
