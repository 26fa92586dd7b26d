import { describe, expect, it } from 'vitest';
import { evaluateColumns } from '../../src/core/market/columnTable.ts';
import { searchColumn, searchColumns, searchTable } from '../../src/core/market/search/searchTable.ts';
import { holdAuction, referenceRandom, type ReferenceMarket } from './searchReference.ts';

/** The table's means in currency, for one search. */
function fluid(market: ReferenceMarket, bid: number, quality: number) {
  const rows = Array.from({ length: market.slots }, (_, row) => row);
  const effects = {
    slots: market.slots,
    examination: Float64Array.from(rows, (row) => Math.exp(-row / market.examinationRows)),
    clickThrough: Float64Array.from(rows, (row) => (row + 1) ** -market.positionExponent),
  };
  const field = {
    count: market.rivals,
    activity: market.activity,
    sd: Math.hypot(market.bidSd, market.qualitySd, market.scoreNoise),
    reserve: market.reserve / market.medianBid,
  };
  const column = new Float64Array(searchColumns);
  evaluateColumns(
    searchTable(field, effects, market.scoreNoise),
    Math.log((bid * quality) / market.medianBid),
    column,
  );
  const scale = market.medianBid / quality;
  const cost =
    column[searchColumn.price]! * scale +
    market.tick * column[searchColumn.ticked]! -
    (0.5 * market.tick ** 2 * column[searchColumn.crowded]!) / scale;
  return {
    impressions: column[searchColumn.impressions]!,
    rankSum: column[searchColumn.rankSum]!,
    clicks: column[searchColumn.clicks]!,
    cost,
    costSquared: column[searchColumn.priceSquared]! * scale * scale,
  };
}

/** Random markets over the documented ranges; the same ones every time. */
function randomMarkets(count: number): { market: ReferenceMarket; bid: number; quality: number }[] {
  const { uniform } = referenceRandom(20260302);
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
  }));
}

describe('the fluid search table against single auctions', () => {
  it('agrees in mean on 100 random markets: mean z^2 in [0.7, 1.5], max |z| < 4.5', () => {
    const squares: Record<string, number[]> = {};
    for (const [index, { market, bid, quality }] of randomMarkets(100).entries()) {
      const { uniform, normal } = referenceRandom(index + 1);
      const n = 2000;
      const sums: Record<string, { sum: number; sumSquares: number }> = {};
      for (let i = 0; i < n; i++) {
        const { examined, clickThrough, rank, price } = holdAuction(market, bid, quality, normal, uniform);
        const click = examined * clickThrough;
        const values = {
          impressions: examined,
          rankSum: examined * rank,
          clicks: click,
          cost: click * price,
        };
        for (const [name, value] of Object.entries(values)) {
          const entry = (sums[name] ??= { sum: 0, sumSquares: 0 });
          entry.sum += value;
          entry.sumSquares += value * value;
        }
      }
      const expected: Record<string, number> = fluid(market, bid, quality);
      for (const [name, { sum, sumSquares }] of Object.entries(sums)) {
        const mean = sum / n;
        const error = Math.sqrt(Math.max(0, sumSquares / n - mean * mean) / n);
        // Too rare to be normal, or the same every time: the mean itself must be close.
        if (error === 0 || sums['impressions']!.sum < 30)
          expect(Math.abs(mean - expected[name]!)).toBeLessThan(0.03);
        else (squares[name] ??= []).push(((mean - expected[name]!) / error) ** 2);
      }
    }
    for (const list of Object.values(squares)) {
      expect(list.length).toBeGreaterThan(60);
      const meanSquare = list.reduce((sum, value) => sum + value, 0) / list.length;
      expect(meanSquare).toBeGreaterThan(0.7);
      expect(meanSquare).toBeLessThan(1.5);
      expect(Math.max(...list)).toBeLessThan(4.5 ** 2);
    }
  });

  it('a lone bidder above the reserve wins every search and pays the reserve', () => {
    const market: ReferenceMarket = {
      ...randomMarkets(1)[0]!.market,
      rivals: 0,
      scoreNoise: 0,
      reserve: 0.2,
      medianBid: 0.8,
    };
    const { impressions, clicks, cost } = fluid(market, 1, 0.8);
    expect(impressions).toBe(1);
    expect(clicks).toBe(1);
    expect(cost / clicks).toBeCloseTo(0.2 / 0.8, 12);
    expect(fluid(market, 0.24, 0.8).impressions).toBe(0);
  });

  it('ten thousand rivals and a hopeless bid give no NaN', () => {
    const market = { ...randomMarkets(1)[0]!.market, rivals: 10_000 };
    for (const bid of [0.05, 1, 10, 1000]) {
      for (const value of Object.values(fluid(market, bid, 1))) expect(Number.isFinite(value)).toBe(true);
    }
  });

  it('counts a rival below the reserve whose price and a tick pass it: the rule of the event tiers', () => {
    // One slot, one rival, no own noise: E[min(bid, max(reserve, next + tick)); won] by plain summation.
    for (const tick of [0.02, 0.05])
      for (const reserve of [0.5, 0.8, 1.1])
        for (const bid of [1.3, 2]) {
          const market: ReferenceMarket = {
            rivals: 1,
            activity: 1,
            medianBid: 1,
            bidSd: 0.6,
            qualitySd: 0,
            scoreNoise: 0,
            reserve,
            tick,
            slots: 1,
            examinationRows: 1,
            positionExponent: 0,
          };
          const steps = 200_000;
          let cost = 0;
          let oldRule = 0;
          for (let i = 0; i < steps; i++) {
            const next = (bid * (i + 0.5)) / steps;
            const density =
              Math.exp(-0.5 * (Math.log(next) / 0.6) ** 2) / (next * 0.6 * Math.sqrt(2 * Math.PI));
            const weight = (density * bid) / steps;
            cost += weight * Math.min(bid, Math.max(reserve, next + tick));
            oldRule += weight * Math.min(bid, next >= reserve ? next + tick : reserve);
          }
          const table = fluid(market, bid, 1).cost;
          // Exact but for tick^3; the rule that ignores rivals below the reserve is off by tick^2/2 x density.
          expect(Math.abs(table - cost)).toBeLessThan(tick ** 3);
          expect(cost - oldRule).toBeGreaterThan(0.2 * tick ** 2);
        }
  });

  it('a higher reserve never lowers the mean price of who is still shown', () => {
    for (const { market, bid, quality } of randomMarkets(30)) {
      const certain = { ...market, scoreNoise: 0, tick: 0.05 };
      const score = bid * quality;
      let last = 0;
      for (const part of [0.1, 0.3, 0.5, 0.7, 0.9]) {
        const { clicks, cost } = fluid({ ...certain, reserve: part * score }, bid, quality);
        if (clicks < 1e-6) continue;
        const price = cost / clicks;
        expect(price).toBeGreaterThanOrEqual(last - 2e-4);
        expect(price).toBeGreaterThanOrEqual((part * score) / quality - 1e-9);
        last = price;
      }
    }
  });
});
