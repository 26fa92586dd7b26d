import { envelopeValue, respond, type Envelope } from './envelope.ts';
import { compensatedSum } from '../math/sum.ts';
import { foldPrices } from './foldPrices.ts';
import { LimitConflict, type Conflict } from './limits.ts';
import { priceNodes, type Objective, type Prices } from './priceNodes.ts';
import { respondTree, type CurveNode, type PriceFolded } from './priceTree.ts';

/** The optimum over envelopes: exact for concave curves, an upper bound for the others. */
export type Relaxation =
  | {
      readonly status: 'optimal';
      readonly spend: Float64Array;
      /** Objective, with the envelopes' values. */
      readonly bound: number;
      /** Multipliers and the dual bound they prove. */
      readonly prices: () => Prices;
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
    const prices = () => priceNodes(folded, envelopes.length, objective, conjugateOf(envelopes));
    return { status: 'optimal', spend, bound: compensatedSum(terms), prices };
  } catch (error) {
    if (error instanceof LimitConflict) return { status: 'infeasible', conflict: error.conflict };
    throw error;
  }
}

/** max over a plan's envelope of (weight * value - money * spend). */
function conjugateOf(envelopes: readonly Envelope[]) {
  return ({ plan }: PriceFolded, weight: number, money: number, terms: number[]): void => {
    const envelope = envelopes[plan]!;
    const best = respond(envelope, weight > 0 ? money / weight : Infinity);
    terms.push(weight * envelopeValue(envelope, best) - money * best);
  };
}
