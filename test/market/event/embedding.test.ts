import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { runBruteForce } from '../../../src/core/market/event/bruteForce.ts';
import { runEmbedding } from '../../../src/core/market/event/embedding.ts';
import { embeddingRuns, embeddingTable } from '../../../src/core/market/event/embeddingTable.ts';
import type { EventMarket, EventOutcome } from '../../../src/core/market/event/eventMarket.ts';
import { PlainWalkKernel } from '../../../src/core/market/event/plainWalkKernel.ts';
import { rateBound, scoreCdf, scoreQuantile, scoreRate } from '../../../src/core/market/event/scoreLaw.ts';
import { runEvents } from '../../../src/core/market/event/runEvents.ts';
import { exponentialDraw } from '../../../src/core/math/exponentialZiggurat.ts';
import { streamKey } from '../../../src/core/math/keyed.ts';
import { compareTiers, expectStandardNormal, total } from './compare.ts';
import { marketShapes, randomMarket } from './markets.ts';
import { plainRandom } from './reference.ts';
import { kolmogorovSmirnov } from './statistics.ts';

const key = streamKey(2, 'market/embedding');
const plain = { reserve: 0, tick: 0, budgeted: 0, budgetInBids: 1, activity: 'always' } as const;
const embedded = (market: EventMarket) => {
  const table = embeddingTable(market);
  return (auctions: number, day: number) => runEmbedding(market, table, auctions, key, day);
};

describe('the law of a score', () => {
  const law = fc.record({
    mean: fc.double({ min: -2, max: 2, noNaN: true }),
    sd: fc.double({ min: 0.05, max: 1, noNaN: true }),
    activity: fc.oneof(fc.constant(1), fc.double({ min: 0.05, max: 1, noNaN: true })),
  });
  const z = fc.double({ min: -8, max: 6, noNaN: true });
  test.prop([law, z])('the rate is the slope of the log distribution function', (law, z) => {
    const x = law.mean + z * law.sd;
    const step = 1e-5 * law.sd;
    const slope = Math.log(scoreCdf(law, x + step) / scoreCdf(law, x - step)) / (2 * step);
    expect(Math.abs(scoreRate(law, x) - slope)).toBeLessThan(1e-4 * (slope + 1e-3 / law.sd));
  });
  test.prop([law, fc.double({ min: 1e-6, max: 0.999999, noNaN: true })])(
    'the quantile undoes it',
    (law, p) => {
      const x = scoreQuantile(law, p);
      if (x === -Infinity) expect(p).toBeLessThanOrEqual(1 - law.activity);
      else expect(scoreCdf(law, x)).toBeCloseTo(p, 12);
    },
  );
  test.prop([law, z, fc.double({ min: 0, max: 2, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })])(
    'the bounds hold inside an interval',
    (law, z, width, share) => {
      const from = law.mean + z * law.sd;
      const to = from + width * law.sd;
      const [first, last] = [scoreRate(law, from), scoreRate(law, to)];
      const inside = scoreRate(law, from + share * (to - from));
      expect(inside).toBeLessThanOrEqual(rateBound(law, from, to, first, last) * (1 + 1e-12));
      expect(inside).toBeGreaterThanOrEqual(Math.min(first, last) * (1 - 1e-12));
    },
  );
});

test('exponential draws pass Kolmogorov-Smirnov, far tail included', () => {
  const random = plainRandom(3);
  const nextWord = () => Math.floor(random() * 2 ** 32);
  const draws = Array.from({ length: 200_000 }, () => exponentialDraw(nextWord(), nextWord));
  const exact = Array.from(draws, (_, i) => -Math.log((i + 0.5) / draws.length));
  expect(kolmogorovSmirnov(draws, exact)).toBeGreaterThan(0.01);
  const beyond = draws.filter((x) => x > 8).length;
  const expected = draws.length * Math.exp(-8);
  expect(Math.abs(beyond - expected) / Math.sqrt(expected)).toBeLessThan(4);
});

test.prop([marketShapes, fc.integer({ min: 0, max: 700 })], { numRuns: 60 })(
  'is the same to the last bit with and without WebAssembly',
  (shape, auctions) => {
    const market = randomMarket(shape);
    expect(embeddingRuns(market)).toBe(true);
    const table = embeddingTable(market);
    const slow = runEmbedding(market, table, auctions, key, 0, 0, (setup) => new PlainWalkKernel(setup));
    expect(runEmbedding(market, table, auctions, key)).toEqual(slow);
  },
);

describe('the embedding equals brute force in distribution', () => {
  const { scores, impressions } = compareTiers(
    embedded,
    (market) => (auctions, day) => runEvents(market, auctions, key, day),
    25,
    120,
  );
  test.each(Object.entries(scores))('%s: z scores over 120 markets are standard normal', (_, z) => {
    expectStandardNormal(z);
  });
  test('impressions by slot and bidder pass chi-square', () => {
    for (const z of impressions) expect(z).toBeLessThan(4.5);
  });

  const crowd = { ...plain, bidders: 48, slots: 3, tick: 0.01, seed: 11 };
  test.each([
    { name: 'a crowd, no reserve', shape: crowd },
    { name: 'a reserve that leaves slots empty', shape: { ...crowd, bidders: 5, reserve: 0.9, tick: 0.1 } },
    { name: 'few bidders, all of them shown', shape: { ...crowd, bidders: 4, slots: 4 } },
    { name: 'absences', shape: { ...crowd, bidders: 9, activity: 'mixed', reserve: 0.3 } as const },
  ])('the amount of one auction passes Kolmogorov-Smirnov: $name', ({ shape }) => {
    const market = randomMarket(shape);
    const certain = { ...market, clickThroughRates: new Float64Array(shape.bidders).fill(1) };
    const draws = 3000;
    const run = embedded(certain);
    const spends = (run: (day: number) => EventOutcome) =>
      Array.from({ length: draws }, (_, day) => total(run(day).spend));
    const brute = spends((day) => runBruteForce(certain, 1, key, day));
    expect(
      kolmogorovSmirnov(
        spends((day) => run(1, day)),
        brute,
      ),
    ).toBeGreaterThan(0.001);
  });

  test('daily spend under budgets passes Kolmogorov-Smirnov', () => {
    const market = randomMarket({ ...crowd, bidders: 12, budgeted: 0.5, budgetInBids: 12 });
    const run = embedded(market);
    const ours = Array.from({ length: 400 }, (_, day) => run(400, day));
    const theirs = Array.from({ length: 400 }, (_, day) => runEvents(market, 400, key, day));
    for (let bidder = 0; bidder < 12; bidder += 1) {
      const spends = (outcomes: readonly EventOutcome[]) => outcomes.map((outcome) => outcome.spend[bidder]!);
      expect(kolmogorovSmirnov(spends(ours), spends(theirs))).toBeGreaterThan(0.0003);
    }
  });

  test('goes on with a new table once bidders out of budget cost too much', () => {
    const market = randomMarket({ ...crowd, bidders: 20 });
    // The best third spends its budget at once.
    const rich = market.bids.map((bid, i) => bid * market.qualities[i]!);
    const line = rich.toSorted()[13]!;
    const budgets = market.bids.map((bid, i) => (rich[i]! >= line ? bid : Infinity));
    const auctions = 120_000;
    const outcome = embedded({ ...market, budgets })(auctions, 0);
    const without = { ...market, budgets: budgets.map((budget) => (budget === Infinity ? budget : 0)) };
    const rest = runEvents(without, auctions, key);
    for (let i = 0; i < 20; i += 1) {
      if (budgets[i] !== Infinity) continue;
      const [shown, expected] = [outcome.impressions[i]!, rest.impressions[i]!];
      // The first hundreds of auctions, before the budgets are gone, differ.
      expect(Math.abs(shown - expected)).toBeLessThan(4.5 * Math.sqrt(shown + expected + 1) + 400);
    }
    expect(total(outcome.impressions)).toBe(3 * auctions);
  });
});

test('refuses what it cannot embed, and says why', () => {
  const market = randomMarket({ ...plain, bidders: 3, slots: 2, seed: 1 });
  expect(() => embeddingTable({ ...market, noiseSd: Float64Array.of(0.3, 0, 0.3) })).toThrow(
    'event.embedding',
  );
  expect(() => embeddingTable(randomMarket({ ...plain, bidders: 511, slots: 2, seed: 1 }))).toThrow(
    'event.embedding',
  );
  expect(() => embeddingTable({ ...market, tick: -1 })).toThrow('event.range at tick');
  expect(() => runEmbedding(market, embeddingTable(market), 1.5, key)).toThrow('event.whole at auctions');
});

test('a market without bidders, or without money, shows nothing', () => {
  for (const bidders of [0, 2]) {
    const market = randomMarket({ ...plain, bidders, slots: 2, seed: 1 });
    const broke = { ...market, budgets: market.budgets.map(() => 0) };
    const outcome = runEmbedding(broke, embeddingTable(broke), 300, key);
    expect(total(outcome.impressions) + total(outcome.auctionsInBudget)).toBe(0);
    expect(runEvents(broke, 300, key)).toEqual(outcome);
  }
});
