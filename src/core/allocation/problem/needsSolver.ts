import { buildModel } from './buildModel.ts';
import { buildTree } from './buildTree.ts';
import type { AllocationProblem } from './parseProblem.ts';

/** Whether a problem needs a linear program solver: its limits form no tree. */
export function needsSolver(problem: AllocationProblem): boolean {
  return buildTree(buildModel(problem)) === undefined;
}
