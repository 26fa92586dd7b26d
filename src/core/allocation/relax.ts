import { envelopeValue, type Envelope } from './envelope.ts';
import { exactSum } from './exactSum.ts';
import { foldPrices } from './foldPrices.ts';
import { LimitConflict, type Conflict } from './limits.ts';
import type { Objective } from './priceNodes.ts';
import { respondTree, type CurveNode, type PriceFolded } from './priceTree.ts';

/** The optimum over envelopes: exact for concave curves, an upper bound for the others. */
export type Relaxation =
  | {
      readonly status: 'optimal';
      readonly spend: Float64Array;
      /** Objective, with the envelopes' values. */
      readonly bound: number;
      readonly folded: PriceFolded;
    }
  | { readonly status: 'infeasible'; readonly conflict: Conflict };

/** Maximises valueWeight * sum of envelopes - moneyPrice * sum of spend within the limits of a tree. */
export function relax(tree: CurveNode, envelopes: readonly Envelope[], objective: Objective): Relaxation {
  const { valueWeight, moneyPrice } = objective;
  try {
    const folded = foldPrices(tree, envelopes);
    const spend = new Float64Array(envelopes.length);
    respondTree(folded, valueWeight === 0 ? Infinity : moneyPrice / valueWeight, envelopes, spend);
    const terms = spend.map((x, i) => valueWeight * envelopeValue(envelopes[i]!, x) - moneyPrice * x);
    return { status: 'optimal', spend, bound: exactSum(terms), folded };
  } catch (error) {
    if (error instanceof LimitConflict) return { status: 'infeasible', conflict: error.conflict };
    throw error;
  }
}
