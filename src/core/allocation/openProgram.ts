import { ChoiceSimplex } from './choiceSimplex.ts';
import type { LpSolver } from './linearProgram.ts';
import type { ChoiceColumn, MasterProgram } from './masterProgram.ts';
import { SolverProgram } from './solverProgram.ts';

/**
 * A program by the own simplex, or by a solver where one is given.
 *
 * @param least of each row, scaled so that the row's terms are about 1
 * @param first a column for each plan, in order
 */
export function openProgram(
  least: Float64Array,
  first: readonly ChoiceColumn[],
  solver: LpSolver | undefined,
): MasterProgram {
  return solver === undefined ? new ChoiceSimplex(least, first) : new SolverProgram(least, first, solver);
}
