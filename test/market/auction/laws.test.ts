import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { generalisedSecondPrice } from '../../../src/core/market/auction/generalisedSecondPrice.ts';
import { mechanisms } from '../../../src/core/market/auction/mechanisms.ts';
import { runAuction, type AuctionEntry } from '../../../src/core/market/auction/runAuction.ts';
import { vickreyClarkeGroves } from '../../../src/core/market/auction/vickreyClarkeGroves.ts';

const amount = fc.double({ min: 0.01, max: 20, noNaN: true });
const quality = fc.double({ min: 0.05, max: 4, noNaN: true });
const effects = fc
  .array(fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((steps) => Float64Array.from([1, ...steps.sort((a, b) => b - a)]));
/** Amounts stay clear of subnormal doubles, which lose digits when scaled. */
const entries: fc.Arbitrary<AuctionEntry> = fc
  .record({
    bidders: fc.array(fc.tuple(amount, quality), { minLength: 1, maxLength: 12 }),
    positionEffects: effects,
    reserve: fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 10, noNaN: true })),
    tick: fc.constantFrom(0, 0.01, 0.1),
  })
  .map(({ bidders, ...rest }) => ({
    ...rest,
    bids: Float64Array.from(bidders, ([bid]) => bid),
    qualities: Float64Array.from(bidders, ([, q]) => q),
  }));
const share = fc.double({ min: 0, max: 1, noNaN: true });
/** Rounding of a handful of operations. */
const NEAR = 1 + 1e-12;

const withValue = (values: Float64Array, i: number, value: number) => {
  const copy = values.slice();
  copy[i] = value;
  return copy;
};
const rankOf = (winners: Int32Array, bidder: number) => winners.indexOf(bidder);

describe.each(mechanisms)('$id', (mechanism) => {
  const run = (entry: AuctionEntry) => runAuction(mechanism, entry);
  /** Expected clicks a unit of CTR, price and cost of one bidder. */
  const outcome = (entry: AuctionEntry, bidder: number) => {
    const { winners, prices } = run(entry);
    const rank = rankOf(winners, bidder);
    if (rank < 0) return { rank, clicks: 0, price: 0, cost: 0 };
    const clicks = entry.positionEffects[rank]!;
    return { rank, clicks, price: prices[rank]!, cost: clicks * prices[rank]! };
  };

  test.prop([entries])('nobody pays more than the bid, nor less than the reserve', (entry) => {
    const { winners, prices } = run(entry);
    winners.forEach((i, rank) => {
      expect(prices[rank]!).toBeLessThanOrEqual(entry.bids[i]!);
      expect(prices[rank]! * entry.qualities[i]! * NEAR).toBeGreaterThanOrEqual(entry.reserve);
    });
  });

  test.prop([entries])(
    'slots go in score order, none twice, none below the reserve, none left empty',
    (entry) => {
      const { winners } = run(entry);
      const scores = entry.bids.map((bid, i) => bid * entry.qualities[i]!);
      const eligible = scores
        .filter((score) => score >= entry.reserve)
        .toSorted()
        .toReversed()
        .slice(0, entry.positionEffects.length);
      expect(Float64Array.from(winners, (i) => scores[i]!)).toEqual(eligible);
      expect(new Set(winners).size).toBe(winners.length);
    },
  );

  test.prop([entries, fc.nat(), share])(
    'a higher own bid never lowers own clicks, price and cost',
    (entry, pick, raise) => {
      const bidder = pick % entry.bids.length;
      const bids = withValue(entry.bids, bidder, entry.bids[bidder]! * (1 + 3 * raise));
      const low = outcome(entry, bidder);
      const high = outcome({ ...entry, bids }, bidder);
      expect(high.clicks).toBeGreaterThanOrEqual(low.clicks);
      expect(high.price * NEAR).toBeGreaterThanOrEqual(low.price);
      expect(high.cost * NEAR).toBeGreaterThanOrEqual(low.cost);
    },
  );

  test.prop([entries, fc.nat(), share])(
    'a higher quality at the same rank never raises the price, and never lowers the rank',
    (entry, pick, raise) => {
      const bidder = pick % entry.bids.length;
      const qualities = withValue(entry.qualities, bidder, entry.qualities[bidder]! * (1 + raise));
      const low = outcome(entry, bidder);
      const high = outcome({ ...entry, qualities }, bidder);
      if (low.rank >= 0) expect(high.rank).toBeLessThanOrEqual(low.rank);
      if (high.rank === low.rank) expect(high.price).toBeLessThanOrEqual(low.price * NEAR);
    },
  );

  test.prop([entries, share])(
    'a higher reserve never lowers the price of who is still shown, and never shows more ads',
    (entry, raise) => {
      const low = run(entry);
      const high = run({ ...entry, reserve: entry.reserve + 5 * raise });
      expect(high.winners.length).toBeLessThanOrEqual(low.winners.length);
      high.winners.forEach((i, rank) => {
        expect(low.winners[rank]).toBe(i);
        expect(high.prices[rank]! * NEAR).toBeGreaterThanOrEqual(low.prices[rank]!);
      });
    },
  );

  test.prop([entries, fc.integer({ min: -40, max: 40 })])(
    'does not depend on the unit of money: prices scale exactly by powers of two',
    (entry, power) => {
      const unit = 2 ** power;
      const scaled = run({
        ...entry,
        bids: entry.bids.map((bid) => bid * unit),
        reserve: entry.reserve * unit,
        tick: entry.tick * unit,
      });
      const { winners, prices } = run(entry);
      expect(scaled.winners).toEqual(winners);
      expect(scaled.prices).toEqual(prices.map((price) => price * unit));
    },
  );

  test.prop([entries, fc.infiniteStream(fc.nat())])(
    'does not depend on the order of the bidders',
    (entry, keys) => {
      const scores = entry.bids.map((bid, i) => bid * entry.qualities[i]!);
      fc.pre(new Set(scores).size === scores.length);
      const sortKeys = Array.from(scores, () => keys.next().value as number);
      const order = [...scores.keys()].sort((a, b) => sortKeys[a]! - sortKeys[b]! || a - b);
      const shuffled = run({
        ...entry,
        bids: Float64Array.from(order, (i) => entry.bids[i]!),
        qualities: Float64Array.from(order, (i) => entry.qualities[i]!),
      });
      const { winners, prices } = run(entry);
      expect(Array.from(shuffled.winners, (i) => order[i])).toEqual([...winners]);
      expect(shuffled.prices).toEqual(prices);
    },
  );

  test.prop([
    amount,
    quality,
    fc.double({ min: 1e-6, max: 1, noNaN: true }),
    effects,
    fc.constantFrom(0, 0.01),
  ])(
    'a lone bidder at or above the reserve wins the first slot, and pays the reserve if others set prices',
    (bid, q, part, positionEffects, tick) => {
      const reserve = bid * q * part;
      const bids = Float64Array.of(bid);
      const { winners, prices } = run({
        bids,
        qualities: Float64Array.of(q),
        positionEffects,
        reserve,
        tick,
      });
      expect([...winners]).toEqual([0]);
      const expected = mechanism.secondPrice ? reserve / q : bid;
      expect(Math.abs(prices[0]! - expected)).toBeLessThanOrEqual(1e-12 * expected);
    },
  );

  test.runIf(mechanism.truthful)('bidding the value is a best answer', () => {
    fc.assert(
      fc.property(entries, fc.nat(), amount, amount, (entry, pick, value, other) => {
        const bidder = pick % entry.bids.length;
        const gain = (bid: number) => {
          const { clicks, price } = outcome({ ...entry, bids: withValue(entry.bids, bidder, bid) }, bidder);
          return clicks * (value - price);
        };
        expect(gain(other)).toBeLessThanOrEqual(gain(value) + 1e-11 * value);
      }),
      { numRuns: 2000 },
    );
  });

  test('stays finite with one rival, ten thousand rivals, useless slots and bids at the tick', () => {
    for (const count of [1, 10_000])
      for (const bid of [0.01, 1, 1e9])
        for (const effect of [0, 1]) {
          const { winners, prices } = run({
            bids: new Float64Array(count).fill(bid),
            qualities: Float64Array.from({ length: count }, (_, i) => 1 + i / count),
            positionEffects: Float64Array.of(1, effect, effect),
            reserve: bid / 2,
            tick: 0.01,
          });
          expect(winners.length).toBe(Math.min(3, count));
          for (const price of prices) {
            expect(price).toBeGreaterThan(0);
            expect(price).toBeLessThanOrEqual(bid);
          }
        }
  });
});

describe('lowest locally envy-free bids', () => {
  /** Edelman, Ostrovsky and Schwarz (2007), theorem 1: everyone is just not envious of the slot above. Values descend. */
  function lowestEnvyFreeBids(values: readonly number[], positionEffects: Float64Array): Float64Array {
    const bids = Float64Array.from(values);
    const last = positionEffects.length;
    for (let rank = Math.min(last, values.length - 1); rank >= 1; rank -= 1) {
      const own = rank < last ? positionEffects[rank]! : 0;
      const below = rank + 1 < values.length ? bids[rank + 1]! : 0;
      const above = positionEffects[rank - 1]!;
      bids[rank] = values[rank]! - (own / above) * (values[rank]! - (rank < last ? below : values[rank]!));
    }
    return bids;
  }

  test.prop([
    fc.uniqueArray(fc.double({ min: 0.1, max: 20, noNaN: true }), { minLength: 2, maxLength: 9 }),
    fc.array(fc.double({ min: 0.2, max: 0.95, noNaN: true }), { minLength: 0, maxLength: 5 }),
  ])('make GSP charge what VCG charges truthful bidders', (raw, ratios) => {
    const values = raw.toSorted((a, b) => b - a);
    const positionEffects = Float64Array.from([1, ...ratios]);
    for (let i = 1; i < positionEffects.length; i += 1) positionEffects[i]! *= positionEffects[i - 1]!;
    const qualities = new Float64Array(values.length).fill(1);
    const common = { qualities, positionEffects, reserve: 0, tick: 0 };
    const truthful = runAuction(vickreyClarkeGroves, { ...common, bids: Float64Array.from(values) });
    const bids = lowestEnvyFreeBids(values, positionEffects);
    const gsp = runAuction(generalisedSecondPrice, { ...common, bids });
    expect(gsp.winners).toEqual(truthful.winners);
    gsp.prices.forEach((price, rank) =>
      expect(Math.abs(price - truthful.prices[rank]!)).toBeLessThan(1e-11 * values[0]!),
    );
  });
});

test('GSP by hand: next score over own quality plus a tick', () => {
  const { winners, prices } = runAuction(generalisedSecondPrice, {
    bids: Float64Array.of(1, 2, 1.5),
    qualities: Float64Array.of(2, 0.5, 1),
    positionEffects: Float64Array.of(1, 0.6),
    reserve: 0.4,
    tick: 0.01,
  });
  expect([...winners]).toEqual([0, 2]);
  expect([...prices]).toEqual([1.5 / 2 + 0.01, 1 / 1 + 0.01]);
});

test('VCG by hand: the externality', () => {
  const { prices } = runAuction(vickreyClarkeGroves, {
    bids: Float64Array.of(10, 4, 2),
    qualities: Float64Array.of(1, 1, 1),
    positionEffects: Float64Array.of(1, 0.5),
    reserve: 0,
    tick: 0,
  });
  // First: the second loses (1 - 0.5) x 4, the third 0.5 x 2; second: the third loses 0.5 x 2.
  expect([...prices]).toEqual([3, 2]);
});
