import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { binomialQuantile } from '../../src/core/math/binomial.ts';
import { streamKey, uniform } from '../../src/core/math/keyed.ts';
import {
  confidenceSequence,
  exactRhoSquared,
  oneSidedConfidenceSequence,
} from '../../src/core/experiments/sequential/asymptoticSequence.ts';
import {
  bernoulliSequence,
  logBernoulliMixture,
} from '../../src/core/experiments/sequential/bernoulliSequence.ts';
import { bettingSequence } from '../../src/core/experiments/sequential/bettingSequence.ts';
import { mixtureSprt, tightestMixingVariance } from '../../src/core/experiments/sequential/mixtureSprt.ts';
import {
  logMultinomialEvidence,
  logRateContrast,
  nullConcentration,
  runningP,
} from '../../src/core/experiments/sequential/multinomialEvidence.ts';
import { betaBinomialMixture, mixtureBound } from '../../src/core/experiments/sequential/uniformBoundary.ts';

describe('confidenceSequence', () => {
  property.prop([
    fc.integer({ min: 10, max: 1_000_000 }),
    fc.integer({ min: 100, max: 1_000_000 }),
    fc.double({ min: 0.001, max: 0.3, noNaN: true }),
  ])("is Eppo's formula with the same tuning", (observations, planned, alpha) => {
    const input = { estimate: 0, standardError: 1, observations, planned, alpha };
    const nu = planned / Math.log(Math.log(Math.E / alpha ** 2) / alpha ** 2);
    const eppo = Math.sqrt(
      ((observations + nu) / observations) * Math.log((observations + nu) / (nu * alpha ** 2)),
    );
    expect(confidenceSequence(input).multiplier / eppo).toBeCloseTo(1, 10);
  });

  it('p falls below alpha exactly when the interval leaves out zero', () => {
    for (const estimate of [2, 2.5, 2.9, 3, 3.05, 3.1, 3.5, 5]) {
      const { interval, p } = confidenceSequence({
        estimate,
        standardError: 1,
        observations: 8000,
        planned: 10_000,
        alpha: 0.05,
      });
      expect(p < 0.05, String(estimate)).toBe(interval[0] > 0);
    }
  });

  it('a one-sided bound is tighter than the two-sided one', () => {
    const input = { estimate: 1, standardError: 1, observations: 5000, planned: 5000, alpha: 0.05 };
    expect(oneSidedConfidenceSequence(input).lower).toBeGreaterThan(confidenceSequence(input).interval[0]);
  });
});

describe('mixtureSprt', () => {
  it('rejects exactly when its interval leaves out the null', () => {
    for (const d of [0.001, 0.003, 0.004, 0.0045, 0.005, 0.01]) {
      const { logLambda, interval } = mixtureSprt(d, 2e-6, 1e-5, 0.05);
      expect(logLambda >= Math.log(20)).toBe(interval[0] > 0);
    }
  });

  it('is tightest at the planned look with the exact tuning', () => {
    const width = (t: number) => mixtureSprt(0, 1, t, 0.05).interval[1];
    const best = tightestMixingVariance(1, 0.05);
    expect(best).toBeCloseTo(8.212, 3);
    expect(width(best)).toBeLessThan(width(best * 1.1));
    expect(width(best)).toBeLessThan(width(best * 0.9));
    expect(exactRhoSquared(5000, 0.05) * 5000).toBeCloseTo(best, 9);
  });
});

describe('bernoulliSequence', () => {
  it('holds the true rate at all of 2,000 looks in at least 95 % of 400 runs', () => {
    const key = streamKey(5, 'test/bernoulli-coverage');
    const [p, options] = [0.02, { alpha: 0.05, tunedFor: 1000 }];
    let left = 0;
    for (let run = 0; run < 400; run++) {
      let successes = 0;
      for (let n = 1; n <= 2000; n++) {
        if (uniform(key, n, 0, run) < p) successes++;
        if (logBernoulliMixture(p, successes, n, options) > Math.log(20)) {
          left++;
          break;
        }
      }
    }
    expect(left / 400).toBeLessThanOrEqual(0.05);
  });

  property.prop([fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 5000 })])(
    'contains the observed rate, stays in [0, 1] and mirrors when successes and failures swap',
    (successes, failures) => {
      fc.pre(successes + failures > 0);
      const n = successes + failures;
      const [low, high] = bernoulliSequence(successes, n, { alpha: 0.05, tunedFor: 500 });
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(successes / n);
      expect(high).toBeGreaterThanOrEqual(successes / n);
      const [mirrorLow, mirrorHigh] = bernoulliSequence(failures, n, { alpha: 0.05, tunedFor: 500 });
      expect(mirrorLow).toBeCloseTo(1 - high, 9);
      expect(mirrorHigh).toBeCloseTo(1 - low, 9);
    },
  );

  it('works for 1e8 impressions at a rate of 1e-6', () => {
    const [low, high] = bernoulliSequence(100, 1e8, { alpha: 0.05, tunedFor: 1e8 });
    expect(low).toBeGreaterThan(5e-7);
    expect(high).toBeLessThan(1.6e-6);
  });
});

describe('bettingSequence', () => {
  it('closes in on the mean and contains it', () => {
    const key = streamKey(6, 'test/betting');
    const outcomes = Array.from({ length: 2000 }, (_, i) => (uniform(key, i, 0) < 0.3 ? 1 : 0));
    const [low, high] = bettingSequence(outcomes, 0.05, 500);
    expect(low).toBeLessThan(0.3);
    expect(high).toBeGreaterThan(0.3);
    expect(high - low).toBeLessThan(0.12);
  });
});

describe('mixtureBound', () => {
  it('never exceeds what bounded increments can reach', () => {
    const family = betaBinomialMixture(100, 0.05, 0.2, 0.8, true);
    expect(mixtureBound(family, 1, 1e-9)).toBeLessThanOrEqual(5);
  });
});

describe('logMultinomialEvidence', () => {
  property.prop([fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 2, maxLength: 6 })])(
    'averages to 1 over one more click under the null: it is a fair bet',
    (counts) => {
      const shares = counts.map((_, i) => (i + 1) / ((counts.length * (counts.length + 1)) / 2));
      const concentration = nullConcentration(shares, 100);
      const before = logMultinomialEvidence(counts, shares, concentration);
      const after = shares.reduce((sum, share, i) => {
        const next = counts.map((count, j) => (i === j ? count + 1 : count));
        return sum + share * Math.exp(logMultinomialEvidence(next, shares, concentration) - before);
      }, 0);
      expect(after).toBeCloseTo(1, 9);
    },
  );

  it('p only falls over looks', () => {
    expect(runningP([0, 2, 1, 3])).toEqual([1, Math.exp(-2), Math.exp(-2), Math.exp(-3)]);
  });

  it('is blind to swings that all creatives share', () => {
    const key = streamKey(9, 'test/season');
    let rejected = 0;
    for (let run = 0; run < 300; run++) {
      const counts = [0, 0, 0];
      for (let day = 0; day < 28; day++) {
        const rate = 0.015 * (day % 7 > 4 ? 2 : 0.6);
        counts.forEach((_, i) => (counts[i]! += binomialQuantile(uniform(key, day, i, run), 1000, rate)));
        const shares = [1 / 3, 1 / 3, 1 / 3];
        if (logMultinomialEvidence(counts, shares, nullConcentration(shares, 100)) >= Math.log(20)) {
          rejected++;
          break;
        }
      }
    }
    expect(rejected / 300).toBeLessThanOrEqual(0.05);
  });

  it('the interval of a contrast holds the observed one, and zero exactly when the evidence is short', () => {
    const [low, high] = logRateContrast(165, 125, 0.5, 100, 0.05);
    const observed = Math.log(165 / 125);
    expect(low).toBeLessThan(observed);
    expect(high).toBeGreaterThan(observed);
    const evidence = logMultinomialEvidence([165, 125], [0.5, 0.5], [50, 50]);
    expect(low > 0).toBe(evidence >= Math.log(20));
  });
});
