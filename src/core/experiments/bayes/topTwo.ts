/**
 * Weights of top-two Thompson sampling (Russo 2016): with probability beta play a draw from P(best), else redraw until a
 * different arm comes: w_j = beta P_j + (1 - beta) sum_{i != j} P_i P_j / (1 - P_i). Sums to 1.
 *
 * Works on the probabilities of being best, so it is the same for metrics where small is good.
 */
export function topTwoWeights(probabilityBest: readonly number[], beta = 0.5): number[] {
  if (probabilityBest.filter((p) => p > 0).length < 2) return probabilityBest.map((p) => (p > 0 ? 1 : 0));
  return probabilityBest.map((own, j) => {
    let second = 0;
    probabilityBest.forEach((leader, i) => {
      // 1 - P_i as the sum of the others: next to a leader of 1 - 1e-16 the difference would be noise.
      const others = probabilityBest.reduce((sum, p, k) => (k === i ? sum : sum + p), 0);
      if (i !== j && others > 0) second += (leader * own) / others;
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
