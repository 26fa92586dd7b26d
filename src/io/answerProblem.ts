import { allocate } from '../core/allocation/problem/allocate.ts';
import { explain } from '../core/allocation/problem/explain.ts';
import { needsSolver } from '../core/allocation/problem/needsSolver.ts';
import type { AllocationProblem } from '../core/allocation/problem/parseProblem.ts';
import type { AllocationResult } from '../core/allocation/problem/result.ts';
import { spendReturn, type SpendReturnPoint } from '../core/allocation/problem/spendReturn.ts';

/** An allocation with everything that is shown about it. */
export interface Answer {
  readonly result: AllocationResult;
  readonly spendReturn?: readonly SpendReturnPoint[];
}

/** Above this many plans the extra solves of `explain` are left out. */
const EXPLAINED_PLANS = 2_000;
const FRONTIER_POINTS = 20;

/** Solves and explains a problem, loading the linear program solver only where it is needed. */
export async function answerProblem(
  problem: AllocationProblem,
  { frontier = false }: { frontier?: boolean } = {},
): Promise<Answer> {
  const options = needsSolver(problem)
    ? { solver: await (await import('./highsSolver.ts')).loadHighsSolver() }
    : {};
  const result = allocate(problem, options);
  if (result.status === 'infeasible') return { result };
  const explained = problem.plans.length <= EXPLAINED_PLANS ? explain(problem, result, options) : result;
  if (!frontier || problem.budget === undefined) return { result: explained };
  return { result: explained, spendReturn: spendReturn(problem, FRONTIER_POINTS, options) };
}
