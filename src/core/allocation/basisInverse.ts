/** Sums below this share of their terms are rounding, and are 0: a basis must not pivot on them. */
export const ROUNDING = 2 ** -42;

/** `a - b`, or 0 where they differ by rounding only. */
function less(a: number, b: number): number {
  const rest = a - b;
  return Math.abs(rest) <= ROUNDING * Math.abs(a) ? 0 : rest;
}

/** The inverse of a simplex basis, dense, kept up to date by row operations. Rows are positions of the basis. */
export class BasisInverse {
  private readonly size: number;
  private readonly rows: Float64Array[];

  /** Starts as the identity. */
  constructor(size: number) {
    this.size = size;
    this.rows = Array.from({ length: size }, (_, i) => {
      const row = new Float64Array(size);
      row[i] = 1;
      return row;
    });
  }

  /** inverse * column. */
  times(column: Float64Array): Float64Array {
    return Float64Array.from(this.rows, (row) => {
      let [sum, size] = [0, 0];
      for (let k = 0; k < row.length; k++) {
        const term = row[k]! * column[k]!;
        sum += term;
        size += Math.abs(term);
      }
      return Math.abs(sum) <= ROUNDING * size ? 0 : sum;
    });
  }

  /** costs * inverse. */
  leftTimes(costs: Float64Array): Float64Array {
    const sum = new Float64Array(this.size);
    const size = new Float64Array(this.size);
    costs.forEach((cost, i) => {
      if (cost === 0) return;
      const row = this.rows[i]!;
      for (let k = 0; k < row.length; k++) {
        const term = cost * row[k]!;
        sum[k]! += term;
        size[k]! += Math.abs(term);
      }
    });
    return sum.map((x, k) => (Math.abs(x) <= ROUNDING * size[k]! ? 0 : x));
  }

  /** Puts the column whose product with the inverse is `direction` in place of the basis column at a position. */
  replace(position: number, direction: Float64Array): void {
    const pivotRow = this.rows[position]!;
    const pivot = direction[position]!;
    for (let k = 0; k < pivotRow.length; k++) pivotRow[k]! /= pivot;
    this.rows.forEach((row, i) => {
      const times = direction[i]!;
      if (i === position || times === 0) return;
      for (let k = 0; k < row.length; k++) row[k] = less(row[k]!, times * pivotRow[k]!);
    });
  }

  /** Row `position` becomes minus the sum of the rows at `positions`: the key of a plan changes to that position's column. */
  turnKey(position: number, positions: readonly number[]): void {
    const sum = new Float64Array(this.size);
    for (const i of positions) this.rows[i]!.forEach((x, k) => (sum[k] = less(sum[k]!, x)));
    this.rows[position] = sum;
  }

  /** Inverts the basis anew from its columns; false, and nothing changes, if it is singular. */
  refactor(columns: readonly Float64Array[]): boolean {
    const { size } = this;
    // Row r of the matrix, beside the identity; Gauss and Jordan, rows compared by their size.
    const work = Array.from({ length: size }, (_, r) => {
      const row = new Float64Array(2 * size);
      columns.forEach((column, i) => (row[i] = column[r]!));
      row[size + r] = 1;
      return row;
    });
    const scale = work.map((row) =>
      row.subarray(0, size).reduce((most, x) => Math.max(most, Math.abs(x)), 0),
    );
    const weight = (r: number, i: number) => Math.abs(work[r]![i]!) / scale[r]!;
    for (let i = 0; i < size; i++) {
      let best = i;
      for (let r = i + 1; r < size; r++) if (weight(r, i) > weight(best, i)) best = r;
      if (!(weight(best, i) > 0)) return false;
      [work[i], work[best]] = [work[best]!, work[i]!];
      [scale[i], scale[best]] = [scale[best]!, scale[i]!];
      const row = work[i]!;
      const pivot = row[i]!;
      for (let k = i; k < 2 * size; k++) row[k]! /= pivot;
      work.forEach((other, r) => {
        const times = other[i]!;
        if (r === i || times === 0) return;
        for (let k = i; k < 2 * size; k++) other[k] = less(other[k]!, times * row[k]!);
      });
    }
    work.forEach((row, i) => this.rows[i]!.set(row.subarray(size)));
    return true;
  }
}
