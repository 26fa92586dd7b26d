import { ACCOUNT } from '../allocateFrontiers.ts';
import type { Binding } from '../limits.ts';
import type { Model } from './buildModel.ts';
import type { ModelNode } from './buildNodes.ts';
import type { AllocationProblem } from './parseProblem.ts';
import { planRange } from './planRange.ts';
import type { PlanAllocation, ShadowPrice } from './result.ts';
import type { ModelSolution } from './solveModel.ts';

type Optimal = Extract<ModelSolution, { status: 'optimal' }>;

/** Multipliers in the user's terms: the gain of relaxing each limit by one unit, plans' own bounds included. */
export function bindingLimits(
  problem: AllocationProblem,
  model: Model,
  { prices, spend }: Optimal,
  allocation: readonly PlanAllocation[],
): ShadowPrice[] {
  const nodeOf = new Map(model.nodes.map((node) => [node.id, node]));
  const limits = prices.binding.map((binding) =>
    nodePrice(problem, nodeOf.get(binding.node)!, binding, spend),
  );
  allocation.forEach((plan, i) => {
    const own = plan.position === 'interior' ? undefined : planPrice(model, plan, i, prices.price[i]!);
    if (own !== undefined) limits.push(own);
  });
  return limits;
}

function nodePrice(
  { spendAll }: AllocationProblem,
  node: ModelNode,
  { limit, at, multiplier }: Binding,
  spend: Float64Array,
): ShadowPrice {
  const spent = node.plans.reduce((sum, plan) => sum + spend[plan]!, 0);
  switch (limit) {
    case 'maxSpend':
      return { node: node.id, limit: 'budget', at, price: multiplier };
    case 'minSpend': {
      const all = node.id === ACCOUNT && spendAll === true;
      return { node: node.id, limit: all ? 'spendAll' : 'minSpend', at, price: multiplier };
    }
    case 'minValue':
      return { node: node.id, limit: 'target', at, price: multiplier };
    case 'spendStep':
      return { node: node.id, limit: 'spendStep', at, price: multiplier * spend[node.plans[0]!]! };
    case 'minMarginalRoas':
      return { node: node.id, limit: 'minMarginalRoas', at, price: 0 };
    case 'minAverageRoas': {
      // Of a node's floors the one that asks most of the objective's measure is the one that binds.
      const asked = node.floors.map(({ floor, rates }) => floor / rates[0]!);
      const { name, given } = node.floors[asked.indexOf(Math.max(...asked))]!;
      return { node: node.id, limit: name, at: given, price: multiplier * spent };
    }
  }
}

/** What a plan's own bound costs; `undefined` where it costs nothing. */
function planPrice(
  model: Model,
  { id, spend, position }: PlanAllocation,
  i: number,
  price: number,
): ShadowPrice | undefined {
  const { least, most, input, traffic } = model.plans[i]!;
  const slope = model.curves[i]!.slope(spend);
  const beyond = Number.isFinite(price) ? slope - price : slope;
  const worth = Math.abs(beyond);
  if (worth <= 1e-9 * Math.abs(price)) return undefined;
  if (position === 'fixed') return { node: id, limit: 'fixed', at: least, price: worth };
  if (position === 'max' && beyond > 0) {
    const last = model.domains[i]!.at(-1)!.to;
    return {
      node: id,
      limit: most <= last ? stepOr(planRange(input, traffic).mostFrom, 'max') : 'max',
      at: Math.min(most, last),
      price: worth,
    };
  }
  if (position === 'min' && beyond < 0 && least > 0)
    return { node: id, limit: stepOr(planRange(input, traffic).leastFrom, 'min'), at: least, price: worth };
  return undefined;
}

/** The name of a bound that comes from a step; other bounds go by their side. */
function stepOr(from: string, side: 'min' | 'max'): ShadowPrice['limit'] {
  return from === 'stepLimit' || from === 'bidStep' ? from : side;
}
