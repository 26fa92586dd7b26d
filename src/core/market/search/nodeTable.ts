import { exp } from '../../math/elementary.ts';
import { columnTable, type ColumnTable } from '../columnTable.ts';
import type { MechanismId } from '../../scenario/resolved.ts';
import { chargeExternality } from './chargeExternality.ts';
import { REACH, type TiltedColumns } from './noiseAverages.ts';
import { rankGrid, type PositionEffects, type ScoreGrid } from './rankGrid.ts';
import type { RivalField } from './rivalField.ts';
import {
  NEGLIGIBLE_NOISE,
  neverFalling,
  searchColumn,
  searchTable,
  tiltedColumns,
  WIDEST_STEP,
} from './searchTable.ts';

/**
 * A search table whose nodes fall on those of its rank grid: the weights of the own noise are then the same at every node and
 * are made once, which takes two thirds of the time of `searchTable` and agrees with it to 1e-3 (test/market/blendedTables.test.ts).
 */
export function nodeTable(
  field: RivalField,
  effects: PositionEffects,
  scoreNoise: number,
  mechanism: MechanismId = 'gsp',
): ColumnTable {
  if (scoreNoise < NEGLIGIBLE_NOISE) return searchTable(field, effects, scoreNoise, mechanism);
  const grid = rankGrid(field, effects, scoreNoise);
  if (mechanism === 'vcg') chargeExternality(grid);
  const { from, step, columns } = nodeAverages(grid, tiltedColumns(grid), scoreNoise);
  for (const column of [searchColumn.impressions, searchColumn.clicks]) neverFalling(columns[column]!);
  return columnTable(from, step, columns);
}

/**
 * E[f(x + e) e^(tilt e)] over the own score noise e at nodes of the grid, for functions that are 0 left of it and constant right of
 * it: each with the exponent of the noise that goes with it.
 */
export function nodeAverages(
  grid: Pick<ScoreGrid, 'from' | 'step'>,
  sources: TiltedColumns,
  noise: number,
): { readonly from: number; readonly step: number; readonly columns: Float64Array[] } {
  const stride = Math.max(1, Math.floor(Math.min(WIDEST_STEP, noise / 4) / grid.step + 1e-9));
  const side = Math.ceil((REACH * noise) / grid.step);
  const nodes = sources[0]![0].length;
  const rows = Math.ceil((nodes - 1 + side) / stride) + 1;
  const kernels = new Map<number, Float64Array>();
  const columns = sources.map(([values, tilt]) => {
    let kernel = kernels.get(tilt);
    if (kernel === undefined) kernels.set(tilt, (kernel = noiseKernel(grid.step, side, noise, tilt)));
    return averagedColumn(values, kernel, side, stride, rows);
  });
  return { from: grid.from - side * grid.step, step: stride * grid.step, columns };
}

/** e^(tilt e) times the density of the own noise e, at grid distances -side .. side. */
function noiseKernel(step: number, side: number, noise: number, tilt: number): Float64Array {
  const scale = step / (noise * Math.sqrt(2 * Math.PI));
  return Float64Array.from({ length: 2 * side + 1 }, (_, k) => {
    const e = (k - side) * step;
    const z = e / noise;
    return scale * exp(tilt * e - 0.5 * z * z);
  });
}

/** Simpson's rule from the reserve, where outcomes jump from nothing; right of the grid the plan is always first. */
function averagedColumn(
  values: Float64Array,
  kernel: Float64Array,
  side: number,
  stride: number,
  rows: number,
): Float64Array {
  const last = values.length - 1;
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const middle = row * stride - side;
    let sum = 0;
    for (let node = Math.max(0, middle - side); node <= middle + side; node++) {
      const weight = node === 0 ? 1 : node % 2 === 1 ? 4 : 2;
      sum += weight * values[Math.min(node, last)]! * kernel[node - middle + side]!;
    }
    out[row] = sum / 3;
  }
  return out;
}
