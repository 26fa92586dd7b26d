import type { CellDelivery } from '../contract/channel.ts';
import { emptyCellDay, type CellDay } from '../contract/cellDay.ts';
import type { PriceColumns } from '../contract/cellFields.ts';
import type { PreparedScenario } from './prepare.ts';

/** Working memory of days that are drawn: what is expected of them by flat cell, and columns of one batch of cells. */
export interface DrawnDay {
  /** Of the whole day, no budget in the way. */
  readonly expected: CellDay;
  readonly prices: PriceColumns;
  /** Flat cells of each plan. */
  readonly planCells: readonly Int32Array[];
  /** Columns by place in the batch; four of them hold draws. */
  readonly chances: readonly [Float64Array, Float64Array, Float64Array, Float64Array];
  readonly demand: Float64Array;
  readonly trials: Float64Array;
  readonly shown: Float64Array;
  readonly clicked: Float64Array;
  readonly rate: Float64Array;
  readonly deviation: Float64Array;
  readonly scratch: Float64Array;
}

export function emptyDrawnDay({ cellStart, markets }: PreparedScenario): DrawnDay {
  const cells = cellStart[markets.length]!;
  const column = (): Float64Array => new Float64Array(cells);
  return {
    expected: emptyCellDay(cells),
    prices: { variance: column(), lowest: column(), highest: column() },
    planCells: markets.map(({ cellIds }, plan) =>
      Int32Array.from(cellIds, (_, cell) => cellStart[plan]! + cell),
    ),
    chances: [column(), column(), column(), column()],
    demand: column(),
    trials: column(),
    shown: column(),
    clicked: column(),
    rate: column(),
    deviation: column(),
    scratch: column(),
  };
}

/** Takes over what is expected of a cell's whole day. */
export function readWholeDay({ expected, prices }: DrawnDay, cell: number, whole: CellDelivery): void {
  expected.opportunities[cell] = whole.opportunities;
  expected.impressions[cell] = whole.impressions;
  expected.clicks[cell] = whole.clicks;
  expected.cost[cell] = whole.cost;
  expected.rankSum[cell] = whole.rankSum;
  expected.normalisedImpressions[cell] = whole.normalisedImpressions;
  prices.variance[cell] = whole.priceVariance;
  prices.lowest[cell] = whole.lowestPrice;
  prices.highest[cell] = whole.highestPrice;
}
