import { exp, expm1, log1p } from '../../math/elementary.ts';
import { cumulativeRule, type CumulativeRule } from '../special/cumulativeRule.ts';
import { logitBeta, logitBetaShape, logitBetaValue, type LogitBeta } from '../special/logitBeta.ts';

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
  const centres = arms.map((arm) => log1p((arm.a * reference.b - reference.a * arm.b) / (arm.b * reference.a)));
  const edges = panelEdges(arms, centres, fineness);
  return integrate(arms, centres, reference, edges, fineness.rule);
}

function integrate(
  arms: readonly LogitBeta[],
  centres: readonly number[],
  reference: LogitBeta,
  edges: readonly number[],
  rule: CumulativeRule,
): BestOdds {
  const count = arms.length;
  const size = rule.nodes.length;
  const total = (edges.length - 1) * size;
  const density = new Float64Array(count * total);
  const below = new Float64Array(count * total);
  const above = new Float64Array(count * total);
  const weight = new Float64Array(total);
  const rateWeight = new Float64Array(total);
  for (let panel = 0; panel + 1 < edges.length; panel++) {
    const width = edges[panel + 1] - edges[panel];
    for (let i = 0; i < size; i++) {
      const at = panel * size + i;
      const u = edges[panel] + width * rule.nodes[i];
      const x = logitBetaValue(reference, u);
      weight[at] = width * rule.weights[i];
      rateWeight[at] = weight[at] * x * (reference.b / (reference.b + reference.a * exp(u)));
      for (let k = 0; k < count; k++) {
        const shape = logitBetaShape(arms[k], u - centres[k]);
        density[k * total + at] = shape < -700 ? 0 : exp(shape);
      }
    }
  }
  for (let k = 0; k < count; k++) accumulate(k * total, edges, rule, density, below, above);
  return combine(count, total, density, below, above, weight, rateWeight);
}

/** Fills P(X < node) and P(X > node) of one arm, each summed from its own tail, and normalises the density. */
function accumulate(
  offset: number,
  edges: readonly number[],
  rule: CumulativeRule,
  density: Float64Array,
  below: Float64Array,
  above: Float64Array,
): void {
  const size = rule.nodes.length;
  const panels = edges.length - 1;
  const masses = new Float64Array(panels);
  for (let panel = 0; panel < panels; panel++) {
    const width = edges[panel + 1] - edges[panel];
    const start = offset + panel * size;
    for (let i = 0; i < size; i++) masses[panel] += width * rule.weights[i] * density[start + i];
    for (let i = 0; i < size; i++) {
      let sum = 0;
      // The rule is symmetric: the integral from node i to the right end is the one to node size-1-i, mirrored.
      let mirrored = 0;
      for (let j = 0; j < size; j++) {
        sum += rule.partial[i * size + j] * density[start + j];
        mirrored += rule.partial[(size - 1 - i) * size + j] * density[start + size - 1 - j];
      }
      below[start + i] = width * sum;
      above[start + i] = width * mirrored;
    }
  }
  let mass = 0;
  for (const part of masses) mass += part;
  let left = 0;
  let right = 0;
  for (let panel = 0; panel < panels; panel++) {
    const back = panels - 1 - panel;
    for (let i = 0; i < size; i++) {
      const forward = offset + panel * size + i;
      const backward = offset + back * size + i;
      below[forward] = (left + Math.max(0, below[forward])) / mass;
      above[backward] = (right + Math.max(0, above[backward])) / mass;
      density[forward] /= mass;
    }
    left += masses[panel];
    right += masses[back];
  }
}

function combine(
  count: number,
  total: number,
  density: Float64Array,
  below: Float64Array,
  above: Float64Array,
  weight: Float64Array,
  rateWeight: Float64Array,
): BestOdds {
  const probabilityBest = Array.from({ length: count }, () => 0);
  const expectedLoss = Array.from({ length: count }, () => 0);
  const logBelow = new Float64Array(count);
  for (let at = 0; at < total; at++) {
    let sum = 0;
    for (let k = 0; k < count; k++) {
      const up = above[k * total + at];
      const down = below[k * total + at];
      // ln F from whichever tail is small, so that 1 - prod F keeps its digits where F is near 1.
      logBelow[k] = up < 0.5 ? log1p(-up) : down > 0 ? log1p(down - 1) : -Infinity;
      sum += logBelow[k];
    }
    for (let k = 0; k < count; k++) {
      const others = logBelow[k] === -Infinity ? othersOf(logBelow, k) : sum - logBelow[k];
      probabilityBest[k] += weight[at] * density[k * total + at] * exp(others);
      expectedLoss[k] -= rateWeight[at] * below[k * total + at] * expm1(others);
    }
  }
  return { probabilityBest, expectedLoss };
}

function othersOf(logBelow: Float64Array, left: number): number {
  let sum = 0;
  for (let k = 0; k < logBelow.length; k++) if (k !== left) sum += logBelow[k];
  return sum;
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
    let next = end;
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
