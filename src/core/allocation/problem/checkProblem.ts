import type { Issue } from '../../issues/issue.ts';
import { nearest } from '../../issues/nearest.ts';
import { LIMIT_SLACK } from '../limits.ts';
import { netMargin } from './economics.ts';
import { planRange } from './planRange.ts';
import type { ObjectiveName, PlanInput, ProblemInput } from './schema.ts';

type Checked = Omit<ProblemInput, 'objective'> & { readonly objective: ObjectiveName };
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

const contradiction = (path: Path, params: Issue['params']): Issue => ({
  code: 'allocation.contradiction',
  path,
  params,
});

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
  const known = [...plans, ...(groups ?? [])].map(({ id }) => id);
  const set = new Set(known);
  return (groups ?? []).flatMap((group, g) =>
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

function planIssues(problem: Checked, plan: PlanInput, index: number): Issue[] {
  const issues: Issue[] = [];
  const path = ['plans', index];
  const { min, max, today, minOfToday, maxOfToday, stepLimit, fixed, stock, curve, draws } = plan;
  const relative = { minOfToday, maxOfToday, stepLimit, fixed: fixed === true ? true : undefined };
  if (today === undefined)
    for (const [name, value] of Object.entries(relative))
      if (value !== undefined)
        issues.push({
          code: 'allocation.missing',
          path: [...path, 'today'],
          params: { wanted: `a number, since ${name} refers to it` },
        });
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
  else if (today !== undefined || (min === undefined) === (max === undefined)) {
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

/** Budgets that the minimums below them exceed. */
function sumIssues({ budget, groups, plans }: Checked): Issue[] {
  const issues: Issue[] = [];
  const least = new Map(plans.map((plan) => [plan.id, plan.canPause === true ? 0 : planRange(plan).least]));
  const sumOf = (ids: readonly string[]) => ids.reduce((sum, id) => sum + (least.get(id) ?? 0), 0);
  const check = (path: Path, of: string, limit: number | undefined, ids: readonly string[]) => {
    const sum = sumOf(ids);
    if (limit === undefined || sum <= limit * (1 + LIMIT_SLACK)) return;
    const largest = ids
      .filter((id) => (least.get(id) ?? 0) > 0)
      .sort((a, b) => least.get(b)! - least.get(a)!);
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
  check(
    ['budget'],
    'the account',
    budget,
    plans.map(({ id }) => id),
  );
  (groups ?? []).forEach((group, g) => {
    check(['groups', g, 'budget'], group.id, group.budget, group.plans);
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

/** Draws that fit neither each other nor the curve, and a risk without draws. */
function riskIssues({ plans, risk, objective }: Checked): Issue[] {
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
