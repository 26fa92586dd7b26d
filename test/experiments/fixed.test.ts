import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { streamKey, uniform } from '../../src/core/math/keyed.ts';
import { binomialTest } from '../../src/core/experiments/fixed/binomialTest.ts';
import { chiSquareRates, DIVERGENCES } from '../../src/core/experiments/fixed/chiSquareTest.ts';
import { cupedMoments, cupedTheta, prePost } from '../../src/core/experiments/fixed/cuped.ts';
import { effectOf } from '../../src/core/experiments/fixed/effect.ts';
import { adjustFamily, type Correction } from '../../src/core/experiments/fixed/families.ts';
import { fisherExact } from '../../src/core/experiments/fixed/fisher.ts';
import { momentsOfRatio, momentsOfValues } from '../../src/core/experiments/fixed/moments.ts';
import { proportionZTest } from '../../src/core/experiments/fixed/proportionPair.ts';
import { scoreDifference, scoreRatio } from '../../src/core/experiments/fixed/scoreIntervals.ts';
import { welchTest } from '../../src/core/experiments/fixed/welch.ts';
import { crossingPower } from '../../src/core/experiments/sequential/crossingPower.ts';
import { cohensH, proportionPower, proportionSampleSize } from '../../src/core/experiments/planning/power.ts';

const p = fc.double({ min: 0, max: 1, noNaN: true });
const corrections: Correction[] = [
  'bonferroni',
  'sidak',
  'holm',
  'holm-sidak',
  'hochberg',
  'hochberg-sidak',
  'benjamini-hochberg',
  'benjamini-yekutieli',
];

describe('adjustFamily', () => {
  property.prop([fc.array(p, { minLength: 1, maxLength: 12 }), fc.constantFrom(...corrections)])(
    'never lowers a p-value, keeps their order, stays at most 1, and does not depend on the order of the input',
    (family, correction) => {
      const adjusted = adjustFamily(family, correction);
      adjusted.forEach((value, i) => {
        expect(value).toBeGreaterThanOrEqual(family[i]! - 1e-15);
        expect(value).toBeLessThanOrEqual(1);
        adjusted.forEach((other, j) => {
          if (family[i]! < family[j]!) expect(value).toBeLessThanOrEqual(other + 1e-15);
        });
      });
      expect(adjustFamily([...family].reverse(), correction).reverse()).toEqual(adjusted);
    },
  );

  property.prop([fc.array(p, { minLength: 1, maxLength: 7 })])(
    "Holm is the closed test of Bonferroni's tests over all subsets",
    (family) => {
      const closed = family.map((_, i) => {
        let largest = 0;
        for (let mask = 1; mask < 2 ** family.length; mask++) {
          if (((mask >> i) & 1) === 0) continue;
          const subset = family.filter((_, j) => (mask >> j) & 1);
          largest = Math.max(largest, Math.min(1, subset.length * Math.min(...subset)));
        }
        return largest;
      });
      adjustFamily(family, 'holm').forEach((value, i) => expect(value).toBeCloseTo(closed[i]!, 12));
    },
  );
});

describe('exact tests', () => {
  /** Fisher by listing every table. */
  const slowFisher = (a: number, n1: number, b: number, n2: number) => {
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
    const tables = Array.from({ length: a + b + 1 }, (_, k) =>
      k <= n1 && a + b - k <= n2 ? choose(n1, k) * choose(n2, a + b - k) : 0,
    );
    const total = tables.reduce((sum, weight) => sum + weight, 0);
    return (
      tables.filter((weight) => weight <= tables[a]! * (1 + 1e-7)).reduce((sum, weight) => sum + weight, 0) /
      total
    );
  };

  property.prop([
    fc.integer({ min: 0, max: 12 }),
    fc.integer({ min: 0, max: 12 }),
    fc.integer({ min: 0, max: 12 }),
    fc.integer({ min: 0, max: 12 }),
  ])("Fisher's test agrees with the list of all tables", (a, failuresA, b, failuresB) => {
    fc.pre(a + failuresA > 0 && b + failuresB > 0);
    const test = fisherExact({ successes: a, n: a + failuresA }, { successes: b, n: b + failuresB });
    expect(test.p).toBeCloseTo(slowFisher(a, a + failuresA, b, b + failuresB), 10);
  });

  property.prop([
    fc.integer({ min: 1, max: 60 }),
    fc.double({ min: 0.02, max: 0.98, noNaN: true }),
    fc.nat(),
  ])('the binomial test agrees with the list of all outcomes', (n, probability, draw) => {
    const successes = draw % (n + 1);
    const choose = (m: number, k: number): number => (k === 0 ? 1 : (choose(m, k - 1) * (m - k + 1)) / k);
    const mass = Array.from(
      { length: n + 1 },
      (_, k) => choose(n, k) * probability ** k * (1 - probability) ** (n - k),
    );
    const slow = mass
      .filter((value) => value <= mass[successes]! * (1 + 1e-7))
      .reduce((sum, value) => sum + value, 0);
    expect(binomialTest(successes, n, probability).p).toBeCloseTo(Math.min(1, slow), 9);
  });
});

describe('tests of rates', () => {
  it('chi-square of two arms is the pooled z squared', () => {
    const [a, b] = [
      { successes: 50, n: 1000 },
      { successes: 75, n: 1100 },
    ];
    expect(chiSquareRates([a, b]).statistic).toBeCloseTo(proportionZTest(a, b).z ** 2, 10);
  });

  it('all divergences agree when rates differ little and counts are large', () => {
    const arms = [
      { successes: 50_000, n: 1e6 },
      { successes: 50_300, n: 1e6 },
    ];
    const pearson = chiSquareRates(arms).statistic;
    for (const lambda of Object.values(DIVERGENCES)) {
      expect(chiSquareRates(arms, { lambda }).statistic / pearson).toBeCloseTo(1, 2);
    }
  });

  it('score intervals hold what Wald intervals cannot: rates of zero', () => {
    const [low, high] = scoreDifference({ successes: 0, n: 50 }, { successes: 0, n: 60 }, 0.05);
    expect(low).toBeLessThan(-0.03);
    expect(high).toBeGreaterThan(0.03);
    expect(scoreRatio({ successes: 7, n: 34 }, { successes: 1, n: 34 }, 0.05)[0]).toBeGreaterThan(1);
  });
});

describe('effects', () => {
  it('a relative lift divides the same data by the control and counts its noise', () => {
    const control = { n: 3407, mean: 0.41, variance: 15.21 };
    const treatment = { n: 3461, mean: 0.7, variance: 38.44 };
    const relative = effectOf(control, treatment, 'relative');
    const absolute = effectOf(control, treatment, 'absolute');
    expect(relative.estimate).toBeCloseTo(absolute.estimate / 0.41, 12);
    expect(relative.standardError).toBeGreaterThan(absolute.standardError / 0.41);
  });

  it('CUPED keeps the difference of means and takes out the explained noise', () => {
    const noise = Array.from({ length: 400 }, (_, i) => Math.sin(i * 12.9898) * 4);
    const arm = (shift: number, offset: number) => {
      const pre = noise.map((_, i) => noise[(i + offset) % 400]! + 10);
      return prePost(
        pre,
        pre.map((x, i) => x + shift + Math.cos(i * 78.233)),
      );
    };
    const arms = [arm(0, 0), arm(0.5, 7)];
    const theta = cupedTheta(arms);
    expect(theta).toBeCloseTo(1, 1);
    const [control, treatment] = arms.map((one) => cupedMoments(one, theta, 10)) as [
      ReturnType<typeof cupedMoments>,
      ReturnType<typeof cupedMoments>,
    ];
    expect(treatment.mean - control.mean).toBeCloseTo(0.5, 1);
    expect(control.variance).toBeLessThan(arms[0]!.post.variance / 5);
    expect(welchTest(control, treatment, 0.05, 'absolute').p).toBeLessThan(1e-6);
  });

  it('the delta method gives the variance of a ratio that resampling finds', () => {
    const key = streamKey(4, 'test/ratio');
    const units = Array.from({ length: 3000 }, (_, i) => {
      const views = 5 + Math.floor(10 * uniform(key, i, 0));
      return { views, clicks: views * 0.1 + 4 * (uniform(key, i, 1) - 0.5) };
    });
    const moments = (of: (unit: (typeof units)[number]) => number) => momentsOfValues(units.map(of));
    const [clicks, views] = [moments((unit) => unit.clicks), moments((unit) => unit.views)];
    const covariance =
      units.reduce((sum, unit) => sum + (unit.clicks - clicks.mean) * (unit.views - views.mean), 0) /
      (units.length - 1);
    const ratio = momentsOfRatio(clicks, views, covariance);
    const blocks = Array.from({ length: 100 }, (_, k) => {
      const part = units.filter((_, i) => i % 100 === k);
      return (
        part.reduce((sum, unit) => sum + unit.clicks, 0) / part.reduce((sum, unit) => sum + unit.views, 0)
      );
    });
    const spread = momentsOfValues(blocks).variance * 30;
    expect(ratio.variance / spread).toBeGreaterThan(0.7);
    expect(ratio.variance / spread).toBeLessThan(1.4);
  });
});

describe('power', () => {
  property.prop([
    fc.double({ min: 0.001, max: 0.4, noNaN: true }),
    fc.double({ min: 0.05, max: 0.5, noNaN: true }),
    fc.double({ min: 0.5, max: 0.95, noNaN: true }),
  ])('the sample size for a power reaches that power', (base, lift, power) => {
    const n = proportionSampleSize(base, base * (1 + lift), { alpha: 0.05, power });
    const upper = proportionPower(base * (1 + lift), base, n, n, 0.05, 'two-sided');
    expect(upper).toBeGreaterThanOrEqual(power - 1e-9);
    expect(upper).toBeLessThan(power + 0.01);
  });

  it("Cohen's h is 2 asin sqrt p1 - 2 asin sqrt p2", () => {
    for (const [a, b] of [
      [0.5, 0.4],
      [0.015, 0.018],
      [0.999, 0.001],
    ] as const) {
      expect(cohensH(a, b)).toBeCloseTo(2 * Math.asin(Math.sqrt(a)) - 2 * Math.asin(Math.sqrt(b)), 9);
    }
  });

  it('a sequential test has less power than one look of the same size, and more than half of it', () => {
    const bounds = [2.8, 2.3];
    const power = crossingPower([0.5, 1], bounds, 2.8);
    expect(power).toBeLessThan(0.8);
    expect(power).toBeGreaterThan(0.5);
  });
});
