import { InputError, type Issue } from '../issues/issue.ts';
import type { Frontier } from './frontier.ts';
import type { TreeGroup, TreePlan } from './foldTree.ts';
import type { Limits } from './limits.ts';
import { solveTree, type TreeSolution } from './solveTree.ts';

/** One plan to give money to. */
export interface FrontierPlan {
  readonly id: string;
  readonly frontier: Frontier;
  /** Least and most spend [money]; 0 and the frontier's end if absent. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** Plans that share limits. Groups may hold groups (by id); a plan or group belongs to at most one. */
export interface FrontierGroup {
  readonly id: string;
  /** Ids of plans and of other groups. */
  readonly plans: readonly string[];
  readonly budget?: number | undefined;
  readonly minSpend?: number | undefined;
  readonly minAverageRoas?: number | undefined;
  readonly minMarginalRoas?: number | undefined;
}

/** A request for the best split of a budget over frontiers. */
export interface FrontierRequest {
  readonly plans: readonly FrontierPlan[];
  readonly groups?: readonly FrontierGroup[] | undefined;
  /** Most that may be spent [money]; no limit if absent. */
  readonly budget?: number | undefined;
  /** The budget is to be spent in full, even where it earns nothing more. */
  readonly spendAll?: boolean | undefined;
  readonly minAverageRoas?: number | undefined;
  readonly minMarginalRoas?: number | undefined;
  /** What a unit of money is worth: 0 (default) maximises value, 1 maximises value less spend. */
  readonly costWeight?: number | undefined;
}

/** Id of the root in bindings and conflicts. */
export const ACCOUNT = 'account';

/**
 * Best split of a budget over the frontiers of plans, with its proof. `spend[i]` and `value[i]` are of `plans[i]`.
 *
 * @throws InputError `allocation.limit` (a negative or NaN limit), `allocation.groups` (unknown or twice-used member)
 *
 * Example: `allocateFrontiers({ plans: [{ id: 'a', frontier }], budget: 100 })`.
 */
export function allocateFrontiers(request: FrontierRequest): TreeSolution {
  const issues = requestIssues(request);
  if (issues.length > 0) throw new InputError(issues);
  const { root, order, groupsReached } = treeOf(request);
  if (groupsReached < (request.groups?.length ?? 0))
    throw new InputError([
      { code: 'allocation.groups', path: ['groups'], params: { problem: 'a group contains itself' } },
    ]);
  const solution = solveTree(root, { valueWeight: 1, moneyPrice: request.costWeight ?? 0 });
  if (solution.status === 'infeasible') return solution;
  const inRequestOrder = (inTree: Float64Array) => {
    const result = new Float64Array(inTree.length);
    for (let i = 0; i < order.length; i++) result[order[i]!] = inTree[i]!;
    return result;
  };
  return {
    ...solution,
    spend: inRequestOrder(solution.spend),
    value: inRequestOrder(solution.value),
    price: inRequestOrder(solution.price),
  };
}

/** The tree of a request, the request's index of each plan in the tree's order, and how many groups hang in the tree. */
function treeOf(request: FrontierRequest): { root: TreeGroup; order: number[]; groupsReached: number } {
  const { plans, groups = [], budget, spendAll } = request;
  const order: number[] = [];
  let groupsReached = 0;
  const planIndex = new Map(plans.map(({ id }, index) => [id, index]));
  const groupOf = new Map(groups.map((group) => [group.id, group]));
  const inside = new Set(groups.flatMap((group) => group.plans));
  const leaf = (index: number): TreePlan => {
    const { id, frontier, min, max } = plans[index]!;
    order.push(index);
    return { id, frontier, limits: { minSpend: min, maxSpend: max } };
  };
  const branch = (group: FrontierGroup): TreeGroup => {
    groupsReached++;
    const children = group.plans.map((id) => {
      const index = planIndex.get(id);
      return index === undefined ? branch(groupOf.get(id)!) : leaf(index);
    });
    const limits = { maxSpend: group.budget, minSpend: group.minSpend, ...limitsOf(group) };
    return { id: group.id, limits, children };
  };
  const children = [
    ...groups.filter(({ id }) => !inside.has(id)).map(branch),
    ...plans.flatMap(({ id }, index) => (inside.has(id) ? [] : [leaf(index)])),
  ];
  const minSpend = spendAll === true ? budget : undefined;
  const limits = { maxSpend: budget, minSpend, ...limitsOf(request) };
  return { root: { id: ACCOUNT, limits, children }, order, groupsReached };
}

const limitsOf = ({ minAverageRoas, minMarginalRoas }: Limits): Limits => ({
  minAverageRoas,
  minMarginalRoas,
});

function requestIssues(request: FrontierRequest): Issue[] {
  const issues: Issue[] = [];
  const checkLimits = (path: Issue['path'], limits: Readonly<Record<string, number | undefined>>) => {
    for (const [name, limit] of Object.entries(limits))
      if (limit !== undefined && !(limit >= 0))
        issues.push({
          code: 'allocation.limit',
          path: [...path, name],
          params: { name, value: String(limit) },
        });
  };
  const { budget, minAverageRoas, minMarginalRoas, groups = [] } = request;
  checkLimits([], { budget, minAverageRoas, minMarginalRoas });
  request.plans.forEach(({ min, max }, index) => checkLimits(['plans', index], { min, max }));
  const known = new Set([...request.plans, ...groups].map(({ id }) => id));
  if (known.size < request.plans.length + groups.length)
    issues.push({ code: 'allocation.groups', path: ['plans'], params: { problem: 'an id is used twice' } });
  const used = new Set<string>();
  groups.forEach((group, index) => {
    const { id, plans, ...limits } = group;
    checkLimits(['groups', index], limits);
    for (const member of plans) {
      const problem = !known.has(member)
        ? 'is not a plan or group'
        : used.has(member)
          ? 'is in two groups'
          : '';
      if (problem !== '')
        issues.push({
          code: 'allocation.groups',
          path: ['groups', index],
          params: { group: id, member, problem },
        });
      used.add(member);
    }
  });
  return issues;
}
