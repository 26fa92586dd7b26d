import { normalCdf, normalPdf } from '../../math/normal.ts';
import { cumulativeRule } from '../special/cumulativeRule.ts';
import type { BestOdds } from './betaBest.ts';

const RULE = cumulativeRule(16);
const FAR = 9;

/** P(best) and expected loss of independent normal posteriors, by the same panels as `betaBest`; largest is best. */
export function normalBest(means: readonly number[], deviations: readonly number[]): BestOdds {
  const edges = panelEdges(means, deviations);
  const count = means.length;
  const probabilityBest = Array.from({ length: count }, () => 0);
  const expectedLoss = Array.from({ length: count }, () => 0);
  for (let panel = 0; panel + 1 < edges.length; panel++) {
    const width = edges[panel + 1] - edges[panel];
    for (let i = 0; i < RULE.nodes.length; i++) {
      const x = edges[panel] + width * RULE.nodes[i];
      const weight = width * RULE.weights[i];
      const z = means.map((mean, k) => (x - mean) / deviations[k]);
      const below = z.map(normalCdf);
      for (let k = 0; k < count; k++) {
        const others = below.reduce((product, value, j) => (j === k ? product : product * value), 1);
        probabilityBest[k] += (weight * normalPdf(z[k]) * others) / deviations[k];
        expectedLoss[k] += weight * below[k] * (1 - others);
      }
    }
  }
  return { probabilityBest, expectedLoss };
}

function panelEdges(means: readonly number[], deviations: readonly number[]): number[] {
  const low = Math.min(...means.map((mean, k) => mean - FAR * deviations[k]));
  const high = Math.max(...means.map((mean, k) => mean + FAR * deviations[k]));
  const edges = [low];
  for (let at = low; at < high;) {
    let next = high;
    means.forEach((mean, k) => {
      const [from, to] = [mean - FAR * deviations[k], mean + FAR * deviations[k]];
      if (at < from) next = Math.min(next, from);
      else if (at < to) next = Math.min(next, at + 1.5 * deviations[k]);
    });
    at = next > at ? next : high;
    edges.push(at);
  }
  return edges;
}
