import type { Limits } from '../limits.ts';
import type { CurveNode } from '../priceTree.ts';
import type { Model } from './buildModel.ts';
import type { ModelNode } from './buildNodes.ts';

/** A model whose limits form a tree: nodes nest, and each floor is about the objective's own measure. */
export interface TreeModel {
  readonly tree: CurveNode;
  /** Model index of each plan in the tree's order. */
  readonly order: readonly number[];
}

interface Branch {
  readonly node: ModelNode;
  readonly limits: Limits;
  readonly branches: Branch[];
  readonly leaves: number[];
}

/**
 * The tree of a model, or `undefined` if it has none: groups that overlap, steps between periods, or a floor under a measure that is not the
 * same multiple of the objective for all its plans. That is the declared property by which the solver is chosen.
 */
export function buildTree({ nodes, plans, dropped }: Model): TreeModel | undefined {
  const branches: Branch[] = [];
  for (const node of nodes) {
    const limits = limitsOf(node);
    if (limits === undefined) return undefined;
    branches.push({ node, limits, branches: [], leaves: [] });
  }
  const [root, ...inner] = branches as [Branch, ...Branch[]];
  const innermost = plans.map(() => root);
  const ownLimits = new Map<number, Limits>();
  for (const branch of inner.sort((a, b) => b.node.plans.length - a.node.plans.length)) {
    const members = branch.node.plans;
    if (branch.node.isPlan) {
      ownLimits.set(members[0]!, branch.limits);
      continue;
    }
    const parent = innermost[members[0] ?? 0]!;
    if (members.some((plan) => innermost[plan] !== parent)) return undefined;
    parent.branches.push(branch);
    for (const plan of members) innermost[plan] = branch;
  }
  innermost.forEach((branch, plan) => branch.leaves.push(plan));
  const order: number[] = [];
  const leaf = (plan: number): CurveNode => ({
    id: plans[plan]!.id,
    limits: ownLimits.get(plan) ?? {},
    children: [],
    plan: order.push(plan) - 1,
    dropped: dropped[plan],
  });
  const build = ({ node, limits, branches: below, leaves }: Branch): CurveNode => ({
    id: node.id,
    limits,
    plan: -1,
    children: [...below.map(build), ...leaves.map(leaf)],
  });
  return { tree: build(root), order };
}

/** Limits in the objective's measure; `undefined` if a floor has no such form, or two periods are tied by a step. Two floors leave the stricter. */
function limitsOf({ maxSpend, minSpend, minValue, floors, spendStep }: ModelNode): Limits | undefined {
  if (spendStep !== undefined) return undefined;
  let minAverageRoas: number | undefined;
  for (const { floor, rates } of floors) {
    const [rate] = rates;
    if (rate === undefined) continue;
    if (rates.some((other) => Math.abs(other - rate) > 2 ** -50 * rate)) return undefined;
    minAverageRoas = Math.max(minAverageRoas ?? 0, floor / rate);
  }
  return { maxSpend, minSpend, minValue, minAverageRoas };
}
