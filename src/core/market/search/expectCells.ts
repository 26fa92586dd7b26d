import type { CellDay } from '../../contract/cellDay.ts';
import type { CellFields, PriceColumns } from '../../contract/cellFields.ts';
import { logAll } from '../../math/logAll.ts';
import type { ResolvedScenario } from '../../scenario/resolved.ts';
import type { ColumnTable } from '../columnTable.ts';
import { searchColumn } from './searchTable.ts';

const RANK_SUM = 2 * searchColumn.rankSum;
const CLICKS = 2 * searchColumn.clicks;
const PRICE = 2 * searchColumn.price;
const SQUARED = 2 * searchColumn.priceSquared;
const TICKED = 2 * searchColumn.ticked;
const CROWDED = 2 * searchColumn.crowded;
const CONVERTED = 2 * searchColumn.converted;

/**
 * Writes expected whole days of search cells, a batch at once: all logarithms, then table and price in one pass. In the very order of
 * operations of `evaluateColumns` and `priceDelivery`, so the same bytes. `today.hourConversion` is the conversion by row alone: hours are the caller's.
 * @param cells flat cells to write, the first `count` of them
 * @param prices for what chance needs of the price; its range may be columns of `fields`
 */
export function expectCells(
  fields: CellFields,
  market: ResolvedScenario['market'],
  cells: Int32Array,
  count: number,
  today: CellDay,
  prices: PriceColumns | null,
): void {
  const { bid, queries, clickThroughRate, scale, lowest, score } = fields;
  const tables = fields.tables as ColumnTable[];
  const { tick, conversionSlope } = market.search;
  const paysBid = market.auction === 'first-price';
  logAll(score, cells, count);
  for (let i = 0; i < count; i++) {
    const c = cells[i]!;
    const { nodes, rows, columns, from, step } = tables[c]!;
    const offered = queries[c]!;
    const position = (score[c]! - from) / step;
    today.opportunities[c] = offered;
    if (!(position >= 0)) {
      showNothing(today, c);
      if (prices !== null) prices.variance[c] = 0;
      continue;
    }
    const row = Math.min(Math.floor(position), rows - 2);
    const t = Math.min(position - row, 1);
    const u = 1 - t;
    const v0 = u * u * (1 + 2 * t);
    const s0 = u * u * t;
    const v1 = t * t * (3 - 2 * t);
    const s1 = -t * t * u;
    const a = row * columns * 2;
    const b = a + columns * 2;
    const impressions = offered * between(nodes, a, b, v0, s0, v1, s1);
    const clickWeight = between(nodes, a + CLICKS, b + CLICKS, v0, s0, v1, s1);
    const normalised = offered * clickWeight;
    const clicks = normalised * clickThroughRate[c]!;
    const shown = clickWeight > 0;
    const most = bid[c]!;
    let price = most;
    if (!paysBid) {
      const next = between(nodes, a + PRICE, b + PRICE, v0, s0, v1, s1);
      const ticked = between(nodes, a + TICKED, b + TICKED, v0, s0, v1, s1);
      const crowded = between(nodes, a + CROWDED, b + CROWDED, v0, s0, v1, s1);
      const paid = next * scale[c]! + tick * ticked - (0.5 * tick * tick * crowded) / scale[c]!;
      const least = Math.min(most, lowest[c]!);
      price = Math.min(most, Math.max(least, shown ? paid / clickWeight : 0));
      if (prices !== null) {
        const squared = between(nodes, a + SQUARED, b + SQUARED, v0, s0, v1, s1);
        const unticked = shown ? (next * scale[c]!) / clickWeight : 0;
        const square = shown ? (squared * scale[c]! * scale[c]!) / clickWeight : 0;
        prices.variance[c] = Math.max(0, square - unticked * unticked);
        prices.lowest[c] = least;
        prices.highest[c] = most;
      }
    } else if (prices !== null) {
      prices.variance[c] = 0;
      prices.lowest[c] = most;
      prices.highest[c] = most;
    }
    today.impressions[c] = impressions;
    today.uncappedImpressions[c] = impressions;
    today.rankSum[c] = offered * between(nodes, a + RANK_SUM, b + RANK_SUM, v0, s0, v1, s1);
    today.normalisedImpressions[c] = normalised;
    today.clicks[c] = clicks;
    today.cost[c] = clicks * price;
    today.hourConversion[c] =
      conversionSlope !== 0 && shown
        ? between(nodes, a + CONVERTED, b + CONVERTED, v0, s0, v1, s1) / clickWeight
        : 1;
  }
}

/** One column between two nodes, by its values and slopes there. */
function between(
  nodes: Float64Array,
  a: number,
  b: number,
  v0: number,
  s0: number,
  v1: number,
  s1: number,
): number {
  return v0 * nodes[a]! + s0 * nodes[a + 1]! + v1 * nodes[b]! + s1 * nodes[b + 1]!;
}

function showNothing(today: CellDay, cell: number): void {
  today.impressions[cell] = 0;
  today.uncappedImpressions[cell] = 0;
  today.rankSum[cell] = 0;
  today.normalisedImpressions[cell] = 0;
  today.clicks[cell] = 0;
  today.cost[cell] = 0;
  today.hourConversion[cell] = 1;
}
