import { columnTable, type ColumnTable } from '../columnTable.ts';
import type { MechanismId } from '../../scenario/resolved.ts';
import { chargeExternality } from './chargeExternality.ts';
import { noiseAverages, REACH, type TiltedColumns } from './noiseAverages.ts';
import { rankGrid, type PositionEffects, type RankGrid } from './rankGrid.ts';
import type { RivalField } from './rivalField.ts';

/** Columns of a search table, by own log-score in medians of the rival field. */
export const searchColumn = {
  impressions: 0,
  rankSum: 1,
  clicks: 2,
  price: 3,
  priceSquared: 4,
  ticked: 5,
  crowded: 6,
  converted: 7,
} as const;
export const searchColumns = 8;

/** Widest distance of nodes, in log score. */
export const WIDEST_STEP = 0.05;
/** Less noise than this moves no figure anybody reads, and would need very fine tables. */
export const NEGLIGIBLE_NOISE = 0.002;

/**
 * Tabulates the rank grid over own log-score, averaged over the own score noise e ~ N(0, noise^2).
 * A click won with noise e pays next/(q e^e), so the price columns are averaged with e^-e, the squared one with e^-2e,
 * and the crowding column (in tick^2 q) with e^e. First price needs the clicks alone; its caller charges the bid.
 */
export function searchTable(
  field: RivalField,
  effects: PositionEffects,
  scoreNoise: number,
  mechanism: MechanismId = 'gsp',
): ColumnTable {
  const noise = scoreNoise < NEGLIGIBLE_NOISE ? 0 : scoreNoise;
  const grid = rankGrid(field, effects, noise);
  if (mechanism === 'vcg') chargeExternality(grid);
  const sources = tiltedColumns(grid);
  if (noise === 0)
    return columnTable(
      grid.from,
      grid.step,
      sources.map(([values]) => values),
    );
  const from = grid.from - REACH * noise;
  const last = grid.from + (grid.clicks.length - 1) * grid.step;
  const step = Math.min(WIDEST_STEP, noise / 4);
  const rows = Math.ceil((last - from) / step) + 1;
  const columns = noiseAverages(grid, sources, noise, { from, step, rows });
  for (const column of [searchColumn.impressions, searchColumn.clicks]) neverFalling(columns[column]!);
  return columnTable(from, step, columns);
}

/** Columns of a rank grid in the order of a search table, each with the exponent of the own noise that goes with it. */
export function tiltedColumns(grid: RankGrid): TiltedColumns {
  return [
    [grid.impressions, 0],
    [grid.rankSum, 0],
    [grid.clicks, 0],
    [grid.score, -1],
    [grid.scoreSquared, -2],
    [grid.ticked, 0],
    [grid.crowded, 1],
    ...(grid.converted.length > 0 ? [[grid.converted, 0] as const] : []),
  ];
}

/** A higher bid never shows less; rounding must not say otherwise. */
export function neverFalling(values: Float64Array): void {
  for (let row = 1; row < values.length; row++) values[row] = Math.max(values[row]!, values[row - 1]!);
}
