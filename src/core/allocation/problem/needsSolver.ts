import { buildModel } from './buildModel.ts';
import { buildTree } from './buildTree.ts';
import type { AllocationProblem } from './parseProblem.ts';

/** Whether a problem needs a linear program solver: its limits form no tree, or it plans for the worst draws. */
export function needsSolver(problem: AllocationProblem): boolean {
  if (problem.risk != null && problem.risk.measure !== 'mean') return true;
  return buildTree(buildModel(problem)) === undefined;
}
