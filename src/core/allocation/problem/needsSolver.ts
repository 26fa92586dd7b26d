import { buildModel } from './buildModel.ts';
import { buildTree } from './buildTree.ts';
import type { AllocationProblem } from './parseProblem.ts';
import { isAverse } from './solveRisk.ts';

/** Whether a problem needs a linear program solver: its limits form no tree, or it plans for bad cases. */
export function needsSolver(problem: AllocationProblem): boolean {
  const model = buildModel(problem);
  return buildTree(model) === undefined || isAverse(model);
}
