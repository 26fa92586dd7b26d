import { compensatedSum } from '../math/sum.ts';
import type { Binding, LimitName, Limits } from './limits.ts';

/** What the pricing of a folded tree needs to know of a node, however its frontier is represented. */
export interface PricedNode {
  readonly id: string;
  readonly limits: Limits;
  readonly children: readonly PricedNode[];
  /** Index of the plan; -1 for groups. */
  readonly plan: number;
  /** Slope of the first money the upper limit refuses; -Infinity if it refuses nothing. */
  readonly refusedSlope: number;
  readonly upperLimit: LimitName | undefined;
  /** Slope of the last money the lower limit forces; Infinity if it forces nothing. */
  readonly forcedSlope: number;
  readonly lowerLimit: LimitName | undefined;
  /** For plans under a marginal floor: the slope of the first money it drops, and the node that set it. */
  readonly dropped?: { readonly slope: number; readonly by: Floor } | undefined;
}

/** The strictest marginal floor on the way from the root to a plan. */
export interface Floor {
  readonly node: string;
  readonly at: number;
}

/** Adds the terms of max over a plan's own range of (weight * value - money * spend). */
export type Conjugate<Node> = (node: Node, weight: number, money: number, terms: number[]) => void;

/** Weights of the objective: valueWeight * value - moneyPrice * spend. */
export interface Objective {
  readonly valueWeight: number;
  readonly moneyPrice: number;
}

export interface Prices {
  readonly dualBound: number;
  readonly binding: readonly Binding[];
  /** Value that the next unit of money must earn in each plan, set by the node that holds it back. */
  readonly price: Float64Array;
}

/**
 * Multipliers top-down, and the dual bound they give.
 *
 * A node sees the Lagrangian `valueWeight * value - moneyPrice * spend` of the nodes above. Where its upper limit
 * refuses money that is worth more than that (or its lower limit forces money that is worth less) the limit gets the
 * multiplier that makes the node indifferent there. The bound is the Lagrangian dual
 * sum of multiplier * limit + sum over plans of max (weight * value - money * spend).
 */
export function priceNodes<Node extends PricedNode & { readonly children: readonly Node[] }>(
  root: Node,
  plans: number,
  objective: Objective,
  conjugate: Conjugate<Node>,
): Prices {
  const terms: number[] = [];
  const binding: Binding[] = [];
  const price = new Float64Array(plans);
  const floors = new Set<Floor>();
  const visit = (node: Node, above: Objective): void => {
    const bound = bindingLimit(node, above);
    if (bound !== undefined) {
      const { limit, at, multiplier } = bound;
      binding.push({ node: node.id, limit, at, multiplier });
      terms.push(dualTerm(bound));
    }
    const seen = bound === undefined ? above : seenBelow(above, bound);
    if (node.plan < 0) {
      for (const child of node.children) visit(child, seen);
      return;
    }
    price[node.plan] = seen.moneyPrice / seen.valueWeight;
    if (node.dropped !== undefined && node.dropped.slope > price[node.plan]!) floors.add(node.dropped.by);
    conjugate(node, seen.valueWeight, seen.moneyPrice, terms);
  };
  visit(root, objective);
  const floorBindings = Array.from(floors, ({ node, at }) => ({
    node,
    limit: 'minMarginalRoas' as const,
    at,
    multiplier: 0,
  }));
  return { dualBound: compensatedSum(terms), binding: [...binding, ...floorBindings], price };
}

interface Bound extends Omit<Binding, 'node'> {
  readonly slope: number;
}

/** The limit of a node that holds it back at the price from above, with its multiplier; `undefined` if none does. */
function bindingLimit(node: PricedNode, { valueWeight, moneyPrice }: Objective): Bound | undefined {
  const gain = beyondTie(valueWeight * node.refusedSlope, moneyPrice);
  const loss = beyondTie(moneyPrice, valueWeight * node.forcedSlope);
  const [limit, slope, worth] =
    gain > 0 ? [node.upperLimit, node.refusedSlope, gain] : [node.lowerLimit, node.forcedSlope, loss];
  if (limit === undefined || !(worth > 0)) return undefined;
  const at = node.limits[limit]!;
  if (limit === 'minAverageRoas' && at === slope) return undefined;
  const multiplier =
    limit === 'minAverageRoas' ? worth / Math.abs(at - slope) : limit === 'minValue' ? worth / slope : worth;
  return { limit, at, multiplier, slope };
}

/** The Lagrangian below a binding limit: indifferent at the slope where the limit cuts. */
function seenBelow({ valueWeight, moneyPrice }: Objective, { limit, multiplier, slope }: Bound): Objective {
  if (limit === 'minValue') return { valueWeight: moneyPrice / slope, moneyPrice };
  const weight = limit === 'minAverageRoas' ? valueWeight + multiplier : valueWeight;
  return { valueWeight: weight, moneyPrice: weight * slope };
}

function dualTerm({ limit, multiplier, at }: Bound): number {
  if (limit === 'maxSpend') return multiplier * at;
  return limit === 'minSpend' || limit === 'minValue' ? -multiplier * at : 0;
}

/** `a - b`, or 0 where they differ by rounding only: a segment whose slope set the price earns nothing beyond it. */
export function beyondTie(a: number, b: number): number {
  return Math.abs(a - b) <= 2 ** -50 * Math.abs(a) ? 0 : a - b;
}
