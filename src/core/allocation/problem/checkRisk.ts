import type { Issue } from '../../issues/issue.ts';
import type { AllocationProblem } from './parseProblem.ts';

/** Draws that fit neither each other nor the curve, and a risk without draws. */
export function riskIssues({ plans, risk, objective }: AllocationProblem): Issue[] {
  const issues: Issue[] = [];
  const count = plans.find(({ draws }) => draws !== undefined)?.draws?.length;
  if (risk !== undefined && count === undefined)
    issues.push({
      code: 'allocation.missing',
      path: ['plans', 0, 'draws'],
      params: { wanted: 'a list of curves (of one plan at least), since risk refers to them' },
    });
  if (risk !== undefined && risk.measure !== 'mean' && !objective.startsWith('Maximize'))
    issues.push({
      code: 'allocation.value',
      path: ['risk', 'measure'],
      params: { value: risk.measure, wanted: `mean with the objective ${objective}` },
    });
  plans.forEach(({ draws, curve }, index) => {
    if (draws !== undefined && draws.length !== count)
      issues.push({
        code: 'allocation.value',
        path: ['plans', index, 'draws'],
        params: { value: `${draws.length} curves`, wanted: `${count}, as many as the first plan's` },
      });
    draws?.forEach(({ type }, d) => {
      if ((type === 'points') !== (curve.type === 'points'))
        issues.push({
          code: 'allocation.value',
          path: ['plans', index, 'draws', d, 'type'],
          params: {
            value: type,
            wanted: curve.type === 'points' ? 'points, as the curve' : 'hill or logistic',
          },
        });
    });
  });
  return issues;
}
