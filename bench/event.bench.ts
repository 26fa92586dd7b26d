import { runBruteForce } from '../src/core/market/event/bruteForce.ts';
import { runCollapsedDay } from '../src/core/market/event/collapsedDay.ts';
import { collapsedTable } from '../src/core/market/event/collapsedTable.ts';
import { runConditional } from '../src/core/market/event/conditional.ts';
import { conditionalTable } from '../src/core/market/event/conditionalTable.ts';
import { runEmbedding } from '../src/core/market/event/embedding.ts';
import { embeddingTable } from '../src/core/market/event/embeddingTable.ts';
import type { EventMarket } from '../src/core/market/event/eventMarket.ts';
import type { FocalMarket } from '../src/core/market/event/focalMarket.ts';
import { runWasm } from '../src/core/market/event/wasmKernel.ts';
import { normalQuantile } from '../src/core/math/normalQuantile.ts';
import { streamKey, uniform } from '../src/core/math/keyed.ts';
import { plainRandom, referenceEvents } from '../test/market/event/reference.ts';
import { cpuSeconds, type BenchRow, type Measurement } from './row.ts';
import { vectorisedEvents } from './vectorisedEvents.ts';

const BIDDERS = 48;
const ROUNDS = 9;
const key = streamKey(1, 'bench/event');
const positionEffects = Float64Array.of(1, 1 / 1.6, 1 / 2.2);
/** What a scenario has unless it says otherwise. */
const deepEffects = Float64Array.from({ length: 40 }, (_, row) => Math.exp(-row / 6) * (row + 1) ** -0.15);

/** Eight populations of 48 unlike bidders for a few slots; one bidder in sixteen has a budget of 20 bids. */
const marketsOf = (positionEffects: Float64Array): readonly EventMarket[] =>
  Array.from({ length: 8 }, (_, population) => {
    const bidderKeys = streamKey(population + 1, 'bench/bidders');
    const draw = (i: number, channel: number) => uniform(bidderKeys, i, channel);
    const column = (value: (i: number) => number) =>
      Float64Array.from({ length: BIDDERS }, (_, i) => value(i));
    const bids = column((i) => Math.exp(0.5 * normalQuantile(draw(i, 0))));
    return {
      keys: Array.from({ length: BIDDERS }, (_, i) => streamKey(3, `bidder/${i}`)),
      bids,
      qualities: column((i) => Math.exp(-0.3 + 0.4 * normalQuantile(draw(i, 1)))),
      noiseSd: column((i) => 0.3 + 0.3 * draw(i, 2)),
      activity: column(() => 1),
      clickThroughRates: column((i) => 0.02 + 0.06 * draw(i, 3)),
      budgets: bids.map((bid, i) => (i % 16 === 7 ? 20 * bid : Infinity)),
      positionEffects,
      reserve: 0.05,
      tick: 0.01,
    };
  });

const markets = marketsOf(positionEffects);

/** One plan against 47 independent rivals. */
const focal: FocalMarket = {
  bid: 1.6,
  quality: 1.08,
  noiseSd: 0.35,
  clickThroughRate: 0.05,
  budget: Infinity,
  rivals: BIDDERS - 1,
  rivalMedian: 0.82,
  rivalSd: 0.6,
  rivalActivity: 1,
  positionEffects,
  reserve: 0.05,
  tick: 0.01,
};

/** Median ns an auction of a kernel, with how many times slower the reference and the vectorised loop are in the same run. */
function measure(
  auctions: number,
  run: (round: number) => unknown,
  value: (nsPerAuction: number) => number,
  yardsticks = markets,
): Measurement {
  const random = plainRandom(1);
  const runs = [
    { auctions, work: run },
    {
      auctions: 512 * yardsticks.length,
      work: () => yardsticks.map((market) => referenceEvents(market, 512, random)),
    },
    {
      auctions: 2048 * yardsticks.length,
      work: (round: number) => yardsticks.map((market) => vectorisedEvents(market, 2048, key, round)),
    },
  ];
  const times: number[][] = runs.map(() => []);
  for (let round = -2; round < ROUNDS; round += 1)
    runs.forEach(({ auctions, work }, i) => {
      const ns = (cpuSeconds(() => work(round + 2)) * 1e9) / auctions;
      if (round >= 0) times[i]!.push(ns);
    });
  const [ours, reference, vectorised] = times.map((list) => list.toSorted((a, b) => a - b)[ROUNDS >> 1]!);
  const note = `${(reference! / ours!).toFixed(0)}x the plain reference, ${(vectorised! / ours!).toFixed(1)}x a vectorised loop, in the same run`;
  return { value: value(ours!), note };
}

/** The same for a tier of whole markets: `auctions` in each of them. */
function measureMarkets(
  auctions: number,
  run: (market: EventMarket, index: number, round: number) => unknown,
  of = markets,
): Measurement {
  const all = (round: number) => of.forEach((market, index) => run(market, index, round));
  return measure(auctions * of.length, all, evaluations, of);
}

const evaluations = (nsPerAuction: number) => (BIDDERS * 1e3) / nsPerAuction;

export const rows: readonly BenchRow[] = [
  {
    name: 'event-brute-48x3',
    unit: 'M bids/s',
    bar: { min: 120 },
    scale: 'throughput',
    how: 'event auctions, 48 unlike bidders, 3 slots, prices, clicks, budgets, in plain TypeScript',
    run: () => measureMarkets(50_000, (market, _, round) => runBruteForce(market, 50_000, key, round)),
  },
  {
    name: 'event-wasm-48x3',
    unit: 'M bids/s',
    bar: { min: 400 },
    scale: 'throughput',
    how: 'the same, to the bit, in WebAssembly SIMD',
    run: () => measureMarkets(100_000, (market, _, round) => runWasm(market, 100_000, key, round)),
  },
  {
    name: 'event-brute-48x40',
    unit: 'M bids/s',
    bar: { min: 12 },
    scale: 'throughput',
    how: 'event auctions of 48 unlike bidders for 40 slots, in plain TypeScript',
    run: () =>
      measureMarkets(
        4000,
        (market, _, round) => runBruteForce(market, 4000, key, round),
        marketsOf(deepEffects),
      ),
  },
  {
    name: 'event-wasm-48x40',
    unit: 'M bids/s',
    bar: { min: 200 },
    scale: 'throughput',
    how: 'the same, to the bit, in WebAssembly SIMD',
    run: () =>
      measureMarkets(
        30_000,
        (market, _, round) => runWasm(market, 30_000, key, round),
        marketsOf(deepEffects),
      ),
  },
  {
    name: 'event-embedding-48x3',
    unit: 'M bids/s',
    bar: { min: 550 },
    scale: 'throughput',
    how: 'the same in law by Poisson embedding while bids stand (nominal: bids that brute force would draw)',
    run: () => {
      const tables = markets.map((market) => embeddingTable(market));
      return measureMarkets(500_000, (market, index, round) =>
        runEmbedding(market, tables[index]!, 500_000, key, round),
      );
    },
  },
  {
    name: 'event-conditional-48',
    unit: 'M auctions/s',
    bar: { min: 30 },
    scale: 'throughput',
    how: 'one plan against 47 independent rivals: ranks from a table, scores and prices for clicks only',
    run: () => {
      const table = conditionalTable(focal);
      return measure(
        1_000_000,
        (day) => runConditional(table, 1_000_000, key, day),
        (ns) => 1e3 / ns,
      );
    },
  },
  {
    name: 'collapsed-day',
    unit: 'ns/impression',
    bar: { max: 1 },
    scale: 'time',
    how: 'the same plan, a day of 1 M impressions on offer at once while bid and competition stand',
    run: () => {
      const table = collapsedTable(focal);
      const days = 30;
      const run = (round: number) => {
        for (let day = 0; day < days; day += 1) runCollapsedDay(table, 1e6, key, round * days + day);
      };
      return measure(days * 1e6, run, (ns) => ns);
    },
  },
];
