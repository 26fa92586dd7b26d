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
] as const;

export type CellColumn = (typeof cellColumns)[number];

/**
 * What each cell (keyword, search term or audience) brought over the whole run. `orders` are paid orders of its clicks, whenever
 * they come: those beyond the attribution window are not in the plan's ledger.
 */
export type CellTotals = Readonly<Record<CellColumn, Float64Array>>;

export function emptyCellTotals(cells: number): CellTotals {
  return Object.fromEntries(
    cellColumns.map((column) => [column, new Float64Array(cells)]),
  ) as unknown as CellTotals;
}

/** Adds a plan's day up to the click. */
export function addCells({ prepared, today, cellTotals }: EngineState, plan: number): void {
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
  }
}
