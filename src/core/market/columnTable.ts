import { buildMonotone } from '../math/hermite.ts';

/**
 * Several functions of one variable on a uniform grid, evaluated together by monotone cubic Hermite pieces.
 * `nodes` holds, node after node, value and slope (a cell) of each column. Left of the grid every column is 0
 * (nothing is sold below the reserve), right of it the last value stands.
 */
export interface ColumnTable {
  readonly from: number;
  readonly step: number;
  readonly rows: number;
  readonly columns: number;
  readonly nodes: Float64Array;
}

/** @param columns each of equal length, sampled at from, from + step, ... */
export function columnTable(from: number, step: number, columns: readonly Float64Array[]): ColumnTable {
  const rows = columns[0]!.length;
  const width = columns.length;
  const nodes = new Float64Array(rows * width * 2);
  columns.forEach((values, column) => {
    const slopes = buildMonotone(values);
    for (let row = 0; row < rows; row++) {
      const at = (row * width + column) * 2;
      nodes[at] = values[row]!;
      nodes[at + 1] = slopes[row]!;
    }
  });
  return { from, step, rows, columns: width, nodes };
}

/** Writes every column at `x` into `out`. */
export function evaluateColumns(table: ColumnTable, x: number, out: Float64Array): void {
  const { columns, nodes, rows } = table;
  const position = (x - table.from) / table.step;
  if (!(position >= 0)) {
    for (let c = 0; c < columns; c++) out[c] = 0;
    return;
  }
  const row = Math.min(Math.floor(position), rows - 2);
  const t = Math.min(position - row, 1);
  const u = 1 - t;
  // Cubic Hermite basis: values and slopes at both ends of the cell.
  const v0 = u * u * (1 + 2 * t);
  const s0 = u * u * t;
  const v1 = t * t * (3 - 2 * t);
  const s1 = -t * t * u;
  const left = row * columns * 2;
  const width = columns * 2;
  for (let c = 0, at = left; c < columns; c++, at += 2) {
    const right = at + width;
    out[c] = v0 * nodes[at]! + s0 * nodes[at + 1]! + v1 * nodes[right]! + s1 * nodes[right + 1]!;
  }
}

/** Adds `weight` times every column at `x` to `out`. */
export function addColumns(table: ColumnTable, x: number, weight: number, out: Float64Array): void {
  const { columns, nodes, rows } = table;
  const position = (x - table.from) / table.step;
  if (!(position >= 0)) return;
  const row = Math.min(Math.floor(position), rows - 2);
  const t = Math.min(position - row, 1);
  const u = 1 - t;
  const v0 = weight * u * u * (1 + 2 * t);
  const s0 = weight * u * u * t;
  const v1 = weight * t * t * (3 - 2 * t);
  const s1 = -weight * t * t * u;
  let left = row * columns * 2;
  let right = left + columns * 2;
  for (let c = 0; c < columns; c++, left += 2, right += 2) {
    out[c]! += v0 * nodes[left]! + s0 * nodes[left + 1]! + v1 * nodes[right]! + s1 * nodes[right + 1]!;
  }
}
