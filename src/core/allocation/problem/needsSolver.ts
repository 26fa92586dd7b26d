import { buildModel } from './buildModel.ts';
import { buildTree } from './buildTree.ts';
import { hasManyRows } from './hasManyRows.ts';
import type { AllocationProblem } from './parseProblem.ts';
import { isAverse } from './solveRisk.ts';

/**
 * Whether a problem is for a sparse linear program solver, which the caller loads: its limits form no tree or it plans for
 * bad cases, and it has more rows than the own simplex is for. Without a solver such problems are solved too, slowly.
 */
export function needsSolver(problem: AllocationProblem): boolean {
  const model = buildModel(problem);
  const averse = isAverse(model);
  if (!hasManyRows(model.nodes, averse ? model.scenarios.count : 0)) return false;
  return averse || buildTree(model) === undefined;
}
