import type { AllocationProblem } from './parseProblem.ts';
import { planRange } from './planRange.ts';

/**
 * A problem whose plans without evidence get at least an equal part of the exploration budget
 * (explorationShare * budget), within their own maximum: a plan that is never shown never learns its curve.
 */
export function explore(problem: AllocationProblem): AllocationProblem {
  const { explorationShare, budget, plans } = problem;
  const unknown = plans.filter(({ evidence }) => evidence === false).length;
  if (explorationShare === undefined || budget === undefined || unknown === 0) return problem;
  const part = (explorationShare * budget) / unknown;
  return {
    ...problem,
    plans: plans.map((plan) => {
      if (plan.evidence !== false) return plan;
      const { least, most } = planRange(plan);
      return { ...plan, min: Math.max(least, Math.min(part, most)), canPause: false };
    }),
  };
}
