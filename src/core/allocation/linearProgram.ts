/** maximise objective . x subject to rows and 0 <= x <= upper. */
export interface LinearProgram {
  readonly objective: Float64Array;
  readonly upper: Float64Array;
  readonly rows: readonly LinearRow[];
}

/** low <= sum of coefficient[k] * x[index[k]] <= high. */
export interface LinearRow {
  readonly index: readonly number[];
  readonly coefficient: readonly number[];
  readonly low: number;
  readonly high: number;
}

export type LpSolution =
  | {
      readonly status: 'optimal';
      readonly value: number;
      readonly x: Float64Array;
      /** d value / d (active side of the row). */
      readonly dual: Float64Array;
    }
  | { readonly status: 'infeasible' | 'failed' };

/** A linear program solver; the library takes one as an argument because core loads no WASM itself. */
export type LpSolver = (program: LinearProgram) => LpSolution;
