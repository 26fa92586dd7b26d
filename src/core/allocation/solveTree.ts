import { compensatedSum } from '../math/sum.ts';
import { certificateOf, type Certificate } from './certificate.ts';
import { foldTree, type Folded, type TreeGroup, type TreePlan } from './foldTree.ts';
import { frontierValue } from './frontier.ts';
import { LimitConflict, type Binding, type Conflict } from './limits.ts';
import { beyondTie, priceNodes, type Objective } from './priceNodes.ts';

/** The optimum of a tree, or why there is none. Arrays are in the order in which the tree lists its plans. */
export type TreeSolution =
  | {
      readonly status: 'optimal';
      /** Spend of each plan [money]. */
      readonly spend: Float64Array;
      /** Value of each plan on its frontier. */
      readonly value: Float64Array;
      readonly certificate: Certificate;
      /** Limits with a price, the account's first. */
      readonly binding: readonly Binding[];
      /** Value of the next unit of money offered to each plan, by the node that holds it back. */
      readonly price: Float64Array;
    }
  | { readonly status: 'infeasible'; readonly conflict: Conflict };

/** Money has no worth of its own: all that the limits allow is spent while it earns anything. */
export const MAXIMIZE_VALUE: Objective = { valueWeight: 1, moneyPrice: 0 };
/** Value less spend: profit, when the value is a margin. */
export const MAXIMIZE_PROFIT: Objective = { valueWeight: 1, moneyPrice: 1 };
/** Least spend; only a `minValue` makes that a question. */
export const MINIMIZE_SPEND: Objective = { valueWeight: 0, moneyPrice: 1 };

/**
 * Exact optimum of max (valueWeight * sum of value - moneyPrice * sum of spend) over a tree of plans, groups and the
 * account, with limits at every node, for concave frontiers.
 */
export function solveTree(root: TreeGroup, objective: Objective = MAXIMIZE_VALUE): TreeSolution {
  let folded: Folded;
  try {
    folded = foldTree(root);
  } catch (error) {
    if (error instanceof LimitConflict) return { status: 'infeasible', conflict: error.conflict };
    throw error;
  }
  const plans = plansOf(folded);
  const spend = chosenSpend(folded, plans, objective);
  const value = Float64Array.from(plans, ({ frontier }, i) => frontierValue(frontier, spend[i]!));
  const { dualBound, binding, price } = priceNodes(folded, plans.length, objective, conjugate);
  const { valueWeight, moneyPrice } = objective;
  const earned = valueWeight * compensatedSum(value) - moneyPrice * compensatedSum(spend);
  return {
    status: 'optimal',
    spend,
    value,
    certificate: certificateOf(earned, dualBound, 'tree-fold'),
    binding,
    price,
  };
}

function plansOf(folded: Folded): TreePlan[] {
  if ('frontier' in folded.node) return [folded.node];
  return folded.children.flatMap(plansOf);
}

function chosenSpend(root: Folded, plans: readonly TreePlan[], objective: Objective): Float64Array {
  const spend = Float64Array.from(plans, ({ frontier }) => frontier.cost[0]!);
  const addForced = (folded: Folded): void => {
    folded.children.forEach(addForced);
    const { offered, forced } = folded;
    for (let i = 0; i < forced.index; i++) spend[offered.owner[i]!]! += offered.cost[i]!;
    if (forced.share > 0) spend[offered.owner[forced.index]!]! += forced.share * offered.cost[forced.index]!;
  };
  addForced(root);
  const { cost, value, owner } = root.kept;
  const { valueWeight, moneyPrice } = objective;
  for (let i = 0; i < cost.length && valueWeight * value[i]! > moneyPrice * cost[i]!; i++)
    spend[owner[i]!]! += cost[i]!;
  return spend;
}

/** Adds max over the plan's frontier of (weight * value - money * spend), term by term. */
function conjugate({ offered }: Folded, weight: number, money: number, terms: number[]): void {
  terms.push(weight * offered.startValue - money * offered.startCost);
  for (let i = 0; i < offered.cost.length; i++) {
    const gain = beyondTie(weight * offered.value[i]!, money * offered.cost[i]!);
    if (gain <= 0) return;
    terms.push(gain);
  }
}
