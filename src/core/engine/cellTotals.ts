import { rankBuckets } from '../contract/rankBuckets.ts';
import { noteRanks } from './noteRanks.ts';
import type { EngineState } from './state.ts';

/** Columns of a run's totals, one value a cell. Money in the account's currency. */
export const cellColumns = [
  'opportunities',
  'impressions',
  'rankSum',
  'lostToBudget',
  'lostToRank',
  'clicks',
  'spend',
  'orders',
  'attributedOrders',
  'revenue',
  'profit',
  'qualitySum',
] as const;

export type CellColumn = (typeof cellColumns)[number];

/**
 * What each cell (keyword, search term or audience) brought over the whole run. `orders` are paid orders of its clicks, whenever
 * they come: those beyond the attribution window are not in the plan's ledger. `attributedOrders`, `revenue` and `profit` are the
 * ledger's, shared by the paid orders each cell brought. `qualitySum` is the quality ratio times opportunities.
 */
export interface CellTotals extends Readonly<Record<CellColumn, Float64Array>> {
  /** Impressions by rank bucket, `cell * buckets + bucket`; 0 where ranks mean nothing. */
  readonly ranks: Float64Array;
  /** Working memory of a day: paid orders a cell, and its impressions by rank before they are made to add up. */
  readonly paidToday: Float64Array;
  readonly ranksToday: Float64Array;
}

const buckets = rankBuckets.length;

export function emptyCellTotals(cells: number): CellTotals {
  const columns = Object.fromEntries(cellColumns.map((column) => [column, new Float64Array(cells)]));
  return {
    ...(columns as Record<CellColumn, Float64Array>),
    ranks: new Float64Array(cells * buckets),
    paidToday: new Float64Array(cells),
    ranksToday: new Float64Array(cells * buckets),
  };
}

/** Adds a plan's day up to the click. */
export function addCells({ prepared, today, quality, cellTotals }: EngineState, plan: number): void {
  if (cellTotals === null) return;
  for (let cell = prepared.cellStart[plan]!; cell < prepared.cellStart[plan + 1]!; cell++) {
    const uncapped = today.uncappedImpressions[cell]!;
    cellTotals.opportunities[cell]! += today.opportunities[cell]!;
    cellTotals.impressions[cell]! += today.impressions[cell]!;
    cellTotals.rankSum[cell]! += today.rankSum[cell]!;
    cellTotals.lostToBudget[cell]! += Math.max(0, uncapped - today.impressions[cell]!);
    cellTotals.lostToRank[cell]! += Math.max(0, today.opportunities[cell]! - uncapped);
    cellTotals.clicks[cell]! += today.clicks[cell]!;
    cellTotals.spend[cell]! += today.cost[cell]!;
    cellTotals.qualitySum[cell]! += today.opportunities[cell]! * quality[cell]!;
    addRanks(cellTotals, cell, today.impressions[cell]!);
  }
}

/** Adds a plan's booked orders of the day. */
export function addCellOrders(
  { prepared, today, ledger, cellTotals }: EngineState,
  plan: number,
  day: number,
): void {
  if (cellTotals === null) return;
  const row = plan * prepared.scenario.days + day;
  const start = prepared.cellStart[plan]!;
  const end = prepared.cellStart[plan + 1]!;
  let paid = 0;
  for (let cell = start; cell < end; cell++) paid += cellTotals.paidToday[cell]!;
  for (let cell = start; cell < end; cell++) {
    const own = cellTotals.paidToday[cell]!;
    const share = paid > 0 ? own / paid : 0;
    cellTotals.orders[cell]! += own;
    cellTotals.attributedOrders[cell]! += share * ledger.orders[row]!;
    cellTotals.revenue[cell]! += share * ledger.revenue[row]!;
    cellTotals.profit[cell]! += share * (ledger.profit[row]! + ledger.spend[row]!) - today.cost[cell]!;
    cellTotals.paidToday[cell] = 0;
  }
}

/** Notes where the ads of a plan's day (or slot) stood, right after its delivery. */
export function addPlanRanks(state: EngineState, plan: number, day: number): void {
  if (state.cellTotals !== null) noteRanks(state, state.cellTotals.ranksToday, plan, day);
}

/** Adds counted impressions of a cell by rank bucket. */
export function addCellRanks({ ranksToday }: CellTotals, cell: number, counted: Float64Array): void {
  for (let bucket = 0; bucket < buckets; bucket++) ranksToday[cell * buckets + bucket]! += counted[bucket]!;
}

/** The day's ranks, made to add up to its impressions. */
function addRanks({ ranks, ranksToday }: CellTotals, cell: number, impressions: number): void {
  const from = cell * buckets;
  let total = 0;
  for (let bucket = 0; bucket < buckets; bucket++) total += ranksToday[from + bucket]!;
  for (let bucket = 0; bucket < buckets; bucket++) {
    if (total > 0) ranks[from + bucket]! += impressions * (ranksToday[from + bucket]! / total);
    ranksToday[from + bucket] = 0;
  }
}
