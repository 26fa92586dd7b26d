import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { bulkStream, fillNormals, fillWords } from '../../src/core/math/fill.ts';
import { streamKey } from '../../src/core/math/keyed.ts';
import { betaBest, QUICK } from '../../src/core/experiments/bayes/betaBest.ts';
import { normalBest } from '../../src/core/experiments/bayes/normalBest.ts';
import { topTwoWeights, withFloor } from '../../src/core/experiments/bayes/topTwo.ts';

/** P(B > A) in closed form for whole shapes (Miller 2015): sum over i < a_B of B(a_A + i, b_A + b_B) / ((b_B + i) B(1 + i, b_B) B(a_A, b_A)). */
function closedForm(a: { a: number; b: number }, b: { a: number; b: number }): number {
  const lnFactorial = (n: number) => {
    let sum = 0;
    for (let k = 2; k <= n; k++) sum += Math.log(k);
    return sum;
  };
  const lnBeta = (x: number, y: number) => lnFactorial(x - 1) + lnFactorial(y - 1) - lnFactorial(x + y - 1);
  let sum = 0;
  for (let i = 0; i < b.a; i++) {
    sum += Math.exp(lnBeta(a.a + i, a.b + b.b) - Math.log(b.b + i) - lnBeta(1 + i, b.b) - lnBeta(a.a, a.b));
  }
  return sum;
}

/** 1e7 draws of beta variables by Marsaglia and Tsang's gamma method over the bulk generator. */
function monteCarlo(shapes: readonly { a: number; b: number }[], draws: number) {
  const stream = bulkStream(streamKey(1, 'test/monte-carlo'));
  const words = new Uint32Array(4096);
  const normals = new Float64Array(4096);
  let [word, next] = [4096, 4096];
  const uniform = () => {
    if (word === 4096) {
      fillWords(stream, words, 4096);
      word = 0;
    }
    return (words[word++]! + 0.5) / 4294967296;
  };
  const normal = () => {
    if (next === 4096) {
      fillNormals(stream, normals, 4096);
      next = 0;
    }
    return normals[next++]!;
  };
  const gamma = (shape: number) => {
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  const wins = shapes.map(() => 0);
  const losses = shapes.map(() => 0);
  for (let i = 0; i < draws; i++) {
    const rates = shapes.map(({ a, b }) => {
      const x = gamma(a);
      return x / (x + gamma(b));
    });
    const top = Math.max(...rates);
    rates.forEach((rate, k) => {
      losses[k]! += top - rate;
      if (rate === top) wins[k]! += 1;
    });
  }
  return { wins: wins.map((n) => n / draws), losses: losses.map((loss) => loss / draws) };
}

describe('betaBest', () => {
  it('agrees with 1e7 Monte Carlo draws within their error', () => {
    const shapes = [
      { a: 41, b: 2960 },
      { a: 52, b: 2949 },
    ];
    const exact = betaBest(shapes);
    const draws = 1e7;
    const { wins, losses } = monteCarlo(shapes, draws);
    wins.forEach((p, k) => {
      expect(Math.abs(p - exact.probabilityBest[k]!)).toBeLessThan(4.5 * Math.sqrt((p * (1 - p)) / draws));
      // A loss is at most a few standard deviations (.003) of a rate, so its mean is good to .003 / sqrt(draws).
      expect(Math.abs(losses[k]! - exact.expectedLoss[k]!)).toBeLessThan((4.5 * 0.003) / Math.sqrt(draws));
    });
  });

  property.prop([
    fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 400 })), {
      minLength: 2,
      maxLength: 2,
    }),
  ])('is the closed form for two arms of whole shapes', (pairs) => {
    const [one, two] = pairs.map(([a, b]) => ({ a, b }));
    expect(betaBest([one!, two!]).probabilityBest[1]).toBeCloseTo(closedForm(one!, two!), 10);
  });

  const shape = fc.record({
    a: fc.double({ min: 0.5, max: 1e5, noNaN: true }),
    b: fc.double({ min: 0.5, max: 1e7, noNaN: true }),
  });

  property.prop([fc.array(shape, { minLength: 2, maxLength: 6 })])(
    'probabilities sum to 1, losses are not negative, and the loss gap of two arms is the gap of their means',
    (shapes) => {
      const { probabilityBest, expectedLoss } = betaBest(shapes);
      expect(probabilityBest.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
      for (const loss of expectedLoss) expect(loss).toBeGreaterThanOrEqual(0);
      const mean = ({ a, b }: { a: number; b: number }) => a / (a + b);
      expect(expectedLoss[0]! - expectedLoss[1]!).toBeCloseTo(mean(shapes[1]!) - mean(shapes[0]!), 10);
    },
  );

  property.prop([fc.array(shape, { minLength: 3, maxLength: 5 })])(
    'does not depend on the order of the arms',
    (shapes) => {
      const forward = betaBest(shapes);
      const backward = betaBest([...shapes].reverse());
      forward.probabilityBest.forEach((p, k) => {
        expect(backward.probabilityBest[shapes.length - 1 - k]).toBeCloseTo(p, 10);
      });
    },
  );

  it('is stable for a billion impressions and rates of one in a million', () => {
    const billion = betaBest([
      { a: 15_000_001, b: 985_000_001 },
      { a: 15_006_001, b: 984_994_001 },
    ]);
    // The same by the normal law, which is exact to 1e-4 relative at this size.
    const sd = Math.sqrt(0.015 * 0.985e-9);
    const normal = normalBest([0.015, 0.015006], [sd, sd]);
    expect(billion.probabilityBest[1]).toBeCloseTo(normal.probabilityBest[1]!, 4);
    expect(billion.expectedLoss[1]! / normal.expectedLoss[1]!).toBeCloseTo(1, 2);
    const rare = betaBest([
      { a: 1.5, b: 1e6 },
      { a: 3.5, b: 1e6 },
    ]);
    // For rare events the gamma law holds: P(G(3.5) > G(1.5)) by the same integral with b = 1e12.
    const limit = betaBest([
      { a: 1.5, b: 1e12 },
      { a: 3.5, b: 1e12 },
    ]);
    expect(rare.probabilityBest[1]).toBeCloseTo(limit.probabilityBest[1]!, 5);
    const mixed = betaBest([
      { a: 1, b: 1 },
      { a: 5e8, b: 5e8 },
    ]);
    expect(mixed.probabilityBest[0]).toBeCloseTo(0.5, 9);
  });

  it('the quick rule is good to 1e-6', () => {
    const shapes = [151, 161, 171, 149, 150].map((a) => ({ a, b: 10_000 - a }));
    const [exact, quick] = [betaBest(shapes), betaBest(shapes, QUICK)];
    exact.probabilityBest.forEach((p, k) => expect(quick.probabilityBest[k]).toBeCloseTo(p, 6));
  });
});

describe('topTwoWeights', () => {
  property.prop([
    fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 2, maxLength: 8 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  ])('sum to 1, and with a floor too, every arm keeping its share', (raw, share) => {
    const total = raw.reduce((sum, value) => sum + value, 0);
    fc.pre(total > 0);
    const weights = topTwoWeights(raw.map((value) => value / total));
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
    const floor = share / raw.length;
    const floored = withFloor(weights, floor);
    expect(floored.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
    for (const weight of floored) expect(weight).toBeGreaterThanOrEqual(floor - 1e-12);
  });

  it('plays the leader half the time, however sure it is', () => {
    expect(topTwoWeights([0.98, 0.015, 0.005])[0]).toBeLessThan(0.52);
    expect(topTwoWeights([1, 0])).toEqual([1, 0]);
  });
});
