import type { LpSolver } from './linearProgram.ts';
import type { ChoiceColumn, MasterProgram } from './masterProgram.ts';

/** Loss for a unit of violation, in units of the objective: drives violations to nothing where it can be done. */
const PENALTY = 1e5;
/** What a general solver's tolerance may leave of a violation. */
const TOLERATED = 1e-8;

/** A master program by a general solver: anew each time, with priced violations. For many rows, which it keeps sparse. */
export class SolverProgram implements MasterProgram {
  readonly isFeasible = true;
  private readonly columns: ChoiceColumn[];
  private readonly least: Float64Array;
  private readonly plans: number;
  private readonly solver: LpSolver;
  private x: Float64Array = new Float64Array(0);
  private prices: Float64Array = new Float64Array(0);

  constructor(least: Float64Array, first: readonly ChoiceColumn[], solver: LpSolver) {
    this.least = least;
    this.columns = [...first];
    this.plans = first.length;
    this.solver = solver;
  }

  add(column: ChoiceColumn): void {
    this.columns.push(column);
  }

  solve(): void {
    const { columns, least, plans } = this;
    const unit = this.objectiveUnit();
    const variables = columns.length + least.length;
    const objective = new Float64Array(variables).fill(-PENALTY);
    const rows = Array.from(least, (low, r) => ({
      index: [columns.length + r],
      coefficient: [1],
      low,
      high: Infinity,
    }));
    const ofPlan: number[][] = Array.from({ length: plans }, () => []);
    columns.forEach((column, j) => {
      objective[j] = column.objective / unit;
      ofPlan[column.plan]?.push(j);
      column.index.forEach((r, k) => {
        rows[r]!.index.push(j);
        rows[r]!.coefficient.push(column.coefficient[k]!);
      });
    });
    const sums = ofPlan.map((index) => ({ index, coefficient: index.map(() => 1), low: 1, high: 1 }));
    const upper = new Float64Array(variables).fill(Infinity);
    const solution = this.solver({ objective, upper, rows: [...rows, ...sums] });
    const failed = solution.status !== 'optimal';
    this.x = failed ? new Float64Array(variables).fill(NaN) : solution.x;
    this.prices = least.map((_, r) => (failed ? 0 : Math.max(0, -solution.dual[r]!) * unit));
  }

  multipliers(): Float64Array {
    return this.prices;
  }

  shares(): Float64Array {
    return this.x.subarray(0, this.columns.length);
  }

  violations(): Float64Array {
    return this.x.slice(this.columns.length).map((x) => (x <= TOLERATED ? 0 : x));
  }

  /** Most that the plans' columns earn in sum. */
  private objectiveUnit(): number {
    const most = new Float64Array(this.plans + 1);
    for (const { plan, objective } of this.columns)
      most[plan + 1] = Math.max(most[plan + 1]!, Math.abs(objective));
    return most.reduce((sum, x) => sum + x, 0) || 1;
  }
}
