import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeMarketplace } from '../../src/core/engine/event/marketplace.ts';
import type { LedgerColumn } from '../../src/core/engine/ledger.ts';
import { prepare } from '../../src/core/engine/prepare.ts';
import type { RunResult } from '../../src/core/engine/result.ts';
import { run } from '../../src/core/engine/run.ts';
import { startState } from '../../src/core/engine/state.ts';
import { tierProperties, tiers, type Tier } from '../../src/core/engine/tier.ts';
import { mechanisms } from '../../src/core/market/auction/mechanisms.ts';
import { ClickLog } from '../../src/core/market/event/clickLog.ts';
import { qualityPart } from '../../src/core/market/quality.ts';
import type { MechanismId } from '../../src/core/scenario/resolved.ts';
import type { ScenarioInput } from '../../src/core/scenario/schema/scenario.ts';
import { hold } from '../../src/core/strategies/hold.ts';
import { resolved } from './arbitraries.ts';

/** Laws of single auctions, held through the engine: days of stores, on every tier and mechanism where they are meant to hold. */

const runs = { numRuns: Number(process.env['LAW_RUNS'] ?? 6) };
const DAYS = 3;
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const markets = fc.record({
  seed: fc.nat(),
  slots: fc.integer({ min: 1, max: 45 }),
  scoreNoise: fc.oneof(fc.constant(0), number(0.05, 0.4)),
  activity: number(0.3, 1),
  tick: number(0, 0.05),
  reserve: number(0.05, 0.6),
  bid: number(0.3, 3),
  rivals: fc.integer({ min: 0, max: 60 }),
  relevance: number(0.5, 1.6),
  shared: fc.boolean(),
});
type Market = typeof markets extends fc.Arbitrary<infer T> ? T : never;

interface Own {
  readonly bidFactor?: number;
  readonly relevance?: number;
}

/** A search and a display plan, with a second search plan on one of the words; no money in the way, nothing learns. */
function store(
  market: Market,
  auction: MechanismId,
  { bidFactor = 1, relevance = market.relevance }: Own = {},
): ScenarioInput {
  const { seed, slots, scoreNoise, activity, tick, reserve, rivals } = market;
  const bid = market.bid * bidFactor;
  const word = { dailyQueries: 400, clickThroughRate: 0.3, rivals: { count: rivals } };
  const plan = { product: 'p', dailyBudget: 1e9 };
  return {
    name: 'laws',
    seed,
    horizon: { days: DAYS },
    products: [{ id: 'p', price: 100, unitCost: 10 }],
    market: {
      auction,
      sharedAuctions: market.shared,
      quality: { feedback: false },
      minimumBid: 1e-5,
      search: { slots, scoreNoise, activity, tick, reserve },
      display: { frequencyExponent: 0 },
    },
    plans: [
      {
        id: 'd',
        channel: 'display',
        ...plan,
        bid,
        audiences: [{ id: 'a', dailyImpressions: 2000, clickThroughRate: 0.1 }],
      },
      { id: 'other', channel: 'search', ...plan, bid: 1, keywords: [{ id: 'one', ...word }] },
      {
        id: 'own',
        channel: 'search',
        ...plan,
        bid,
        keywords: [
          { id: 'one', ...word, relevance },
          { id: 'two', ...word, relevance },
        ],
      },
    ],
  };
}

const days = ({ ledger, days: count }: RunResult, plan: number, column: LedgerColumn): number[] =>
  Array.from(ledger[column].subarray(plan * count, (plan + 1) * count));
const play = (input: ScenarioInput, tier: Tier, replication = 0): RunResult =>
  run(prepare(resolved(input)), hold, { tier, replication });

/** Plans in id order. */
const [DISPLAY, OWN] = [0, 2];
/** Rank and click come from one number after the other there, not from the same ones at another bid: equal in law alone. */
const coupled = tiers.filter((tier) => tier !== 'event-conditional');

describe.each(mechanisms)('$id', ({ id }) => {
  describe.each(coupled)('%s tier', (tier) => {
    it('own clicks and cost never fall when the own bid rises: uncapped day, same random numbers', () => {
      fc.assert(
        fc.property(markets, number(1.01, 4), (market, bidFactor) => {
          const low = play(store(market, id), tier);
          const high = play(store(market, id, { bidFactor }), tier);
          for (const plan of [DISPLAY, OWN])
            for (let day = 0; day < DAYS; day++) {
              const of = (result: RunResult, column: LedgerColumn) => days(result, plan, column)[day]!;
              expect(of(high, 'clicks')).toBeGreaterThanOrEqual(of(low, 'clicks') * (1 - 1e-9));
              // The stochastic tier draws the mean price of a day, whose spread may grow faster than its mean.
              if (tier === 'stochastic') continue;
              // Log scores of event auctions are whole steps of 2^-18 or finer.
              const slack = tierProperties[tier].auctions ? 2e-5 : 1e-9;
              expect(of(high, 'spend')).toBeGreaterThanOrEqual(of(low, 'spend') * (1 - slack));
            }
        }),
        runs,
      );
    });
  });

  describe.each(tiers)('%s tier', (tier) => {
    it('a higher quality never raises the price at the same rank, nor moves the rank: bid / k at quality k', () => {
      fc.assert(
        fc.property(markets, number(1, 3), (market, better) => {
          const relevance = market.relevance * better;
          const { quality } = resolved(store(market, id)).market;
          const k = Math.exp(
            qualityPart(quality, 'relevance', relevance) -
              qualityPart(quality, 'relevance', market.relevance),
          );
          const plain = play(store(market, id), tier);
          const good = play(store(market, id, { relevance, bidFactor: 1 / k }), tier);
          for (let day = 0; day < DAYS; day++) {
            const of = (result: RunResult, column: LedgerColumn) => days(result, OWN, column)[day]!;
            const clicks = of(plain, 'clicks');
            expect(Math.abs(of(good, 'clicks') - clicks)).toBeLessThanOrEqual(1e-9 * clicks);
            expect(Math.abs(of(good, 'rankSum') - of(plain, 'rankSum'))).toBeLessThanOrEqual(
              1e-9 * of(plain, 'rankSum'),
            );
            expect(of(good, 'spend')).toBeLessThanOrEqual(of(plain, 'spend') * (1 + 1e-9));
          }
        }),
        runs,
      );
    });
  });

  it('a higher quality never raises what an auction charges for the same rank (one slot, the venue itself)', () => {
    fc.assert(
      fc.property(markets, number(1.01, 3), (market, better) => {
        const clicks = (relevance: number): Map<number, number> => {
          const one = { ...market, slots: 1, shared: false };
          const state = startState(prepare(resolved(store(one, id, { relevance }))), 1, 0, true);
          const options = { seed: 1, replication: 0, tier: 'event', conditional: false } as const;
          const venues = makeMarketplace([state], options).flatMap((arena) => arena.venues);
          const venue = venues.find(({ seats }) => seats[0]!.plan === OWN)!;
          venue.open(0);
          venue.terms[0]!.bid = market.bid;
          const log = new ClickLog();
          venue.play(600, 0, 0, log);
          return new Map(Array.from({ length: log.length }, (_, i) => [log.auctions[i]!, log.prices[i]!]));
        };
        const [plain, good] = [clicks(market.relevance), clicks(market.relevance * better)];
        for (const [auction, price] of plain)
          expect(good.get(auction)!).toBeLessThanOrEqual(price * (1 + 2e-5));
      }),
      { numRuns: 4 * runs.numRuns },
    );
  });
});

describe('shared auctions', () => {
  it('a newcomer too weak to be shown leaves every other draw unchanged', () => {
    fc.assert(
      fc.property(markets, (market) => {
        const input = store({ ...market, shared: true }, 'gsp');
        // Log scores are whole steps that depend on the range of the market: a weaker one yet holds it where it is.
        const unseen = (id: string, bid: number) =>
          ({ ...input.plans![2]!, id, bid }) as (typeof input.plans & object)[number];
        const plans = [...input.plans!, unseen('z-weakest', 0.003 * market.reserve)];
        const before = play({ ...input, plans }, 'event');
        const after = play({ ...input, plans: [...plans, unseen('weak', 0.005 * market.reserve)] }, 'event');
        expect(days(after, 3, 'impressions')).toEqual([0, 0, 0]);
        for (const plan of [0, 1, 2])
          for (const column of ['impressions', 'clicks', 'rankSum', 'spend', 'orders'] as const)
            expect(days(after, plan, column)).toEqual(days(before, plan, column));
      }),
      runs,
    );
  });

  it('the order of rival stores in the file means nothing', () => {
    fc.assert(
      fc.property(markets, (market) => {
        const { plans, products } = store(market, 'gsp');
        const rival = (id: string, bid: number) => ({
          id,
          products,
          plans: plans!.map((plan) => ({ ...plan, bid })),
        });
        const stores = [rival('x', 0.9), rival('y', 1.3), rival('z', 0.6)] as NonNullable<
          ScenarioInput['rivalStores']
        >;
        const outcome = (rivalStores: typeof stores) => {
          const prepared = prepare(resolved({ ...store(market, 'gsp'), rivalStores }));
          const rivals = stores.map(() => ({ strategy: hold }));
          return run(prepared, hold, { tier: 'event', rivals });
        };
        expect(outcome([stores[2]!, stores[0]!, stores[1]!])).toEqual(outcome(stores));
      }),
      { numRuns: 4 },
    );
  });
});

describe('draws are independent', () => {
  const DRAWN = tiers.filter((tier) => tierProperties[tier].stochastic || tierProperties[tier].auctions);
  const COUNT = 900;
  const word = { dailyQueries: 60, clickThroughRate: 0.3, rivals: { count: 4 } };
  const input: ScenarioInput = {
    name: 'draws',
    seed: 5 + Number(process.env['LAW_SEED'] ?? 0),
    horizon: { days: COUNT },
    products: [{ id: 'p', price: 100, unitCost: 10, conversionRate: 0.3 }],
    market: {
      quality: { feedback: false },
      season: { weekdayDemand: [1, 1, 1, 1, 1, 1, 1] },
      search: { slots: 4 },
    },
    plans: ['a', 'b'].map((id) => ({
      id,
      channel: 'search',
      product: 'p',
      bid: 1,
      dailyBudget: 1e9,
      keywords: [{ id: 'w', ...word }],
    })),
  };
  const series = Object.fromEntries(DRAWN.map((tier) => [tier, play(input, tier)]));
  const other = Object.fromEntries(DRAWN.map((tier) => [tier, play(input, tier, 1)]));

  /** Correlation x sqrt(n) of two series, about standard normal where they are independent. */
  function dependence(a: readonly number[], b: readonly number[]): number {
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [ma, mb] = [mean(a), mean(b)];
    const sum = (value: (i: number) => number) => a.reduce((total, _, i) => total + value(i), 0);
    const product = sum((i) => (a[i]! - ma) * (b[i]! - mb));
    return (
      (product / Math.sqrt(sum((i) => (a[i]! - ma) ** 2) * sum((i) => (b[i]! - mb) ** 2))) *
      Math.sqrt(a.length)
    );
  }

  const columns = ['impressions', 'clicks', 'spend', 'orders', 'revenue'] as const;
  it.each(DRAWN)('%s: across days, plans and replications', (tier) => {
    for (const column of columns) {
      const [a, b] = [days(series[tier]!, 0, column), days(series[tier]!, 1, column)];
      for (const lag of [1, 2, 7])
        expect(Math.abs(dependence(a.slice(lag), a.slice(0, -lag)))).toBeLessThan(4.5);
      expect(Math.abs(dependence(a, b))).toBeLessThan(4.5);
      expect(Math.abs(dependence(a, days(other[tier]!, 0, column)))).toBeLessThan(4.5);
    }
  });

  it('across tiers', () => {
    for (const column of columns)
      DRAWN.forEach((tier, i) => {
        for (const later of DRAWN.slice(i + 1))
          expect(
            Math.abs(dependence(days(series[tier]!, 0, column), days(series[later]!, 0, column))),
          ).toBeLessThan(4.5);
      });
  });
});
