import type { Issue } from '../../issues/issue.ts';
import { nearest } from '../../issues/nearest.ts';
import { LIMIT_SLACK } from '../limits.ts';
import { planIssues } from './checkPlan.ts';
import { riskIssues } from './checkRisk.ts';
import { contradiction } from './contradiction.ts';
import { netMargin } from './economics.ts';
import { planRange } from './planRange.ts';
import type { AllocationProblem as Checked } from './parseProblem.ts';
import type { PlanInput } from './schema.ts';

type Path = Issue['path'];

/** What contradicts itself or refers to nothing; each issue points at the line to change and quotes the other. */
export function problemIssues(problem: Checked): Issue[] {
  return [
    ...duplicateIds(problem),
    ...groupIssues(problem),
    ...problem.plans.flatMap((plan, index) => planIssues(problem, plan, index)),
    ...sumIssues(problem),
    ...objectiveIssues(problem),
    ...riskIssues(problem),
  ];
}

function duplicateIds({ plans, groups }: Checked): Issue[] {
  const issues: Issue[] = [];
  const seen = new Set<string>(['account']);
  const check = (list: readonly { id: string }[], where: string) =>
    list.forEach(({ id }, index) => {
      if (seen.has(id))
        issues.push({ code: 'allocation.duplicate-id', path: [where, index, 'id'], params: { id } });
      seen.add(id);
    });
  check(plans, 'plans');
  check(groups ?? [], 'groups');
  return issues;
}

function groupIssues({ plans, groups }: Checked): Issue[] {
  if (groups === undefined) return [];
  const known = [...plans, ...groups].map(({ id }) => id);
  const set = new Set(known);
  return groups.flatMap((group, g) =>
    group.plans.flatMap((member, m): Issue[] => {
      const path = ['groups', g, 'plans', m];
      if (member === group.id)
        return [{ code: 'allocation.reference', path, params: { member, problem: 'itself' } }];
      if (set.has(member)) return [];
      const near = nearest(member, known);
      const params = { member, problem: 'unknown', ...(near === undefined ? {} : { near }) };
      return [{ code: 'allocation.reference', path, params }];
    }),
  );
}

/** Budgets that the minimums below them exceed. */
function sumIssues({ budget, groups, plans }: Checked): Issue[] {
  const issues: Issue[] = [];
  const leastOf = (plan: PlanInput) => (plan.canPause === true ? 0 : planRange(plan).least);
  const check = (path: Path, of: string, limit: number | undefined, members: () => readonly PlanInput[]) => {
    if (limit === undefined) return;
    const sum = members().reduce((total, plan) => total + leastOf(plan), 0);
    if (sum <= limit * (1 + LIMIT_SLACK)) return;
    const largest = members()
      .filter((plan) => leastOf(plan) > 0)
      .sort((a, b) => leastOf(b) - leastOf(a))
      .map(({ id }) => id);
    issues.push(
      contradiction(path, {
        what: `budget of ${of}`,
        value: limit,
        limit: sum,
        against: 'sum of minimums',
        plans: largest.slice(0, 5),
      }),
    );
  };
  check(['budget'], 'the account', budget, () => plans);
  if (groups === undefined) return issues;
  const planOf = new Map(plans.map((plan) => [plan.id, plan]));
  groups.forEach((group, g) => {
    check(['groups', g, 'budget'], group.id, group.budget, () =>
      group.plans.flatMap((id) => planOf.get(id) ?? []),
    );
    if (group.minSpend !== undefined && group.budget !== undefined && group.minSpend > group.budget)
      issues.push(
        contradiction(['groups', g, 'minSpend'], {
          what: 'minSpend',
          value: group.minSpend,
          limit: group.budget,
          against: 'budget',
        }),
      );
  });
  return issues;
}

/** What the objective needs and does not find. */
function objectiveIssues(problem: Checked): Issue[] {
  const { objective, target, budget, spendAll, plans } = problem;
  const missing = (path: Path, wanted: string): Issue => ({
    code: 'allocation.missing',
    path,
    params: { wanted },
  });
  const issues: Issue[] = [];
  if ((objective === 'MinimizeBudget' || objective === 'MinimumTargetResponse') && target === undefined)
    issues.push(missing(['target'], 'a number: the value to reach with least spend'));
  if (target !== undefined && ['MaximizeProfit', 'MaximizeOrders', 'MaximizeClicks'].includes(objective))
    issues.push(
      contradiction(['target'], { what: 'target', value: target, limit: objective, against: 'objective' }),
    );
  if (spendAll === true && budget === undefined)
    issues.push(missing(['budget'], 'a number, since spendAll spends it'));
  const needs = objective === 'MaximizeOrders' || objective === 'MaximizeClicks' || anyCostPerOrder(problem);
  plans.forEach((plan, index) => {
    const margin = netMargin(plan.margin ?? problem.margin);
    if (objective === 'MaximizeProfit' && !(margin > 0))
      issues.push({
        code: 'allocation.value',
        path: ['plans', index, 'margin'],
        params: {
          value: `a net margin of ${margin}`,
          wanted: 'above 0 (a plan that cannot earn: set max: 0)',
        },
      });
    if (needs && (plan.orderValue ?? problem.orderValue) === undefined)
      issues.push(
        missing(
          ['plans', index, 'orderValue'],
          'a number: the revenue of an order (here or for the whole problem)',
        ),
      );
    if (objective === 'MaximizeClicks' && (plan.conversionRate ?? problem.conversionRate) === undefined)
      issues.push(
        missing(
          ['plans', index, 'conversionRate'],
          'a number: orders a click (here or for the whole problem)',
        ),
      );
  });
  const bounded = (plan: PlanInput) => planRange(plan).most < Infinity || plan.curve.type === 'points';
  const limited =
    budget !== undefined ||
    problem.minAverageRoas !== undefined ||
    problem.minMarginalRoas !== undefined ||
    problem.maxCostPerOrder !== undefined;
  const open = plans.findIndex((plan) => !bounded(plan));
  if (objective.startsWith('Maximize') && objective !== 'MaximizeProfit' && !limited && open >= 0)
    issues.push(missing(['budget'], `a number: nothing else limits the spend of ${plans[open]!.id}`));
  return issues;
}

const anyCostPerOrder = ({ maxCostPerOrder, groups, plans }: Checked): boolean =>
  [
    maxCostPerOrder,
    ...(groups ?? []).map((g) => g.maxCostPerOrder),
    ...plans.map((p) => p.maxCostPerOrder),
  ].some((x) => x !== undefined);
