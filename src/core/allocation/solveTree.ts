import { exactSum } from './exactSum.ts';
import { foldTree, LimitConflict, type Folded, type TreeGroup, type TreePlan } from './foldTree.ts';
import { frontierValue } from './frontier.ts';
import type { Binding, Conflict } from './limits.ts';

/** How far an allocation can be from the best: weak duality, whatever way it was found. */
export interface Certificate {
  /** What the allocation earns, in the objective's measure. */
  readonly value: number;
  /** No allocation within the limits earns more. */
  readonly dualBound: number;
  /** (dualBound - value) / |dualBound|, 0 when both are 0. */
  readonly gap: number;
  /** Whether the gap is at most 1e-9, rounding of the sums aside. */
  readonly proven: boolean;
  /** What solved it. */
  readonly method: string;
}

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

/** Largest gap that counts as a proof of optimality. */
export const PROOF_GAP = 1e-9;

/**
 * Exact optimum of max (sum of value - costWeight * sum of spend) over a tree of plans, groups and the account with
 * minimum and maximum spends, average and marginal ROAS floors at every node, for concave frontiers.
 *
 * @param costWeight what a unit of money is worth: 0 to maximise value, 1 to maximise value less spend
 */
export function solveTree(root: TreeGroup, costWeight = 0): TreeSolution {
  let folded: Folded;
  try {
    folded = foldTree(root);
  } catch (error) {
    if (error instanceof LimitConflict) return { status: 'infeasible', conflict: error.conflict };
    throw error;
  }
  const plans = plansOf(folded);
  const spend = chosenSpend(folded, plans, costWeight);
  const value = Float64Array.from(plans, ({ frontier }, i) => frontierValue(frontier, spend[i]!));
  const { dualBound, binding, price } = priceNodes(folded, plans.length, costWeight);
  const earned = exactSum(value) - costWeight * exactSum(spend);
  return {
    status: 'optimal',
    spend,
    value,
    certificate: certificateOf(earned, dualBound, 'tree-fold'),
    binding,
    price,
  };
}

/** Puts a value and a bound side by side. */
export function certificateOf(value: number, bound: number, method: string): Certificate {
  const dualBound = Math.max(bound, value);
  const gap = dualBound === value ? 0 : (dualBound - value) / Math.abs(dualBound);
  return { value, dualBound, gap, proven: gap <= PROOF_GAP, method };
}

function plansOf(folded: Folded): TreePlan[] {
  if ('frontier' in folded.node) return [folded.node];
  return folded.children.flatMap(plansOf);
}

function chosenSpend(root: Folded, plans: readonly TreePlan[], costWeight: number): Float64Array {
  const spend = Float64Array.from(plans, ({ frontier }) => frontier.cost[0]!);
  const addForced = (folded: Folded): void => {
    folded.children.forEach(addForced);
    const { offered, forced } = folded;
    for (let i = 0; i < forced.index; i++) spend[offered.owner[i]!]! += offered.cost[i]!;
    if (forced.share > 0) spend[offered.owner[forced.index]!]! += forced.share * offered.cost[forced.index]!;
  };
  addForced(root);
  const { cost, value, owner } = root.kept;
  for (let i = 0; i < cost.length && value[i]! > costWeight * cost[i]!; i++) spend[owner[i]!]! += cost[i]!;
  return spend;
}

interface Priced {
  readonly dualBound: number;
  readonly binding: readonly Binding[];
  readonly price: Float64Array;
}

/**
 * Multipliers top-down, and the dual bound they give.
 * A node sees the Lagrangian `valueWeight * value - moneyPrice * spend` of the nodes above. Where its upper limit
 * refuses money that is worth more than that (or its lower limit forces money that is worth less) the limit gets the
 * multiplier that makes the node indifferent there.
 */
function priceNodes(root: Folded, plans: number, costWeight: number): Priced {
  const terms: number[] = [];
  const binding: Binding[] = [];
  const price = new Float64Array(plans);
  const floors = new Set<{ node: string; at: number }>();
  const visit = (folded: Folded, valueWeight: number, moneyPrice: number): void => {
    const { node, upperLimit, lowerLimit, refusedSlope, forcedSlope } = folded;
    const gain = beyondTie(valueWeight * refusedSlope, moneyPrice);
    const loss = beyondTie(moneyPrice, valueWeight * forcedSlope);
    const [limit, slope, worth] =
      gain > 0 ? [upperLimit, refusedSlope, gain] : [lowerLimit, forcedSlope, loss];
    let [weight, money] = [valueWeight, moneyPrice];
    if (limit !== undefined && worth > 0) {
      const at = node.limits[limit]!;
      const multiplier = limit === 'minAverageRoas' ? worth / Math.abs(at - slope) : worth;
      if (limit === 'minAverageRoas') weight += multiplier;
      money = weight * slope;
      if (limit !== 'minAverageRoas') terms.push(limit === 'maxSpend' ? multiplier * at : -multiplier * at);
      binding.push({ node: node.id, limit, at, multiplier });
    }
    if (folded.plan >= 0) {
      price[folded.plan] = money / weight;
      if (folded.dropped !== undefined && folded.dropped.slope > money / weight)
        floors.add(folded.dropped.by);
      conjugate(folded, weight, money, terms);
    } else for (const child of folded.children) visit(child, weight, money);
  };
  visit(root, 1, costWeight);
  for (const { node, at } of floors) binding.push({ node, limit: 'minMarginalRoas', at, multiplier: 0 });
  return { dualBound: exactSum(terms), binding, price };
}

/** `a - b`, or 0 where they differ by rounding only: a segment whose slope set the price earns nothing beyond it. */
function beyondTie(a: number, b: number): number {
  return Math.abs(a - b) <= 2 ** -50 * Math.abs(a) ? 0 : a - b;
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
