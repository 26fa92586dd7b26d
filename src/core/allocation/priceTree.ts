import { respond, type Envelope } from './envelope.ts';
import type { Limits } from './limits.ts';
import type { Floor, PricedNode } from './priceNodes.ts';

/** A node of a tree whose leaves are plans by index, listed depth first. */
export interface CurveNode {
  readonly id: string;
  readonly limits: Limits;
  readonly children: readonly CurveNode[];
  /** Index of the plan; -1 for groups. */
  readonly plan: number;
  /** For plans whose domain a marginal floor has cut: the floor as a slope of the plan's curve, and who set it. */
  readonly dropped?: { readonly slope: number; readonly by: Floor } | undefined;
}

/** A node whose limits have become bounds on the price of money inside it. */
export interface PriceFolded extends PricedNode {
  readonly children: readonly PriceFolded[];
  /** Plans below: first index and the index after the last. */
  readonly first: number;
  readonly end: number;
  /** Spends of those plans where the upper (lower) limit holds; used while the price is below (above) its slope. */
  readonly upperSpend: Float64Array | undefined;
  readonly lowerSpend: Float64Array | undefined;
}

/** Best spends of the plans below a node at a price of money, written to `spend`. */
export function respondTree(
  node: PriceFolded,
  price: number,
  envelopes: readonly Envelope[],
  spend: Float64Array,
): void {
  if (price < node.refusedSlope) spend.set(node.upperSpend!, node.first);
  else if (price > node.forcedSlope) spend.set(node.lowerSpend!, node.first);
  else if (node.plan >= 0) spend[node.plan] = respond(envelopes[node.plan]!, price);
  else for (const child of node.children) respondTree(child, price, envelopes, spend);
}
