import { describe, expect, it } from 'vitest';
import { landscape } from '../../src/core/analysis/landscape/landscape.ts';
import { rankBuckets } from '../../src/core/contract/rankBuckets.ts';
import { prepare } from '../../src/core/engine/prepare.ts';
import { evaluateColumns } from '../../src/core/market/columnTable.ts';
import { rankShareTable } from '../../src/core/market/search/rankShareTable.ts';
import { reachChance } from '../../src/core/market/search/reachChance.ts';
import { resolved } from '../laws/arbitraries.ts';
import { holdAuction, referenceRandom, type ReferenceMarket } from '../market/searchReference.ts';

const AUCTIONS = 3000;

/** Random markets over the documented ranges; the same ones every time. */
function randomMarkets(
  count: number,
): { market: ReferenceMarket; bid: number; quality: number; rank: number }[] {
  const { uniform } = referenceRandom(20261126);
  const between = (low: number, high: number): number => low + (high - low) * uniform();
  return Array.from({ length: count }, () => ({
    market: {
      rivals: Math.floor(between(0, 90)),
      activity: between(0.2, 1),
      medianBid: between(0.4, 2),
      bidSd: between(0.4, 1),
      qualitySd: between(0, 0.5),
      scoreNoise: uniform() < 0.25 ? 0 : between(0.05, 0.4),
      reserve: between(0.05, 0.4),
      tick: 0.01,
      slots: Math.floor(between(1, 41)),
      examinationRows: between(3, 12),
      positionExponent: between(0, 0.8),
    },
    bid: between(0.3, 3),
    quality: between(0.5, 2),
    rank: Math.floor(between(1, 25)),
  }));
}

function fieldOf(market: ReferenceMarket) {
  return {
    count: market.rivals,
    activity: market.activity,
    sd: Math.hypot(market.bidSd, market.qualitySd, market.scoreNoise),
    reserve: market.reserve / market.medianBid,
  };
}

describe('places in the market against single auctions', () => {
  it('the chance to reach a rank and the impressions by rank agree on 100 random markets', () => {
    const squares: Record<string, number[]> = { reach: [], share: [] };
    for (const [index, { market, bid, quality, rank }] of randomMarkets(100).entries()) {
      const { uniform, normal } = referenceRandom(index + 1);
      let reached = 0;
      const shown = rankBuckets.map(() => 0);
      const shownSquared = rankBuckets.map(() => 0);
      for (let i = 0; i < AUCTIONS; i++) {
        const won = holdAuction(market, bid, quality, normal, uniform);
        if (won.rank > 0 && won.rank <= Math.min(rank, market.slots)) reached++;
        if (won.examined === 0) continue;
        const bucket = rankBuckets.findIndex(({ last }) => won.rank <= last);
        shown[bucket]! += won.examined;
        shownSquared[bucket]! += won.examined ** 2;
      }
      const x = Math.log((bid * quality) / market.medianBid);
      const note = (name: string, expected: number, sum: number, sumSquares: number): void => {
        const mean = sum / AUCTIONS;
        const error = Math.sqrt(Math.max(0, sumSquares / AUCTIONS - mean * mean) / AUCTIONS);
        // Too rare to be normal, or the same every time: the mean itself must be close.
        if (error === 0 || sum < 30 || sum > AUCTIONS - 30)
          expect(Math.abs(mean - expected)).toBeLessThan(0.03);
        else squares[name]!.push(((mean - expected) / error) ** 2);
      };
      const chance = reachChance(fieldOf(market), x, Math.min(rank, market.slots), market.scoreNoise);
      note('reach', chance, reached, reached);
      const rows = Array.from({ length: market.slots }, (_, row) => row);
      const effects = {
        slots: market.slots,
        examination: Float64Array.from(rows, (row) => Math.exp(-row / market.examinationRows)),
        clickThrough: Float64Array.from(rows, () => 1),
      };
      const shares = new Float64Array(rankBuckets.length);
      evaluateColumns(rankShareTable(fieldOf(market), effects, market.scoreNoise), x, shares);
      shares.forEach((share, bucket) => note('share', share, shown[bucket]!, shownSquared[bucket]!));
    }
    for (const list of Object.values(squares)) {
      expect(list.length).toBeGreaterThan(30);
      const meanSquare = list.reduce((sum, value) => sum + value, 0) / list.length;
      expect(meanSquare).toBeGreaterThan(0.7);
      expect(meanSquare).toBeLessThan(1.5);
      expect(Math.max(...list)).toBeLessThan(4.5 ** 2);
    }
  });

  it('nobody, everybody and far below: no NaN', () => {
    for (const count of [0, 1, 10_000])
      for (const activity of [0.5, 1])
        for (const noise of [0, 0.2])
          for (const x of [-40, -5, 0, 5]) {
            const chance = reachChance({ count, activity, sd: 0.1, reserve: 1e-3 }, x, 4, noise);
            expect(chance).toBeGreaterThanOrEqual(0);
            expect(chance).toBeLessThanOrEqual(1);
          }
  });
});

describe('bids for places', () => {
  const prepared = prepare(
    resolved({
      name: 'places',
      horizon: { days: 1 },
      products: [{ id: 'p', price: 100, unitCost: 40 }],
      plans: [
        {
          id: 'search',
          channel: 'search',
          product: 'p',
          bid: 1,
          dailyBudget: 100,
          keywords: [{ id: 'word', tier: 'mid', bid: 1.5 }],
        },
        {
          id: 'banner',
          channel: 'display',
          product: 'p',
          bidType: 'cpm',
          bid: 40,
          dailyBudget: 100,
          audiences: [{ id: 'broad', kind: 'broad', dailyImpressions: 10_000, marketCpm: 40 }],
        },
      ],
    }),
  );
  const { scenario } = prepared;
  const { search } = scenario.market;
  const plan = scenario.plans.find(({ id }) => id === 'search')!;
  const cell = plan.cells[0]!;
  if (!('rivals' in cell)) throw new TypeError('a search plan has search cells');
  const market: ReferenceMarket = {
    rivals: cell.rivals.count as number,
    activity: search.activity,
    medianBid: cell.rivals.medianBid as number,
    bidSd: cell.rivals.bidSd,
    qualitySd: search.qualitySd,
    scoreNoise: search.scoreNoise,
    reserve: search.reserve,
    tick: search.tick,
    slots: search.slots,
    examinationRows: search.examinationRows,
    positionExponent: search.positionExponent,
  };
  const [keyword] = landscape(prepared, { cellId: 'word', points: 2 }).landscapes;

  it('attain their rank in half of single auctions, and a tick less does not', () => {
    const { normal, uniform } = referenceRandom(7);
    const auctions = 20_000;
    for (const { lastRank, bid } of keyword!.requiredBids) {
      let reached = 0;
      for (let i = 0; i < auctions; i++) {
        const { rank } = holdAuction(market, bid!, 1, normal, uniform);
        if (rank > 0 && rank <= Math.min(lastRank, market.slots)) reached++;
      }
      const share = reached / auctions;
      // Past the reserve nearly all of this market is within 40 rows: the last places cost the platform's least bid.
      if (lastRank <= 10) expect(Math.abs(share - 0.5)).toBeLessThan(4.5 * Math.sqrt(0.25 / auctions) + 0.01);
      else expect(share).toBeGreaterThan(0.48);
    }
    const chanceOf = (bid: number, rank: number): number =>
      prepared.markets[1]!.reachChance(0, 0, bid / 1.5, 1, 0, rank);
    for (const { lastRank, bid } of keyword!.requiredBids) {
      const rank = Math.min(lastRank, market.slots);
      expect(chanceOf(bid!, rank)).toBeGreaterThanOrEqual(0.5);
      if (bid! > scenario.market.minimumBid) expect(chanceOf(bid! - 0.01, rank)).toBeLessThan(0.5);
    }
  });

  it('rise with the rank, and suggestions from low to high', () => {
    const bids = keyword!.requiredBids.map(({ bid }) => bid!);
    bids.slice(1).forEach((bid, i) => expect(bid).toBeLessThanOrEqual(bids[i]!));
    const { low, suggested, high } = keyword!.suggested;
    expect(low!).toBeLessThan(suggested!);
    expect(suggested!).toBeLessThan(high!);
    expect(keyword!.bidToday).toBe(1.5);
  });

  it('of display are the quartiles of the best rival', () => {
    const [banner] = landscape(prepared, { planId: 'banner', points: 2 }).landscapes;
    // Log-logistic with exponent 2 and median 40: 40 sqrt(1/3), 40, 40 sqrt(3).
    expect(banner!.suggested.low!).toBeCloseTo(40 / Math.sqrt(3), 1);
    expect(banner!.suggested.suggested).toBe(40);
    expect(banner!.suggested.high!).toBeCloseTo(40 * Math.sqrt(3), 1);
  });
});
