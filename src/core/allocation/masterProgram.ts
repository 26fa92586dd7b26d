/** What a unit of a variable adds to the objective and to each row. */
export interface ChoiceColumn {
  /** Plan whose shares sum to 1; -1 for a variable of its own, >= 0 without limit. */
  readonly plan: number;
  readonly objective: number;
  /** The rows it takes part in, and its coefficients there. */
  readonly index: readonly number[];
  readonly coefficient: Float64Array;
}

/**
 * A linear program of choices that grows: maximise objective . x with shares x >= 0 that sum to 1 in each plan, and
 * sum of coefficient * x >= least in each row.
 */
export interface MasterProgram {
  /** Whether known columns can meet the rows; before, prices are those of the sum of violations. */
  readonly isFeasible: boolean;
  add: (column: ChoiceColumn) => void;
  solve: () => void;
  /** Price of each row, >= 0: what lowering its `least` by one would gain. */
  multipliers: () => Float64Array;
  /** Share of every column, in the order in which they came. */
  shares: () => Float64Array;
  /** By how much each row is short. */
  violations: () => Float64Array;
}
