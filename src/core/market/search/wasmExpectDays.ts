import type { CellDay } from '../../contract/cellDay.ts';
import type { CellList, OwnSide, WholeDay } from './expectCells.ts';
import type { HourFigures } from './expectHours.ts';
import type { DayTerms } from './searchTerms.ts';
import { BLOCK, type ExpectKernel } from './wasmExpect.ts';

/** `expectCells` by the kernel: the same bytes, since it is the same computation with two cells side by side. */
export function wasmExpectCells(
  kernel: ExpectKernel,
  list: CellList,
  own: OwnSide,
  whole: WholeDay,
  demand: number,
  today: CellDay,
): void {
  for (let from = 0; from < list.count; from += BLOCK) {
    const count = Math.min(BLOCK, list.count - from);
    writeOwn(kernel, list, own, from, count);
    kernel.exports.expectCells(count, demand, whole.served, whole.converting);
    readCells(kernel, today, count);
  }
}

function writeOwn(
  { columns }: ExpectKernel,
  { cells, bids }: CellList,
  { quality, clickFactor }: OwnSide,
  from: number,
  count: number,
): void {
  const { cells: cellsIn, bids: bidsIn, qualities, factors } = columns;
  for (let i = 0; i < count; i++) {
    const cell = cells[from + i]!;
    cellsIn[i] = cell;
    bidsIn[i] = bids[from + i]!;
    qualities[i] = quality[cell]!;
    factors[i] = clickFactor[cell]!;
  }
}

function readCells({ columns }: ExpectKernel, today: CellDay, count: number): void {
  const { opportunities, impressions, uncappedImpressions, clicks, cost } = today;
  const { rankSum, normalisedImpressions, hourConversion } = today;
  const { cells, offers, impressions: shownOut, rankSums, normalised } = columns;
  const { clicks: clicksOut, costs, conversions } = columns;
  for (let i = 0; i < count; i++) {
    const cell = cells[i]!;
    const shown = shownOut[i]!;
    opportunities[cell] = offers[i]!;
    impressions[cell] = shown;
    uncappedImpressions[cell] = shown;
    rankSum[cell] = rankSums[i]!;
    normalisedImpressions[cell] = normalised[i]!;
    clicks[cell] = clicksOut[i]!;
    cost[cell] = costs[i]!;
    hourConversion[cell] = conversions[i]!;
  }
}

/**
 * `expectHours` by the kernel: the same bytes, with two bids side by side.
 * @param groups bids of the day
 */
export function wasmExpectHours(
  kernel: ExpectKernel,
  plan: number,
  cell: number,
  planBid: number,
  groups: number,
  own: OwnSide,
  { demand, converts }: DayTerms,
  today: CellDay,
  out: HourFigures,
  at: number,
): void {
  const { exports, columns, hoursAt, sumsAt } = kernel;
  const logs = hoursAt[plan]!;
  const size = 8 * (groups + (groups & 1));
  exports.expectHours(
    cell,
    planBid,
    own.quality[cell]!,
    own.clickFactor[cell]!,
    demand,
    groups,
    logs,
    logs + size,
    logs + 2 * size,
    sumsAt,
  );
  const { sums } = columns;
  const shown = sums[1]!;
  today.opportunities[cell] = sums[0]!;
  today.impressions[cell] = shown;
  today.uncappedImpressions[cell] = shown;
  today.rankSum[cell] = sums[2]!;
  today.normalisedImpressions[cell] = sums[3]!;
  today.clicks[cell] = sums[4]!;
  today.cost[cell] = sums[5]!;
  readHours(kernel, groups, converts, out, at);
}

function readHours(
  { columns }: ExpectKernel,
  groups: number,
  converts: boolean,
  { deliveries, costRate }: HourFigures,
  at: number,
): void {
  const { clicks, costs, conversions } = columns;
  const { clicks: clicksOut, cost: costOut, conversion } = deliveries;
  for (let g = 0; g < groups; g++) {
    const cost = costs[g]!;
    clicksOut[at + g] = clicks[g]!;
    costOut[at + g] = cost;
    costRate[g]! += cost;
  }
  // Elsewhere it stands at 1.
  if (converts) for (let g = 0; g < groups; g++) conversion[at + g] = conversions[g]!;
}
