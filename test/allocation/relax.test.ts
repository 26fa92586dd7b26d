import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { pointsCurve } from '../../src/core/allocation/curves/pointsCurve.ts';
import { envelopeOf } from '../../src/core/allocation/envelope.ts';
import type { TreeGroup, TreePlan } from '../../src/core/allocation/foldTree.ts';
import type { CurveNode } from '../../src/core/allocation/priceTree.ts';
import { relax } from '../../src/core/allocation/relax.ts';
import { solveTree } from '../../src/core/allocation/solveTree.ts';
import { trees } from './arbitraries.ts';

/** The same tree for the price fold: plans' spend limits become domains, marginal floors are left out. */
function curveTree(root: TreeGroup) {
  const plans: TreePlan[] = [];
  const visit = (node: TreeGroup | TreePlan): CurveNode => {
    const limits = { ...node.limits, minMarginalRoas: undefined };
    if (!('frontier' in node)) return { id: node.id, limits, children: node.children.map(visit), plan: -1 };
    return { id: node.id, limits, children: [], plan: plans.push(node) - 1 };
  };
  const tree = visit(root);
  const envelopes = plans.map(({ frontier: { cost, value } }) =>
    envelopeOf(pointsCurve({ spend: cost, value }), [{ from: cost[0]!, to: cost.at(-1)! }]),
  );
  return { tree, envelopes };
}

function withoutMarginalFloors<Node extends TreeGroup | TreePlan>(node: Node): Node {
  const limits = { ...node.limits, minMarginalRoas: undefined };
  if ('frontier' in node) return { ...node, limits };
  return { ...node, limits, children: node.children.map(withoutMarginalFloors) };
}

it('the price fold and the segment fold agree on every tree, bound included', () => {
  let solved = 0;
  fc.assert(
    fc.property(trees, fc.constantFrom(0, 1), (tree, moneyPrice) => {
      const objective = { valueWeight: 1, moneyPrice };
      const bySegments = solveTree(withoutMarginalFloors(tree), objective);
      const { tree: curves, envelopes } = curveTree(tree);
      const byPrices = relax(curves, envelopes, objective);
      expect(byPrices.status).toBe(bySegments.status);
      if (byPrices.status !== 'optimal' || bySegments.status !== 'optimal') return;
      solved++;
      const { value } = bySegments.certificate;
      const close = 1e-9 * Math.max(1, Math.abs(value));
      expect(Math.abs(byPrices.bound - value)).toBeLessThanOrEqual(close);
      expect(Math.abs(byPrices.prices().dualBound - value)).toBeLessThanOrEqual(close);
    }),
    { numRuns: 300, seed: 11 },
  );
  expect(solved).toBeGreaterThan(100);
});
