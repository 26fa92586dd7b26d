import { describe, expect, it } from 'vitest';
import { evaluateColumns } from '../../src/core/market/columnTable.ts';
import { searchColumn, searchColumns, searchTable } from '../../src/core/market/search/searchTable.ts';
import { holdAuction, referenceRandom, type ReferenceMarket } from './searchReference.ts';

describe('conversion by position', () => {
  it('weighs each click with its row, as single auctions do (20 random markets, |z| < 4.5)', () => {
    const { uniform } = referenceRandom(77);
    const between = (low: number, high: number): number => low + (high - low) * uniform();
    for (let index = 0; index < 20; index++) {
      const slope = between(-0.1, 0.1);
      const bid = between(0.4, 2.5);
      const market: ReferenceMarket = {
        rivals: Math.floor(between(0, 60)),
        activity: 0.5,
        medianBid: 0.8,
        bidSd: 0.6,
        qualitySd: 0.3,
        scoreNoise: 0.2,
        reserve: 0.2,
        tick: 0.01,
        slots: 20,
        examinationRows: 6,
        positionExponent: 0.3,
      };
      const rows = Array.from({ length: market.slots }, (_, row) => row);
      const effects = {
        slots: market.slots,
        examination: Float64Array.from(rows, (row) => Math.exp(-row / market.examinationRows)),
        clickThrough: Float64Array.from(rows, (row) => (row + 1) ** -market.positionExponent),
        conversion: Float64Array.from(rows, (row) => (1 + slope) ** row),
      };
      const sd = Math.hypot(market.bidSd, market.qualitySd, market.scoreNoise);
      const field = { count: market.rivals, activity: 0.5, sd, reserve: market.reserve / market.medianBid };
      const column = new Float64Array(searchColumns);
      evaluateColumns(
        searchTable(field, effects, market.scoreNoise),
        Math.log(bid / market.medianBid),
        column,
      );
      const random = referenceRandom(index + 1);
      const n = 3000;
      let sum = 0;
      let squares = 0;
      for (let i = 0; i < n; i++) {
        const { examined, clickThrough, rank } = holdAuction(market, bid, 1, random.normal, random.uniform);
        const converted = examined * clickThrough * (1 + slope) ** (rank - 1);
        sum += converted;
        squares += converted * converted;
      }
      const mean = sum / n;
      const error = Math.sqrt((squares / n - mean * mean) / n);
      expect(Math.abs(column[searchColumn.converted]! - mean)).toBeLessThan(4.5 * error + 1e-5);
    }
  });
});
