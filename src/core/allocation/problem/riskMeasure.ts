import { compensatedSum } from '../../math/sum.ts';

/**
 * Weights of cases, summing to 1, whose weighted mean is the mean of the worst `level` of them (conditional value at
 * risk): 1 / (level * count) on the lowest outcomes, the rest of 1 on the next.
 * Source: Rockafellar and Uryasev 2000, Journal of Risk 2:21.
 */
export function worstWeights(outcomes: ArrayLike<number>, level: number): Float64Array {
  const order = Array.from(outcomes, (_, s) => s).sort((a, b) => outcomes[a]! - outcomes[b]!);
  const weights = new Float64Array(order.length);
  const most = 1 / (level * order.length);
  let left = 1;
  for (const s of order) {
    weights[s] = Math.min(most, left);
    left = Math.max(0, left - most);
  }
  return weights;
}

/** Mean of the worst `level` of the outcomes; the mean of all at level 1. */
export function cvarOf(outcomes: ArrayLike<number>, level: number): number {
  return compensatedSum(worstWeights(outcomes, level).map((weight, s) => weight * outcomes[s]!));
}

/** Position, among the outcomes sorted from the lowest, of the least outcome that at least `level` of them do not exceed. */
export function quantileRank(count: number, level: number): number {
  return Math.max(0, Math.ceil(level * count * (1 - 1e-12)) - 1);
}

/** The outcome at `quantileRank`. */
export function quantileOf(outcomes: ArrayLike<number>, level: number): number {
  return Float64Array.from(outcomes).sort()[quantileRank(outcomes.length, level)]!;
}
