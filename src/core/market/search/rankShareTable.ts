import { rankBuckets } from '../../contract/rankBuckets.ts';
import { columnTable, type ColumnTable } from '../columnTable.ts';
import { nodeAverages } from './nodeTable.ts';
import { scoreGrid, type PositionEffects } from './rankGrid.ts';
import { rankChances } from './rankChances.ts';
import type { RivalField } from './rivalField.ts';
import { NEGLIGIBLE_NOISE } from './searchTable.ts';

/**
 * Impressions of one search by rank bucket: P(rank in the bucket, examined) over own log score in medians of the field, a
 * column a bucket, averaged over the own score noise. The columns add up to the search table's impressions but for
 * interpolation (docs/model.md, "Landscapes").
 */
export function rankShareTable(field: RivalField, effects: PositionEffects, scoreNoise: number): ColumnTable {
  const noise = scoreNoise < NEGLIGIBLE_NOISE ? 0 : scoreNoise;
  const grid = scoreGrid(field, noise);
  const columns = rankBuckets.map(() => new Float64Array(grid.rows));
  for (let row = 0; row < grid.rows; row++)
    fillRow(columns, row, grid.from + row * grid.step, field, effects);
  if (noise === 0) return columnTable(grid.from, grid.step, columns);
  const averaged = nodeAverages(
    grid,
    columns.map((values) => [values, 0] as const),
    noise,
  );
  return columnTable(averaged.from, averaged.step, averaged.columns);
}

function fillRow(
  columns: readonly Float64Array[],
  row: number,
  x: number,
  field: RivalField,
  { slots, examination }: PositionEffects,
): void {
  const ranks = Math.min(slots, field.count + 1);
  const chances = new Float64Array(ranks);
  rankChances(field, x, ranks, chances);
  let bucket = 0;
  for (let above = 0; above < ranks; above++) {
    while (above + 1 > rankBuckets[bucket]!.last) bucket++;
    columns[bucket]![row]! += chances[above]! * examination[above]!;
  }
}
