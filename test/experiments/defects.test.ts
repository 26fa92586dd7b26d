import { describe, expect, it } from 'vitest';
import { betaBest } from '../../src/core/experiments/bayes/betaBest.ts';
import { effectPosterior, priorOnScale } from '../../src/core/experiments/bayes/gaussianEffect.ts';
import { normalBest } from '../../src/core/experiments/bayes/normalBest.ts';
import { topTwoWeights, withFloor } from '../../src/core/experiments/bayes/topTwo.ts';
import { adjustFamily } from '../../src/core/experiments/fixed/families.ts';
import { sampleRatio } from '../../src/core/experiments/health/sampleRatio.ts';
import { logBayesFactor } from '../../src/core/experiments/sequential/bayesFactor.ts';
import { crossingPower } from '../../src/core/experiments/sequential/crossingPower.ts';
import { errorSpendingBoundaries } from '../../src/core/experiments/sequential/groupSequential.ts';
import {
  mixtureSprt,
  statsigSequence,
  tightestMixingVariance,
} from '../../src/core/experiments/sequential/mixtureSprt.ts';
import { confidenceSequence } from '../../src/core/experiments/sequential/asymptoticSequence.ts';
import { alphaSpent } from '../../src/core/experiments/sequential/spending.ts';
import { normalQuantile } from '../../src/core/math/normalQuantile.ts';

/** What other engines get wrong, each kept from coming in here. */
describe('defects of existing engines', () => {
  it('1 top-two weights where small is good: the smallest mean is the leader, and two arms work', () => {
    const odds = normalBest(
      [3, 1, 2].map((mean) => -mean),
      [0.5, 0.5, 0.5],
    );
    const weights = topTwoWeights(odds.probabilityBest);
    expect(weights.indexOf(Math.max(...weights))).toBe(1);
    const two = topTwoWeights(normalBest([-3, -1], [0.5, 0.5]).probabilityBest);
    expect(two[0]! + two[1]!).toBeCloseTo(1, 12);
    expect(two[1]).toBeCloseTo(0.5, 2);
  });

  it('2 sample ratio: zero-share arms count neither in the sum nor in the degrees of freedom, and traffic there is a leak', () => {
    const clean = sampleRatio([5200, 4800, 0], [0.5, 0.5, 0]);
    expect(clean.degreesOfFreedom).toBe(1);
    expect(clean.p).toBeCloseTo(6.334e-5, 8);
    expect(clean.leak).toBe(false);
    const leaking = sampleRatio([5200, 4800, 60], [0.5, 0.5, 0]);
    expect(leaking).toMatchObject({ leak: true, leaked: 60 });
    expect(leaking.p).toBeCloseTo(clean.p, 12);
  });

  it('3 an absolute prior is rescaled for a relative analysis', () => {
    const prior = { mean: 0.5, variance: 0.04, proper: true, scale: 'absolute' } as const;
    const scaled = priorOnScale(prior, 'relative', 10);
    expect(scaled).toMatchObject({ mean: 0.05, scale: 'relative' });
    expect(scaled.variance).toBeCloseTo(0.0004, 15);
    const effect = { estimate: 0.05, standardError: 0.02 };
    expect(effectPosterior(effect, 0.05, scaled).standardDeviation).toBeLessThan(0.02);
    expect(priorOnScale(scaled, 'absolute', 10).mean).toBeCloseTo(0.5, 15);
  });

  it('4 the floor of bandit weights is additive: no clipping, order and sum kept', () => {
    const weights = [0.02, 0.03, 0.05, 0.9];
    const floored = withFloor(weights, 0.1);
    [0.112, 0.118, 0.13, 0.64].forEach((value, i) => expect(floored[i]).toBeCloseTo(value, 12));
    expect(new Set(floored).size).toBe(4);
  });

  it('5 a cumulative spend is not a nominal level: used as one, 28 looks give 8 % false positives', () => {
    const fractions = Array.from({ length: 28 }, (_, d) => (d + 1) / 28);
    const fleming = { family: 'obrien-fleming' } as const;
    const misused = fractions.map((t) => -normalQuantile(alphaSpent(fleming, 0.05, t) / 2));
    expect(2 * crossingPower(fractions, misused, 0)).toBeCloseTo(0.081, 2);
    const exact = errorSpendingBoundaries(fractions, 0.05, fleming).z;
    expect(2 * crossingPower(fractions, exact, 0)).toBeCloseTo(0.05, 8);
  });

  it('6 the mixing parameter of the SPRT is a variance, taken once', () => {
    const byHand = (n: number, t: number) => {
      const [a, b] = [125 / 10_000, 165 / 10_000];
      const v = a * (1 - a) + b * (1 - b);
      return 0.5 * Math.log(v / (v + n * t)) + (n * n * t * (b - a) ** 2) / (2 * v * (v + n * t));
    };
    const v = 0.0125 * 0.9875 + 0.0165 * 0.9835;
    const variance = v / 10_000;
    expect(mixtureSprt(0.004, variance, 1e-5, 0.05).logLambda).toBeCloseTo(byHand(10_000, 1e-5), 12);
    expect(tightestMixingVariance(variance, 0.05)).toBeCloseTo(8.211968 * variance, 9);
  });

  it('7 the usual mixture interval is tighter than the one with alpha/2 in the logarithm', () => {
    const z = -normalQuantile(0.025);
    const printed = statsigSequence(0.004, 2e-6, 1e-5, 0.05, z);
    const usual = mixtureSprt(0.004, 2e-6, 1e-5, 0.05);
    expect(usual.interval[0]).toBeGreaterThan(printed.interval[0]);
    expect(usual.interval[1]).toBeLessThan(printed.interval[1]);
  });

  it('8 the uniform-prior Bayes factor does not see +30 % that the confidence sequence sees', () => {
    const n = 28_000;
    const [a, b] = [0.015 * n, 0.0195 * n];
    const factor = logBayesFactor({ successes: a, failures: n - a }, { successes: b, failures: n - b });
    const standardError = Math.sqrt((0.015 * 0.985 + 0.0195 * 0.9805) / n);
    const sequence = confidenceSequence({
      estimate: 0.0045,
      standardError,
      observations: 2 * n,
      planned: 2 * n,
      alpha: 0.05,
    });
    // Evidence needed for BF >= 20 is reached later than p < .05 of the sequence.
    expect(Math.exp(-factor)).toBeGreaterThan(sequence.p);
    const half = { successes: a * 0.4, failures: (n - a) * 0.4 };
    const lifted = { successes: b * 0.4, failures: (n - b) * 0.4 };
    expect(logBayesFactor(half, lifted)).toBeLessThan(Math.log(20));
  });

  it('9 corrections work on the whole family, not row by row', () => {
    const family = [0.01, 0.02, 0.03, 0.04];
    for (const correction of ['holm', 'hochberg', 'benjamini-hochberg', 'benjamini-yekutieli'] as const) {
      const rowByRow = family.map((p) => adjustFamily([p], correction)[0]);
      expect(adjustFamily(family, correction)).not.toEqual(rowByRow);
    }
    expect(adjustFamily(family, 'holm')).toEqual([0.04, 0.06, 0.06, 0.06]);
  });

  it('P(best) holds at n = 50,000, where a step-wise sum once went wrong', () => {
    const { probabilityBest } = betaBest([
      { a: 25_001, b: 25_001 },
      { a: 25_001, b: 25_001 },
    ]);
    expect(probabilityBest[0]).toBeCloseTo(0.5, 12);
  });
});
