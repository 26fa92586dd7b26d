import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { runBruteForce } from '../../../src/core/market/event/bruteForce.ts';
import type { EventMarket, EventOutcome } from '../../../src/core/market/event/eventMarket.ts';
import { ClickLog } from '../../../src/core/market/event/clickLog.ts';
import { runEvents } from '../../../src/core/market/event/runEvents.ts';
import { runWasm, wasmRuns } from '../../../src/core/market/event/wasmKernel.ts';
import { streamKey } from '../../../src/core/math/keyed.ts';
import { compareTiers, expectStandardNormal, total } from './compare.ts';
import { marketShapes, randomMarket } from './markets.ts';
import { plainRandom, referenceEvents } from './reference.ts';
import { kolmogorovSmirnov } from './statistics.ts';

const key = streamKey(1, 'market/test');
const plain = { reserve: 0, tick: 0, budgeted: 0, budgetInBids: 1, activity: 'always' } as const;

describe('the WASM kernel', () => {
  test.prop([marketShapes, fc.integer({ min: 0, max: 700 }), fc.nat(1000)], { numRuns: 150 })(
    'gives the same counts and the same amounts, to the last bit',
    (shape, auctions, day) => {
      const market = randomMarket(shape);
      expect(wasmRuns(market)).toBe(true);
      expect(runWasm(market, auctions, key, day)).toEqual(runBruteForce(market, auctions, key, day));
    },
  );

  test.prop([marketShapes, fc.integer({ min: 0, max: 300 })])(
    'logs the same clicks; they add up to the counts and, without budgets, to the spend',
    (shape, auctions) => {
      const market = { ...randomMarket(shape), budgets: new Float64Array(shape.bidders).fill(Infinity) };
      const [ours, theirs] = [new ClickLog(), new ClickLog()];
      const outcome = runWasm(market, auctions, key, 3, 1, ours);
      runBruteForce(market, auctions, key, 3, 1, theirs);
      const entries = (log: ClickLog) =>
        Array.from({ length: log.length }, (_, i) => [log.auctions[i], log.bidders[i], log.prices[i]]);
      expect(entries(ours)).toEqual(entries(theirs));
      const spend = new Float64Array(shape.bidders);
      for (const [, bidder, price] of entries(ours)) spend[bidder!]! += price!;
      expect(spend).toEqual(outcome.spend);
      expect(ours.length).toBe(total(outcome.clicks));
      expect(ours.auctions.subarray(0, ours.length)).toEqual(ours.auctions.slice(0, ours.length).toSorted());
    },
  );

  test.prop([marketShapes, fc.integer({ min: 1, max: 300 }), fc.nat()])(
    'a shorter run is the beginning of a longer one: blocks can be cut after the fact',
    (shape, auctions, cut) => {
      const market = { ...randomMarket(shape), budgets: new Float64Array(shape.bidders).fill(Infinity) };
      const whole = new ClickLog();
      runEvents(market, auctions, key, 2, 0, whole);
      const part = new ClickLog();
      const shorter = cut % auctions;
      runEvents(market, shorter, key, 2, 0, part);
      expect(part.prices.subarray(0, part.length)).toEqual(whole.prices.subarray(0, part.length));
      expect(whole.auctions.subarray(0, whole.length).filter((auction) => auction < shorter).length).toBe(
        part.length,
      );
    },
  );

  const deepShapes = fc
    .record({
      shape: marketShapes,
      slots: fc.oneof(fc.integer({ min: 9, max: 64 }), fc.constantFrom(15, 16, 31, 32, 40, 63, 64, 127)),
      bidders: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 100, max: 511 })),
    })
    .map(({ shape, slots, bidders }) => ({ ...shape, slots, bidders }));
  test.prop([deepShapes, fc.integer({ min: 0, max: 150 }), fc.nat(1000)], { numRuns: 60 })(
    'ranks any number of slots alike, few bidders or many',
    (shape, auctions, day) => {
      const market = randomMarket(shape);
      expect(wasmRuns(market)).toBe(true);
      const [ours, theirs] = [new ClickLog(), new ClickLog()];
      const outcome = runWasm(market, auctions, key, day, 0, ours);
      expect(outcome).toEqual(runBruteForce(market, auctions, key, day, 0, theirs));
      expect(ours.prices.subarray(0, ours.length)).toEqual(theirs.prices.subarray(0, theirs.length));
    },
  );

  test('reads its log of clicks in stretches: no more room for a long day than for a short one', () => {
    const market = randomMarket({
      ...plain,
      seed: 5,
      bidders: 20,
      slots: 12,
      budgeted: 0.3,
      budgetInBids: 30,
    });
    const [ours, theirs] = [new ClickLog(), new ClickLog()];
    expect(runWasm(market, 9001, key, 1, 0, ours)).toEqual(runBruteForce(market, 9001, key, 1, 0, theirs));
    for (const column of ['auctions', 'bidders', 'prices'] as const)
      expect(ours[column].subarray(0, ours.length)).toEqual(theirs[column].subarray(0, theirs.length));
  });

  test('leaves what does not fit its packing to the TypeScript kernel', () => {
    const many = randomMarket({ ...plain, seed: 3, bidders: 600, slots: 3 });
    const deep = randomMarket({ ...plain, seed: 3, bidders: 30, slots: 128 });
    for (const market of [many, deep]) {
      expect(wasmRuns(market)).toBe(false);
      expect(total(runEvents(market, 100, key).impressions)).toBeGreaterThan(0);
    }
  });
});

describe('brute force equals the reference in distribution', () => {
  const random = plainRandom(1000);
  const { scores, impressions } = compareTiers(
    (market) => (auctions, day) => runEvents(market, auctions, key, day),
    (market) => (auctions) => referenceEvents(market, auctions, random),
    25,
    120,
  );
  test.each(Object.entries(scores))('%s: z scores over 120 markets are standard normal', (_, z) => {
    expectStandardNormal(z);
  });
  test('impressions by slot and bidder pass chi-square', () => {
    for (const z of impressions) expect(z).toBeLessThan(4.5);
  });

  test('prices pass Kolmogorov-Smirnov, auction by auction', () => {
    const market: EventMarket = {
      ...randomMarket({ ...plain, bidders: 6, slots: 2, reserve: 0.4, tick: 0.05, seed: 77 }),
      clickThroughRates: new Float64Array(6).fill(1),
    };
    const random = plainRandom(5);
    const draws = 6000;
    const ours = Array.from({ length: draws }, (_, day) => total(runEvents(market, 1, key, day).spend));
    const theirs = Array.from({ length: draws }, () => total(referenceEvents(market, 1, random).spend));
    expect(kolmogorovSmirnov(ours, theirs)).toBeGreaterThan(0.001);
  });

  test('daily spend under budgets passes Kolmogorov-Smirnov', () => {
    const market = randomMarket({ ...plain, bidders: 8, slots: 3, budgeted: 0.5, budgetInBids: 12, seed: 9 });
    const random = plainRandom(6);
    const ours = Array.from({ length: 400 }, (_, day) => runEvents(market, 300, key, day));
    const theirs = Array.from({ length: 400 }, () => referenceEvents(market, 300, random));
    for (let bidder = 0; bidder < 8; bidder += 1) {
      const spends = (outcomes: readonly EventOutcome[]) => outcomes.map((outcome) => outcome.spend[bidder]!);
      expect(kolmogorovSmirnov(spends(ours), spends(theirs))).toBeGreaterThan(0.0005);
    }
  });
});

describe('laws of the event tier', () => {
  const withoutBudgets = marketShapes.map((shape) => ({ ...shape, budgeted: 0 }));

  test.prop([marketShapes, fc.integer({ min: 1, max: 500 })])(
    'the funnel and the budgets hold',
    (shape, auctions) => {
      const market = randomMarket(shape);
      const { impressions, clicks, spend, auctionsInBudget } = runEvents(market, auctions, key);
      const { bidders, slots } = shape;
      const inSlot = Array.from({ length: slots }, (_, j) =>
        total(impressions.subarray(j * bidders, (j + 1) * bidders)),
      );
      inSlot.forEach((shown, j) => expect(shown).toBeLessThanOrEqual(j === 0 ? auctions : inSlot[j - 1]!));
      impressions.forEach((shown, cell) => expect(clicks[cell]!).toBeLessThanOrEqual(shown));
      spend.forEach((amount, i) => {
        const ownClicks = total(Array.from({ length: slots }, (_, j) => clicks[j * bidders + i]!));
        expect(amount).toBeLessThanOrEqual(ownClicks * market.bids[i]! * (1 + 1e-12));
        expect(amount).toBeLessThanOrEqual(market.budgets[i]!);
        expect(auctionsInBudget[i]!).toBeLessThanOrEqual(auctions);
        expect(auctionsInBudget[i]! < auctions ? amount >= market.budgets[i]! : true).toBe(true);
      });
    },
  );

  test.prop([marketShapes, fc.integer({ min: -30, max: 30 })])(
    'does not depend on the unit of money',
    (shape, power) => {
      const market = randomMarket(shape);
      const unit = 2 ** power;
      const scaled = runEvents(
        {
          ...market,
          bids: market.bids.map((bid) => bid * unit),
          budgets: market.budgets.map((budget) => budget * unit),
          reserve: market.reserve * unit,
          tick: market.tick * unit,
        },
        300,
        key,
      );
      const outcome = runEvents(market, 300, key);
      expect(scaled).toEqual({ ...outcome, spend: outcome.spend.map((amount) => amount * unit) });
    },
  );

  test.prop([marketShapes, fc.infiniteStream(fc.nat())])(
    'does not depend on the order of the bidders',
    (shape, keys) => {
      const market = randomMarket(shape);
      const sortKeys = Array.from(market.bids, () => keys.next().value as number);
      const order = [...market.bids.keys()].sort((a, b) => sortKeys[a]! - sortKeys[b]! || a - b);
      const pick = (values: Float64Array) => Float64Array.from(order, (i) => values[i]!);
      const shuffled = runEvents(
        {
          ...market,
          keys: order.map((i) => market.keys[i]!),
          bids: pick(market.bids),
          qualities: pick(market.qualities),
          noiseSd: pick(market.noiseSd),
          activity: pick(market.activity),
          clickThroughRates: pick(market.clickThroughRates),
          budgets: pick(market.budgets),
        },
        200,
        key,
      );
      const outcome = runEvents(market, 200, key);
      expect(shuffled.spend).toEqual(pick(outcome.spend));
      for (let j = 0; j < shape.slots; j += 1) {
        const row = (counts: Uint32Array) => counts.subarray(j * shape.bidders, (j + 1) * shape.bidders);
        const expected = order.map((i) => row(outcome.clicks)[i]!);
        expect([...row(shuffled.clicks)]).toEqual(expected);
      }
    },
  );

  /** The market with one more bidder at the end. */
  const joined = (market: EventMarket, bid: number, quality: number): EventMarket => ({
    ...market,
    keys: [...market.keys, streamKey(99, 'newcomer')],
    bids: Float64Array.of(...market.bids, bid),
    qualities: Float64Array.of(...market.qualities, quality),
    noiseSd: Float64Array.of(...market.noiseSd, 0.3),
    activity: Float64Array.of(...market.activity, 1),
    clickThroughRates: Float64Array.of(...market.clickThroughRates, 0.1),
    budgets: Float64Array.of(...market.budgets, Infinity),
  });
  const rows = (counts: Uint32Array, bidders: number, keep: number) =>
    Array.from(counts).filter((_, cell) => cell % bidders < keep);

  test.prop([withoutBudgets])('a newcomer too weak to be shown leaves all other draws unchanged', (shape) => {
    const market = { ...randomMarket(shape), reserve: 0.5, tick: 0 };
    const outcome = runEvents(market, 300, key);
    const more = runEvents(joined(market, 0.4, 0.1), 300, key);
    const counts = rows(more.impressions, shape.bidders + 1, shape.bidders);
    // Scores are rounded to steps that depend on the range of the market: a draw may round the other way.
    const moved = counts.filter((count, cell) => count !== outcome.impressions[cell]).length;
    expect(moved).toBeLessThanOrEqual(4);
  });

  test.prop([withoutBudgets])('a strong newcomer only pushes others down', (shape) => {
    const market = randomMarket(shape);
    const before = runEvents(market, 300, key);
    const after = runEvents(joined(market, 50, 1), 300, key);
    for (let i = 0; i < shape.bidders; i += 1) {
      // Shown in the first j + 1 slots: never more often than before (two roundings allowed).
      let [then, now] = [0, 0];
      for (let j = 0; j < shape.slots; j += 1) {
        then += before.impressions[j * shape.bidders + i]!;
        now += after.impressions[j * (shape.bidders + 1) + i]!;
        expect(now).toBeLessThanOrEqual(then + 2);
      }
    }
  });

  test.prop([withoutBudgets, fc.nat(), fc.double({ min: 1, max: 4, noNaN: true })])(
    'on an uncapped day a higher own bid never lowers own clicks and cost',
    (shape, pick, raise) => {
      const market = { ...randomMarket(shape), tick: 0 };
      const bidder = pick % shape.bidders;
      const bids = market.bids.map((bid, i) => (i === bidder ? bid * raise : bid));
      const own = (outcome: EventOutcome) => ({
        clicks: total(
          Array.from({ length: shape.slots }, (_, j) => outcome.clicks[j * shape.bidders + bidder]!),
        ),
        spend: outcome.spend[bidder]!,
      });
      const low = own(runEvents(market, 300, key));
      const high = own(runEvents({ ...market, bids }, 300, key));
      expect(high.clicks).toBeGreaterThanOrEqual(low.clicks - 1);
      expect(high.spend).toBeGreaterThanOrEqual(low.spend - 1.01 * market.bids[bidder]!);
    },
  );

  test('days, blocks and keys have independent draws', () => {
    const market = randomMarket({ ...plain, bidders: 10, slots: 3, seed: 4 });
    const spend = (day: number, block: number) => total(runEvents(market, 100, key, day, block).spend);
    const n = 1500;
    const pairs = Array.from(
      { length: n },
      (_, day) => [spend(day, 0), spend(day + 1, 0), spend(day, 1)] as const,
    );
    const correlation = (i: 1 | 2) => {
      const mean = total(pairs.map((pair) => pair[0])) / n;
      const product = total(pairs.map((pair) => (pair[0] - mean) * (pair[i] - mean)));
      return product / total(pairs.map((pair) => (pair[0] - mean) ** 2));
    };
    expect(Math.abs(correlation(1)) * Math.sqrt(n)).toBeLessThan(4);
    expect(Math.abs(correlation(2)) * Math.sqrt(n)).toBeLessThan(4);
  });

  test('a lone bidder wins every auction above the reserve and pays the reserve', () => {
    const market = randomMarket({ ...plain, bidders: 1, slots: 2, tick: 0.05, seed: 8 });
    const certain = { ...market, noiseSd: Float64Array.of(0), clickThroughRates: Float64Array.of(1) };
    const reserve = 0.5 * market.bids[0]! * market.qualities[0]!;
    const { impressions, spend } = runEvents({ ...certain, reserve }, 100, key);
    expect([...impressions]).toEqual([100, 0]);
    // Log scores are whole steps of about 1e-9 without noise.
    expect(spend[0]! / 100 / (0.5 * market.bids[0]!)).toBeCloseTo(1, 5);
    expect(runEvents({ ...certain, reserve: 0 }, 100, key).spend[0]).toBe(0);
  });

  test('stays finite at the extremes', () => {
    const shape = {
      slots: 3,
      tick: 0.01,
      budgeted: 0.5,
      budgetInBids: 2,
      activity: 'mixed',
      seed: 2,
    } as const;
    for (const bidders of [1, 2, 10_000])
      for (const reserve of [0, 1e-9, 1e6])
        for (const clickThroughRate of [0, 1]) {
          const market = randomMarket({ ...shape, bidders, reserve, budgeted: bidders < 10 ? 0.5 : 0 });
          const extreme = {
            ...market,
            bids: market.bids.map((bid, i) => (i % 3 === 0 ? market.tick : bid)),
            clickThroughRates: new Float64Array(bidders).fill(clickThroughRate),
          };
          const { spend, clicks } = runEvents(extreme, 70, key);
          expect(spend.every((amount) => Number.isFinite(amount) && amount >= 0)).toBe(true);
          if (clickThroughRate === 0) expect(total(clicks)).toBe(0);
        }
  });

  test('refuses markets that make no sense, and says where', () => {
    const market = randomMarket({ ...plain, bidders: 2, slots: 1, seed: 1 });
    expect(() => runEvents({ ...market, bids: Float64Array.of(1, NaN) }, 1, key)).toThrow(
      'event.range at bids.1',
    );
    expect(() => runEvents({ ...market, budgets: Float64Array.of(1) }, 1, key)).toThrow(
      'event.length at budgets',
    );
    expect(() => runEvents({ ...market, keys: [] }, 1, key)).toThrow('event.length at keys');
    expect(() => runEvents(market, -1, key)).toThrow('event.range at auctions');
  });
});
