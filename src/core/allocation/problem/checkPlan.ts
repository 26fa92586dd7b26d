import type { Issue } from '../../issues/issue.ts';
import { LIMIT_SLACK } from '../limits.ts';
import { bidIssues } from './checkBids.ts';
import { contradiction } from './contradiction.ts';
import type { AllocationProblem } from './parseProblem.ts';
import { planRange } from './planRange.ts';
import type { PlanInput } from './schema.ts';

type Path = Issue['path'];

/** What a plan's own fields say against each other. */
export function planIssues(problem: AllocationProblem, plan: PlanInput, index: number): Issue[] {
  const issues: Issue[] = [];
  const path = ['plans', index];
  const { min, max, today, stock, curve, draws } = plan;
  const lacking = today === undefined ? namesAboutToday(problem, plan) : [];
  for (const name of lacking)
    issues.push({
      code: 'allocation.missing',
      path: [...path, 'today'],
      params: { wanted: `a number, since ${name} refers to it` },
    });
  const bids = bidIssues(plan, path);
  issues.push(...bids);
  if (stock !== undefined && (plan.orderValue ?? problem.orderValue) === undefined)
    issues.push({
      code: 'allocation.missing',
      path: [...path, 'orderValue'],
      params: { wanted: 'a number, since stock counts orders' },
    });
  if (plan.spendStep !== undefined && problem.periods === undefined)
    issues.push({
      code: 'allocation.missing',
      path: ['periods'],
      params: { wanted: 'a list of periods, since spendStep is the change from one to the next' },
    });
  if (min !== undefined && max !== undefined && min > max)
    issues.push(contradiction([...path, 'min'], { what: 'min', value: min, limit: max, against: 'max' }));
  else if (lacking.length === 0 && bids.length === 0) {
    const { least, most, leastFrom, mostFrom } = planRange(plan);
    if (least > most * (1 + LIMIT_SLACK))
      issues.push(
        contradiction([...path, leastFrom], {
          what: leastFrom,
          value: least,
          limit: most,
          against: mostFrom,
        }),
      );
  }
  if (curve.type === 'points') issues.push(...pointIssues([...path, 'curve', 'points'], curve.points, min));
  draws?.forEach((draw, d) => {
    if (draw.type === 'points')
      issues.push(...pointIssues([...path, 'draws', d, 'points'], draw.points, min));
  });
  return issues;
}

/** Fields that a plan has and that refer to its spend today. */
function namesAboutToday(problem: AllocationProblem, plan: PlanInput): string[] {
  const names: string[] = [];
  if (plan.minOfToday !== undefined) names.push('minOfToday');
  if (plan.maxOfToday !== undefined) names.push('maxOfToday');
  if (plan.stepLimit !== undefined)
    names.push(plan.stepLimit === problem.budgetStep ? 'budgetStep' : 'stepLimit');
  if (plan.fixed === true) names.push('fixed');
  return names;
}

type Points = Extract<PlanInput['curve'], { type: 'points' }>['points'];

function pointIssues(path: Path, points: Points, min: number | undefined): Issue[] {
  const issues: Issue[] = [];
  const seen = new Set<number>();
  let last = 0;
  points.forEach((point, index) => {
    const spend = Array.isArray(point) ? point[0] : point.spend;
    last = Math.max(last, spend);
    if (seen.has(spend))
      issues.push({
        code: 'allocation.value',
        path: [...path, index],
        params: { value: `a second point at spend ${spend}`, wanted: 'another spend' },
      });
    seen.add(spend);
    const value = Array.isArray(point) ? point[1] : point.value;
    if (value < 0)
      issues.push({
        code: 'allocation.value',
        path: [...path, index],
        params: { value: String(value), wanted: 'at least 0' },
      });
  });
  if (min !== undefined && min > last)
    issues.push(contradiction(path, { what: 'the last point', value: last, limit: min, against: 'min' }));
  return issues;
}
