import { exp, expm1, log1p } from '../../math/elementary.ts';
import { cumulativeRule, type CumulativeRule } from '../special/cumulativeRule.ts';
import {
  logitBeta,
  logitBetaShape,
  logitBetaValue,
  SERIES_REACH,
  type LogitBeta,
} from '../special/logitBeta.ts';

/** Posterior Beta(a, b) of one creative's rate. */
export interface BetaShape {
  readonly a: number;
  readonly b: number;
}

export interface BestOdds {
  /** P(this one has the highest rate), in input order; sums to 1. */
  readonly probabilityBest: readonly number[];
  /** E[highest rate - this rate], in input order [rate units, >= 0]: what promoting this one is expected to lose. */
  readonly expectedLoss: readonly number[];
}

/** How finely the integrals are cut. */
export interface Fineness {
  readonly rule: CumulativeRule;
  /** Width of a panel [local standard deviations]. */
  readonly width: number;
  /** ln of the density, relative to the peak, beyond which it is left out. */
  readonly negligible: number;
}

/** Widest panel in u: the density has poles at distance pi in the complex plane. */
const WIDEST = 1.5;

/** Errors about 1e-13. */
export const EXACT: Fineness = { rule: cumulativeRule(16), width: 2, negligible: -40 };
/** Errors about 1e-6, eight times faster: for simulations of many tests. */
export const QUICK: Fineness = { rule: cumulativeRule(8), width: 2, negligible: -20 };

/**
 * P(best) and expected loss of independent beta posteriors, exactly and without a seed.
 *
 * P_i = int f_i prod_{j != i} F_j and loss_i = int F_i (1 - prod_{j != i} F_j) dx, by Gauss-Legendre panels in
 * u = ln(x / (1 - x)); panels are as narrow as the narrowest posterior alive there, so that a billion impressions beside a
 * hundred are no harder than equals. Densities are normalised by the same rule. Errors are about 1e-13 for n up to 1e9.
 * Source: issue formulas of beta-binomial tests, e.g. Scott 2010 (probability matching); loss: Stucchio 2015.
 */
export function betaBest(shapes: readonly BetaShape[], fineness: Fineness = EXACT): BestOdds {
  const arms = shapes.map(({ a, b }) => logitBeta(a, b));
  const reference = arms.reduce((top, arm) => (arm.mean > top.mean ? arm : top));
  // u measured from the reference's centre; the differences of centres keep their digits.
  const centres = arms.map((arm) =>
    log1p((arm.a * reference.b - reference.a * arm.b) / (arm.b * reference.a)),
  );
  const edges = panelEdges(arms, centres, fineness);
  return integrate(arms, centres, reference, edges, fineness.rule);
}

/** Densities and tail masses of every arm at every node, `[arm * nodes + node]`. */
interface Grid {
  readonly count: number;
  readonly nodes: number;
  readonly density: Float64Array;
  readonly below: Float64Array;
  readonly above: Float64Array;
  /** Quadrature weights in u, and in the rate itself (times dx/du). */
  readonly weight: Float64Array;
  readonly rateWeight: Float64Array;
}

function integrate(
  arms: readonly LogitBeta[],
  centres: readonly number[],
  reference: LogitBeta,
  edges: readonly number[],
  rule: CumulativeRule,
): BestOdds {
  const size = rule.nodes.length;
  const nodes = (edges.length - 1) * size;
  const grid: Grid = {
    count: arms.length,
    nodes,
    density: new Float64Array(arms.length * nodes),
    below: new Float64Array(arms.length * nodes),
    above: new Float64Array(arms.length * nodes),
    weight: new Float64Array(nodes),
    rateWeight: new Float64Array(nodes),
  };
  // ln(1 + e^u) beyond the reference's centre, the part of ln f that all arms share.
  const shared = (u: number) => log1p(reference.mean * expm1(u));
  const centreShared = centres.map(shared);
  for (let at = 0; at < nodes; at++) {
    const panel = (at / size) | 0;
    const width = edges[panel + 1] - edges[panel];
    const u = edges[panel] + width * rule.nodes[at - panel * size];
    const common = shared(u);
    const x = logitBetaValue(reference, u);
    grid.weight[at] = width * rule.weights[at - panel * size];
    // 1 - x directly: near 1 the difference would lose its digits.
    grid.rateWeight[at] = (grid.weight[at] * x * reference.b) / (reference.b + reference.a * exp(u));
    for (let k = 0; k < arms.length; k++) {
      const { a, b } = arms[k];
      const d = u - centres[k];
      const shape =
        Math.abs(d) < SERIES_REACH
          ? logitBetaShape(arms[k], d)
          : a * d - (a + b) * (common - centreShared[k]);
      grid.density[k * nodes + at] = shape < -700 ? 0 : exp(shape);
    }
  }
  for (let k = 0; k < arms.length; k++) accumulate(grid, k * nodes, edges, rule);
  return combine(grid);
}

/** Fills P(X < node) and P(X > node) of one arm, each summed from its own tail, and normalises the density. */
function accumulate(grid: Grid, offset: number, edges: readonly number[], rule: CumulativeRule): void {
  const { density, below, above } = grid;
  const size = rule.nodes.length;
  const panels = edges.length - 1;
  const masses = new Float64Array(panels);
  for (let panel = 0; panel < panels; panel++) {
    const width = edges[panel + 1] - edges[panel];
    const start = offset + panel * size;
    let mass = 0;
    for (let i = 0; i < size; i++) mass += rule.weights[i] * density[start + i];
    masses[panel] = width * mass;
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let j = 0; j < size; j++) sum += rule.partial[i * size + j] * density[start + j];
      below[start + i] = width * sum;
    }
  }
  let total = 0;
  for (const mass of masses) total += mass;
  let right = 0;
  for (let panel = panels - 1; panel >= 0; panel--) {
    for (let at = offset + panel * size; at < offset + (panel + 1) * size; at++) {
      above[at] = Math.max(0, right + masses[panel] - below[at]) / total;
    }
    right += masses[panel];
  }
  let left = 0;
  for (let panel = 0; panel < panels; panel++) {
    for (let at = offset + panel * size; at < offset + (panel + 1) * size; at++) {
      below[at] = Math.max(0, left + below[at]) / total;
      density[at] /= total;
    }
    left += masses[panel];
  }
}

/** Sums P_i and loss_i. 1 - prod F is built from the upper tails alone (1 - (1-c)(1-s) = c + s - c s): no cancellation. */
function combine({ count, nodes, density, below, above, weight, rateWeight }: Grid): BestOdds {
  const probabilityBest = Array.from({ length: count }, () => 0);
  const expectedLoss = Array.from({ length: count }, () => 0);
  // Over the arms after k: product of F, and 1 minus it.
  const product = new Float64Array(count + 1).fill(1);
  const complement = new Float64Array(count + 1);
  for (let at = 0; at < nodes; at++) {
    for (let k = count - 1; k >= 0; k--) {
      product[k] = product[k + 1] * below[k * nodes + at];
      complement[k] = complement[k + 1] + above[k * nodes + at] * (1 - complement[k + 1]);
    }
    let productBefore = 1;
    let complementBefore = 0;
    for (let k = 0; k < count; k++) {
      const index = k * nodes + at;
      probabilityBest[k] += weight[at] * density[index] * productBefore * product[k + 1];
      const beaten = complementBefore + complement[k + 1] * (1 - complementBefore);
      expectedLoss[k] += rateWeight[at] * below[index] * beaten;
      productBefore *= below[index];
      complementBefore += above[index] * (1 - complementBefore);
    }
  }
  return { probabilityBest, expectedLoss };
}

/** Cuts the line where any posterior has mass into panels over which every posterior is smooth. */
function panelEdges(
  arms: readonly LogitBeta[],
  centres: readonly number[],
  { width, negligible }: Fineness,
): number[] {
  const spans = arms.map((arm, k) => ({
    low: centres[k] + reach(arm, -1, negligible),
    high: centres[k] + reach(arm, 1, negligible),
    arm,
    centre: centres[k],
  }));
  const end = Math.max(...spans.map((span) => span.high));
  let at = Math.min(...spans.map((span) => span.low));
  const edges = [at];
  while (at < end && edges.length < 4000) {
    let next = Math.min(end, at + WIDEST);
    for (const { low, high, arm, centre } of spans) {
      if (at >= high) continue;
      // Before an arm's mass begins: stop at its edge. Within: as wide as its density is smooth.
      next = Math.min(next, at < low ? low : at + width * smoothness(arm, at - centre));
    }
    at = next;
    edges.push(at);
  }
  return edges;
}

/** Local scale of the density: its standard deviation near the centre, its decay length in the tails. */
function smoothness(arm: LogitBeta, d: number): number {
  const n = arm.a + arm.b;
  const x = logitBetaValue(arm, d);
  return 1 / Math.max(Math.sqrt(n * x * (1 - x)), Math.abs(arm.a - n * x) / 4);
}

/** Distance from the centre at which the density has fallen to e^negligible of its peak. */
function reach(arm: LogitBeta, direction: 1 | -1, negligible: number): number {
  let far = arm.spread;
  while (logitBetaShape(arm, direction * far) > negligible) far *= 1.1;
  return direction * far;
}
