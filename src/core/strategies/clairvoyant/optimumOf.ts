import type { Truth } from '../../contract/truth.ts';
import { solveHorizon, type HorizonSolution } from './solveHorizon.ts';

const solved = new WeakMap<Truth['scenario'], HorizonSolution>();

/** The optimum of a scenario whose quality does not learn: solved once, for the bound and for the policy. */
export function optimumOf(truth: Truth): HorizonSolution {
  const known = solved.get(truth.scenario);
  if (known !== undefined) return known;
  const solution = solveHorizon(truth);
  solved.set(truth.scenario, solution);
  return solution;
}
