import { rankBuckets } from '../../contract/rankBuckets.ts';
import { exp, log } from '../../math/elementary.ts';
import { columnTable, type ColumnTable } from '../columnTable.ts';
import { nodeAverages } from './nodeTable.ts';
import { scoreGrid, type PositionEffects } from './rankGrid.ts';
import { belowProbability, type RivalField } from './rivalField.ts';
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
  const below = belowProbability(field, x);
  // Far below the field everybody is above, for certain.
  const ratio = (1 - below) / below;
  const certain = ratio === Infinity;
  const odds = certain ? 0 : ratio;
  let probability = certain ? 0 : exp(field.count * log(below));
  let bucket = 0;
  for (let above = 0; above < slots && above <= field.count; above++) {
    while (above + 1 > rankBuckets[bucket]!.last) bucket++;
    const here = certain && above === field.count ? 1 : probability;
    columns[bucket]![row]! += here * examination[above]!;
    probability *= (odds * (field.count - above)) / (above + 1);
  }
}
