import type { Envelope } from './envelope.ts';
import { boundPrices } from './priceBounds.ts';
import type { CurveNode, PriceFolded } from './priceTree.ts';

/**
 * Folds a tree of concave envelopes bottom-up, exactly as `foldTree` does for segments: a node's best spend falls with
 * the price of money, so each of its limits is a lowest or highest price (`boundPrices`).
 *
 * @param envelopes one for each plan, in the tree's order
 * @throws LimitConflict
 */
export function foldPrices(root: CurveNode, envelopes: readonly Envelope[]): PriceFolded {
  const scratch = new Float64Array(envelopes.length);
  let plans = 0;
  const fold = (node: CurveNode): PriceFolded => {
    const first = plans;
    const children = node.children.map(fold);
    if (node.plan >= 0) plans++;
    const open: PriceFolded = {
      id: node.id,
      limits: node.limits,
      children,
      plan: node.plan,
      dropped: node.dropped,
      first,
      end: plans,
      refusedSlope: -Infinity,
      upperLimit: undefined,
      forcedSlope: Infinity,
      lowerLimit: undefined,
      upperSpend: undefined,
      lowerSpend: undefined,
    };
    return hasLimits(node.limits) ? { ...open, ...boundPrices(open, envelopes, scratch) } : open;
  };
  return fold(root);
}

const hasLimits = ({ maxSpend, minSpend, minAverageRoas, minValue }: CurveNode['limits']): boolean =>
  maxSpend !== undefined || minSpend !== undefined || minAverageRoas !== undefined || minValue !== undefined;
