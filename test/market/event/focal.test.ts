import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { runCollapsedDay } from '../../../src/core/market/event/collapsedDay.ts';
import { collapsedTable } from '../../../src/core/market/event/collapsedTable.ts';
import { runConditional } from '../../../src/core/market/event/conditional.ts';
import { conditionalTable, untabulated } from '../../../src/core/market/event/conditionalTable.ts';
import type { EventMarket } from '../../../src/core/market/event/eventMarket.ts';
import type { FocalMarket, FocalOutcome } from '../../../src/core/market/event/focalMarket.ts';
import { CELLS, rankWeight } from '../../../src/core/market/event/rankTable.ts';
import { runEvents } from '../../../src/core/market/event/runEvents.ts';
import { scoreTail } from '../../../src/core/market/event/scoreLaw.ts';
import { streamKey } from '../../../src/core/math/keyed.ts';
import { expectStandardNormal, total } from './compare.ts';
import { plainRandom } from './reference.ts';
import { kolmogorovSmirnov, zOfMeans } from './statistics.ts';

const key = streamKey(3, 'plan/focal');

const focal: FocalMarket = {
  bid: 1.6,
  quality: 1.1,
  noiseSd: 0.35,
  clickThroughRate: 0.3,
  budget: Infinity,
  rivals: 12,
  rivalMedian: 0.8,
  rivalSd: 0.6,
  rivalActivity: 1,
  positionEffects: Float64Array.of(1, 0.6, 0.45),
  reserve: 0.5,
  tick: 0.05,
};

/** A random market; every feature that changes the law is on in some of them. */
function randomFocal(seed: number): FocalMarket {
  const random = plainRandom(seed);
  return {
    bid: 0.3 + 2 * random(),
    quality: 0.5 + random(),
    noiseSd: seed % 5 === 0 ? 0 : 0.1 + 0.5 * random(),
    clickThroughRate: 0.05 + 0.4 * random(),
    budget: Infinity,
    rivals: [0, 1, 3, 12, 47][seed % 5]!,
    rivalMedian: 0.4 + 0.8 * random(),
    rivalSd: 0.3 + 0.5 * random(),
    rivalActivity: seed % 3 === 0 ? 0.5 : 1,
    positionEffects: Float64Array.from({ length: 1 + (seed % 4) }, (_, j) => 1 / (1 + 0.5 * j)),
    reserve: [0, 0.2, 0.8][seed % 3]!,
    tick: seed % 2 === 0 ? 0.05 : 0,
    mechanism: (['gsp', 'vcg', 'first-price'] as const)[Math.floor(seed / 2) % 3]!,
  };
}

/** The same market with every rival drawn: the plan first. */
function asEvents(market: FocalMarket): EventMarket {
  const column = (own: number, rival: number) =>
    Float64Array.from({ length: market.rivals + 1 }, (_, i) => (i === 0 ? own : rival));
  return {
    keys: Array.from({ length: market.rivals + 1 }, (_, i) => streamKey(4, `bidder/${i}`)),
    bids: column(market.bid, market.rivalMedian),
    qualities: column(market.quality, 1),
    noiseSd: column(market.noiseSd, market.rivalSd),
    activity: column(1, market.rivalActivity),
    clickThroughRates: column(market.clickThroughRate, 0),
    budgets: column(market.budget, Infinity),
    positionEffects: market.positionEffects,
    reserve: market.reserve,
    mechanism: market.mechanism ?? 'gsp',
    tick: market.tick,
  };
}

/** A tier for the plan: prepares a market, then runs auctions of a day. */
type FocalTier = (market: FocalMarket) => (auctions: number, day: number) => FocalOutcome;

const brute: FocalTier = (market) => {
  const events = asEvents(market);
  return (auctions, day) => {
    const { impressions, clicks, spend, auctionsInBudget } = runEvents(events, auctions, key, day);
    const own = (counts: Uint32Array) =>
      Float64Array.from(market.positionEffects, (_, slot) => counts[slot * (market.rivals + 1)]!);
    return {
      impressions: own(impressions),
      clicks: own(clicks),
      spend: spend[0]!,
      auctionsInBudget: auctionsInBudget[0]!,
    };
  };
};
const ranked: FocalTier = (market) => {
  const table = untabulated(market);
  return (auctions, day) => runConditional(table, auctions, key, day);
};
const conditional: FocalTier = (market) => {
  const table = conditionalTable(market);
  return (auctions, day) => runConditional(table, auctions, key, day);
};
const collapsed: FocalTier = (market) => {
  const table = collapsedTable(market);
  return (auctions, day) => runCollapsedDay(table, auctions, key, day);
};

const figures: Readonly<Record<string, (outcome: FocalOutcome) => number>> = {
  'first-slot impressions': (outcome) => outcome.impressions[0]!,
  impressions: (outcome) => total(outcome.impressions),
  'last-slot clicks': (outcome) => outcome.clicks.at(-1)!,
  clicks: (outcome) => total(outcome.clicks),
  spend: (outcome) => outcome.spend,
};

describe.each([
  { name: 'conditional', tier: conditional },
  { name: 'conditional without a table', tier: ranked },
  { name: 'collapsed', tier: collapsed },
])('the $name tier equals brute force in distribution', ({ tier }) => {
  const pairs = Array.from({ length: 100 }, (_, seed) => {
    const market = randomFocal(seed + 1);
    const days = (prepare: FocalTier) => {
      const run = prepare(market);
      return Array.from({ length: 25 }, (_, day) => run(200, day));
    };
    return { ours: days(tier), theirs: days(brute) };
  });
  test.each(Object.entries(figures))('%s: z scores over 100 markets are standard normal', (_, figure) => {
    expectStandardNormal(pairs.map(({ ours, theirs }) => zOfMeans(ours.map(figure), theirs.map(figure))));
  });

  test.each(Object.entries(figures))('%s of a day pass Kolmogorov-Smirnov', (_, figure) => {
    const days = (prepare: FocalTier) => {
      const run = prepare(focal);
      return Array.from({ length: 1500 }, (_, day) => figure(run(60, day)));
    };
    expect(kolmogorovSmirnov(days(tier), days(brute))).toBeGreaterThan(0.001);
  });

  test.each([
    { rivalActivity: 0.4 },
    { noiseSd: 0 },
    { noiseSd: 3 },
    { reserve: 1.4, tick: 0.2 },
    { rivals: 1 },
    { mechanism: 'vcg' as const },
    { mechanism: 'vcg' as const, reserve: 1.1, rivals: 3 },
    { mechanism: 'first-price' as const },
  ])('the amount of one auction passes Kolmogorov-Smirnov with %o', (change) => {
    const market = { ...focal, clickThroughRate: 1, ...change };
    const amounts = (prepare: FocalTier) => {
      const run = prepare(market);
      return Array.from({ length: 3000 }, (_, day) => run(1, day).spend);
    };
    expect(kolmogorovSmirnov(amounts(tier), amounts(brute))).toBeGreaterThan(0.001);
  });

  test('the unit of money does not matter', () => {
    const unit = 2 ** 13;
    const scaled = {
      ...focal,
      bid: focal.bid * unit,
      rivalMedian: focal.rivalMedian * unit,
      reserve: focal.reserve * unit,
      tick: focal.tick * unit,
    };
    const outcome = tier(focal)(5000, 0);
    expect(tier(scaled)(5000, 0)).toEqual({ ...outcome, spend: outcome.spend * unit });
  });

  test('a lone bidder above the reserve wins everything and pays the reserve', () => {
    const lone = { ...focal, rivals: 0, noiseSd: 0, clickThroughRate: 1, reserve: 0.5, tick: 0.05 };
    const { impressions, spend } = tier(lone)(100, 0);
    expect([...impressions]).toEqual([100, 0, 0]);
    expect(spend / 100).toBeCloseTo(0.5 / lone.quality, 12);
    expect(total(tier({ ...lone, reserve: 2 })(100, 0).impressions)).toBe(0);
  });

  test('nobody pays more than the bid; nothing breaks at the extremes', () => {
    for (const rivals of [0, 1, 10_000])
      for (const [bid, clickThroughRate] of [
        [0.05, 0],
        [0.05, 1],
        [1e6, 1],
      ] as const)
        for (const noiseSd of [0, 0.3, 4])
          for (const rivalActivity of [0, 1e-9, 1]) {
            const market = { ...focal, rivals, bid, clickThroughRate, noiseSd, rivalActivity };
            const { spend, clicks, impressions } = tier(market)(300, 0);
            expect(spend).toBeLessThanOrEqual(total(clicks) * bid * (1 + 1e-12));
            expect(spend >= 0 && total(impressions) <= 300).toBe(true);
            if (clickThroughRate === 1) expect(clicks[0]).toBe(impressions[0]);
          }
  });

  test('refuses what makes no sense', () => {
    expect(() => tier({ ...focal, bid: NaN })).toThrow('event.range at bid');
    expect(() => tier({ ...focal, rivalSd: 0 })).toThrow('event.range at rivalSd');
    expect(() => tier({ ...focal, rivals: 1.5 })).toThrow('event.whole at rivals');
    expect(() => tier(focal)(-3, 0)).toThrow('event.range at auctions');
    expect(() => tier({ ...focal, positionEffects: Float64Array.of(1, 2) })).toThrow('positionEffects.1');
  });
});

test('a budget ends the day in the same way as in brute force', () => {
  const market = { ...focal, budget: 12 };
  const days = (prepare: FocalTier) => {
    const run = prepare(market);
    return Array.from({ length: 800 }, (_, day) => run(300, day));
  };
  const [ours, theirs] = [days(conditional), days(brute)];
  for (const figure of [
    (outcome: FocalOutcome) => outcome.auctionsInBudget,
    (outcome: FocalOutcome) => outcome.spend,
    (outcome: FocalOutcome) => total(outcome.impressions),
  ])
    expect(kolmogorovSmirnov(ours.map(figure), theirs.map(figure))).toBeGreaterThan(0.001);
  expect(ours.some((outcome) => outcome.auctionsInBudget < 300)).toBe(true);
});

describe('tables', () => {
  test('cubics are for narrow cells: common markets have them, very noisy ones do not', () => {
    expect(collapsedTable(focal).ranks.map((table) => table.cubic)).toEqual([true, true, true]);
    expect(collapsedTable({ ...focal, noiseSd: 3 }).ranks[0]!.cubic).toBe(false);
  });

  test('the chance of each rank lies between the averages of the conditional bounds', () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const market = randomFocal(seed);
      const { bounds } = conditionalTable(market);
      const slots = market.positionEffects.length;
      let cumulative = 0;
      collapsedTable(market).probabilities.forEach((probability, rank) => {
        cumulative += probability;
        let [low, high] = [0, 0];
        for (let cell = 0; cell < 4096; cell += 1) {
          low += bounds[2 * (cell * slots + rank)]! / 2 ** 32;
          high += bounds[2 * (cell * slots + rank) + 1]! / 2 ** 32;
        }
        expect(cumulative).toBeGreaterThanOrEqual(low - 1e-13);
        expect(cumulative).toBeLessThanOrEqual(high + 1e-13);
        expect(high - low).toBeLessThan(2e-3);
      });
    }
  });

  const share = fc.double({ min: 0, max: 1, noNaN: true });
  test.prop([fc.integer({ min: 1, max: 60 }), fc.nat(CELLS - 1), share], { numRuns: 300 })(
    'weights lie within the bounds of their cell, and the cubic gives the tail to 1e-7',
    (seed, cell, t) => {
      const market = randomFocal(seed);
      const { laws, ranks, probabilities } = collapsedTable(market);
      ranks.forEach((table, rank) => {
        if (!(probabilities[rank]! > 1e-9)) return;
        const z = table.from + (cell + t) * table.step;
        const weight = rankWeight(market, laws, rank, z, new Float64Array(rank + 1)) / table.scale;
        expect(weight).toBeLessThanOrEqual(table.most[cell]! * (1 + 1e-12));
        expect(weight).toBeGreaterThanOrEqual(table.least[cell]! * (1 - 1e-9));
        const [start, end] = [table.tails[cell]!, table.tails[cell + 1]!];
        const [first, second] = [table.slopes[cell]!, table.slopes[cell + 1]!];
        const change = end - start;
        const cubic =
          start + t * (first + t * (3 * change - 2 * first - second + t * (first + second - 2 * change)));
        const exact = scoreTail(laws.rival, laws.own.mean + laws.own.sd * z);
        if (table.cubic) expect(Math.abs(cubic - exact)).toBeLessThanOrEqual(1e-7 * exact);
      });
    },
  );
});
