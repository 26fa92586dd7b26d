/**
 * Weights of top-two Thompson sampling (Russo 2016): with probability beta play a draw from P(best), else redraw until a
 * different arm comes: w_j = beta P_j + (1 - beta) sum_{i != j} P_i P_j / (1 - P_i). Sums to 1.
 *
 * Works on the probabilities of being best, so it is the same for metrics where small is good.
 */
export function topTwoWeights(probabilityBest: readonly number[], beta = 0.5): number[] {
  const certain = probabilityBest.findIndex((p) => p >= 1);
  if (certain >= 0 || probabilityBest.length === 1) {
    return probabilityBest.map((_, i) => (i === Math.max(0, certain) ? 1 : 0));
  }
  return probabilityBest.map((own, j) => {
    let second = 0;
    probabilityBest.forEach((leader, i) => {
      if (i !== j) second += (leader * own) / (1 - leader);
    });
    return beta * own + (1 - beta) * second;
  });
}

/**
 * The additive floor: p_i = f + (1 - K f) w_i. Keeps the sum at 1 and the order of the weights, without clipping, and
 * every creative keeps at least the share f, so that a starved one cannot win by a lucky day.
 */
export function withFloor(weights: readonly number[], floor: number): number[] {
  const spare = 1 - weights.length * floor;
  return weights.map((weight) => floor + spare * weight);
}
