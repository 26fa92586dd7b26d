import { describe, expect, it } from 'vitest';
import { binomialQuantile } from '../../src/core/math/binomial.ts';
import { gammaQuantile } from '../../src/core/math/gammaQuantile.ts';
import { streamKey, uniform } from '../../src/core/math/keyed.ts';
import { InputError } from '../../src/core/issues/issue.ts';
import { analyzeElements } from '../../src/core/experiments/elements/analyzeElements.ts';
import type { ElementArm } from '../../src/core/experiments/elements/elementArms.ts';
import { mineTerms, termsOf } from '../../src/core/experiments/elements/mineTerms.ts';
import { fitPoissonStrata } from '../../src/core/experiments/elements/poissonStrata.ts';
import { creativeSpread, shrinkRates } from '../../src/core/experiments/shrinkage/empiricalBayes.ts';
import { learnCv } from '../../src/core/experiments/shrinkage/learnPrior.ts';

/** Tests of creatives with random elements; price x 1.3, gift x 0.85, scene nothing, price with gift x 1.2 more. */
function simulatedArms(tests: number, seed = 1): ElementArm[] {
  const key = streamKey(seed, 'test/elements');
  return Array.from({ length: tests }, (_, t) => {
    const level = 0.01 + 0.02 * uniform(key, t, 0);
    return Array.from({ length: 4 }, (_, c) => {
      const elements = ['price', 'gift', 'scene'].filter((_, k) => uniform(key, t, 10 + k, c) < 0.5);
      const has = (name: string) => elements.includes(name);
      const own = gammaQuantile(uniform(key, t, 1, c), 50) / 50;
      const rate =
        level *
        own *
        (has('price') ? 1.3 : 1) *
        (has('gift') ? 0.85 : 1) *
        (has('price') && has('gift') ? 1.2 : 1);
      return {
        test: `t${t}`,
        creative: `t${t}c${c}`,
        exposure: 6000,
        clicks: binomialQuantile(uniform(key, t, 2, c), 6000, rate),
        elements,
      };
    });
  }).flat();
}

describe('fitPoissonStrata', () => {
  it('gives the closed form for one stratum of two arms: ln of the rate ratio, variance 1/c1 + 1/c2 model-based', () => {
    const strata = [
      {
        cluster: 'a',
        arms: [
          { exposure: 1000, clicks: 20, codes: [0] },
          { exposure: 2000, clicks: 60, codes: [1] },
        ],
      },
    ];
    expect(fitPoissonStrata(strata, 1)!.coefficients[0]).toBeCloseTo(Math.log(1.5), 10);
  });

  it('drops the level of each test: multiplying one test changes nothing but its weight', () => {
    const arm = (exposure: number, clicks: number, code: number) => ({ exposure, clicks, codes: [code] });
    const one = { cluster: 'a', arms: [arm(1000, 30, 1), arm(1000, 20, 0)] };
    const low = { cluster: 'b', arms: [arm(10_000, 30, 1), arm(10_000, 20, 0)] };
    expect(fitPoissonStrata([one, low], 1)!.coefficients[0]).toBeCloseTo(Math.log(1.5), 10);
  });

  it('is undefined for an element that never varies within a test', () => {
    const strata = [
      {
        cluster: 'a',
        arms: [
          { exposure: 10, clicks: 1, codes: [1] },
          { exposure: 10, clicks: 2, codes: [1] },
        ],
      },
    ];
    expect(fitPoissonStrata(strata, 1)).toBeUndefined();
  });
});

describe('analyzeElements', () => {
  const result = analyzeElements(simulatedArms(150), { shuffles: 100 });
  const effect = (name: string) => result.effects.find((one) => one.element === name)!;

  it('finds what works, what harms, and leaves alone what does nothing', () => {
    expect(effect('price').adjustedP).toBeLessThan(0.001);
    expect(effect('price').rateRatio).toBeGreaterThan(1.2);
    expect(effect('gift').rateRatio).toBeLessThan(1);
    expect(effect('scene').interval[0]).toBeLessThan(1);
    expect(effect('scene').interval[1]).toBeGreaterThan(1);
  });

  it('finds the interaction from replicated cells and counts the replicates', () => {
    const pair = result.interactions.find(
      (one) => one.elements.includes('price') && one.elements.includes('gift'),
    )!;
    expect(pair.interval[0]).toBeLessThan(1.2);
    expect(pair.interval[1]).toBeGreaterThan(1.1);
    expect(pair.replicates).toBeGreaterThan(20);
    expect(
      analyzeElements(simulatedArms(3), { shuffles: 0 }).interactions.every((one) => one.replicates >= 2),
    ).toBe(true);
  });

  it('calls few random labels significant', () => {
    expect(result.randomLabelRate).toBeLessThanOrEqual(0.12);
  });

  it('proposes combinations nobody has shown, the most promising first', () => {
    const few = simulatedArms(60).filter(
      (arm) => !(arm.elements.includes('price') && arm.elements.includes('scene')),
    );
    const { next } = analyzeElements(few, { shuffles: 0 });
    expect(next.map((one) => [...one.elements].sort().join('+'))).toContain('price+scene');
    next.forEach((one, i) => expect(one.upper).toBeLessThanOrEqual(next[i - 1]?.upper ?? Infinity));
  });

  it('names elements that the tests cannot tell apart', () => {
    const twins = simulatedArms(30).map((arm) =>
      arm.elements.includes('price') ? { ...arm, elements: [...arm.elements, 'number'] } : arm,
    );
    const { confounded, effects } = analyzeElements(twins, { shuffles: 0 });
    expect(confounded).toHaveLength(1);
    expect(effects.length + confounded.length).toBe(4);
  });

  it('refuses a single test and impossible counts', () => {
    expect(() => analyzeElements(simulatedArms(1))).toThrow(InputError);
    expect(() =>
      analyzeElements(simulatedArms(3).map((arm) => ({ ...arm, clicks: arm.exposure + 1 }))),
    ).toThrow(InputError);
  });
});

describe('shrinkage', () => {
  const arms = [
    { successes: 44, n: 3500 },
    { successes: 60, n: 3500 },
    { successes: 39, n: 3500 },
    { successes: 71, n: 3500 },
  ];

  it('pulls every rate towards the mean, keeps the order, and the more so the smaller the arm', () => {
    const spread = creativeSpread(arms);
    const shrunk = shrinkRates(arms, spread, 0.05);
    arms.forEach(({ successes, n }, i) => {
      const raw = successes / n;
      expect(Math.abs(shrunk[i]!.rate - spread.pooled)).toBeLessThan(Math.abs(raw - spread.pooled));
    });
    const small = shrinkRates([{ successes: 7, n: 350 }], spread, 0.05)[0]!;
    const large = shrinkRates([{ successes: 700, n: 35_000 }], spread, 0.05)[0]!;
    expect(Math.abs(small.rate - spread.pooled)).toBeLessThan(Math.abs(large.rate - spread.pooled));
  });

  it('learns the spread of past tests', () => {
    const key = streamKey(2, 'test/learn');
    const tests = (cv: number) =>
      Array.from({ length: 400 }, (_, t) =>
        Array.from({ length: 4 }, (_, i) => {
          const own = cv === 0 ? 1 : gammaQuantile(uniform(key, t, 0, i), 1 / cv ** 2) * cv ** 2;
          return { successes: binomialQuantile(uniform(key, t, 1, i), 8000, 0.015 * own), n: 8000 };
        }),
      );
    expect(learnCv(tests(0.2))).toBeCloseTo(0.2, 1);
    expect(learnCv(tests(0))).toBeLessThan(0.05);
    expect(learnCv([])).toBe(0);
  });
});

describe('mineTerms', () => {
  it('counts messages, not occurrences, and keeps the longest of nested Chinese terms', () => {
    const messages = ['包邮吗 包邮吗', '请问包邮吗', '有赠品吗', '赠品是什么', '包邮还有赠品'].map(
      (text) => ({ text }),
    );
    const terms = mineTerms(messages, { minimumMessages: 2 });
    expect(terms.find((one) => one.term === '包邮')).toMatchObject({ messages: 3 });
    expect(terms.find((one) => one.term === '赠品')).toMatchObject({ messages: 3 });
  });

  it('finds words and pairs in English, without function words and numbers', () => {
    expect([...termsOf('Is the free shipping to 90210 really free?')].sort()).toEqual([
      'free',
      'free shipping',
      'really',
      'really free',
      'shipping',
    ]);
  });

  it('measures the association with orders, adjusted over all terms', () => {
    const messages = Array.from({ length: 200 }, (_, i) => ({
      text: i % 2 === 0 ? 'any discount today' : 'which size fits',
      ordered: i % 2 === 0 ? i % 8 === 0 : i % 8 !== 1,
    }));
    const size = mineTerms(messages).find((one) => one.term.includes('size'))!;
    expect(size.orderOdds).toBeGreaterThan(3);
    expect(size.adjustedP).toBeLessThan(0.001);
    expect(mineTerms(messages.map(({ text }) => ({ text })))[0]!.orderOdds).toBeUndefined();
  });
});
