import { exp } from '../../math/elementary.ts';
import { columnTable, type ColumnTable } from '../columnTable.ts';
import type { MechanismId } from '../../scenario/resolved.ts';
import { chargeExternality } from './chargeExternality.ts';
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
/** Own noise is averaged over so many standard deviations to both sides. */
export const REACH = 6;
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
  const weights = noiseWeights(grid, noise);
  const columns = sources.map(([values, tilt]) =>
    Float64Array.from({ length: rows }, (_, row) =>
      averaged(grid, values, from + row * step, noise, tilt, weights),
    ),
  );
  for (const column of [searchColumn.impressions, searchColumn.clicks]) neverFalling(columns[column]!);
  return columnTable(from, step, columns);
}

/** Columns of a rank grid in the order of a search table, each with the exponent of the own noise that goes with it. */
export function tiltedColumns(grid: RankGrid): readonly (readonly [Float64Array, number])[] {
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

/** Simpson weights of the grid, whose first node is the reserve: outcomes jump there from nothing. */
function noiseWeights(grid: RankGrid, noise: number): Float64Array {
  const rows = grid.clicks.length;
  const odd = rows % 2 === 1 ? rows : rows - 1;
  const weights = new Float64Array(rows);
  for (let row = 0; row < odd; row++)
    weights[row] = row === 0 || row === odd - 1 ? 1 / 3 : row % 2 === 1 ? 4 / 3 : 2 / 3;
  const scale = grid.step / (noise * Math.sqrt(2 * Math.PI));
  return weights.map((weight) => weight * scale);
}

/** E[f(x + e) e^(tilt e)] with f = 0 left of the grid and f constant right of it. */
function averaged(
  grid: RankGrid,
  values: Float64Array,
  x: number,
  noise: number,
  tilt: number,
  weights: Float64Array,
): number {
  const begin = Math.max(0, Math.floor((x - REACH * noise - grid.from) / grid.step));
  const end = Math.min(values.length - 1, Math.ceil((x + REACH * noise - grid.from) / grid.step));
  let sum = 0;
  for (let row = begin; row <= end; row++) {
    const e = grid.from + row * grid.step - x;
    const z = e / noise;
    sum += weights[row]! * values[row]! * exp(tilt * e - 0.5 * z * z);
  }
  return sum + beyond(grid, values, x, noise, tilt);
}

/** The part of the average right of the grid, where the plan is always first: by the same rule on a continued grid. */
function beyond(grid: RankGrid, values: Float64Array, x: number, noise: number, tilt: number): number {
  const odd = values.length % 2 === 1 ? values.length - 1 : values.length - 2;
  const last = grid.from + odd * grid.step;
  const width = x + REACH * noise - last;
  if (width <= 0) return 0;
  const pieces = 2 * Math.max(1, Math.ceil(width / (2 * grid.step)));
  const step = width / pieces;
  let sum = 0;
  for (let i = 0; i <= pieces; i++) {
    const e = last + i * step - x;
    const z = e / noise;
    const weight = i === 0 || i === pieces ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * exp(tilt * e - 0.5 * z * z);
  }
  return (values[odd]! * sum * step) / (3 * noise * Math.sqrt(2 * Math.PI));
}

/** A higher bid never shows less; rounding must not say otherwise. */
export function neverFalling(values: Float64Array): void {
  for (let row = 1; row < values.length; row++) values[row] = Math.max(values[row]!, values[row - 1]!);
}
