import { exp, log } from '../../math/elementary.ts';
import { normalPdf } from '../../math/normal.ts';
import { normalQuantile } from '../../math/normalQuantile.ts';
import { gaussLegendre } from '../../math/quadrature.ts';
import { normalUpper } from '../special/normalUpper.ts';
import { alphaSpent, type Spending } from './spending.ts';

const RULE = gaussLegendre(8);
/** Width of a panel [standard deviations of a step]. */
const WIDTH = 1.8;
/** Beyond this many standard deviations a normal density is left out. */
const FAR = 7.5;
/** Looks closer together than this fraction of the plan are pooled with the next one (their bound is infinite). */
const SMALLEST_STEP = 1e-5;

export interface Boundaries {
  /** z-value to cross at each look; Infinity where nothing may be spent yet. */
  readonly z: readonly number[];
  /** Two-sided (or one-sided) tail of each bound: the level at which a naive test at this look has to be made. */
  readonly nominalAlpha: readonly number[];
  /** Cumulative error spent up to and including each look. */
  readonly spent: readonly number[];
}

/**
 * Exact error-spending boundaries at information fractions 0 < t_1 < ... <= 1.
 *
 * b_k solves P(no crossing before, |B(t_k)| > b_k sqrt t_k) = spent_k - spent_{k-1} for Brownian motion B: the surviving
 * density is carried from look to look by convolution with the normal density of the step (Armitage, McPherson & Rowe 1969)
 * on composite Gauss-Legendre panels no wider than 1.8 standard deviations of the steps beside them; error about 1e-9.
 */
export function errorSpendingBoundaries(
  fractions: readonly number[],
  alpha: number,
  spending: Spending,
  sides: 1 | 2 = 2,
): Boundaries {
  const z: number[] = [];
  const spent: number[] = [];
  const walk = new SurvivingWalk(sides);
  let used = 0;
  fractions.forEach((t, look) => {
    const budget = alphaSpent(spending, alpha, t, sides);
    const following = fractions.slice(look + 1).find((next) => next - t >= SMALLEST_STEP) ?? t;
    const bound = t - walk.time < SMALLEST_STEP ? Infinity : walk.advance(t, budget - used, following - t);
    if (bound < Infinity) used = budget;
    z.push(bound);
    spent.push(used);
  });
  return { z, nominalAlpha: z.map((bound) => sides * normalUpper(bound)), spent };
}

/** The density of B at the last look on the paths that have not crossed; |B| when both sides may be crossed. */
class SurvivingWalk {
  time = 0;
  private readonly folded: boolean;
  private nodes: Float64Array = Float64Array.of(0);
  private masses: Float64Array = Float64Array.of(1);
  private lastStep = Infinity;

  constructor(sides: 1 | 2) {
    this.folded = sides === 2;
  }

  /** Moves to `time`, spends `probability` there, and returns the z-bound. */
  advance(time: number, probability: number, nextStep: number): number {
    const step = Math.sqrt(time - this.time);
    const critical = probability > 0 ? this.solve(step, time, probability) : FAR * Math.sqrt(time);
    this.carry(
      step,
      time,
      critical,
      Math.min(step, this.lastStep, nextStep > 0 ? Math.sqrt(nextStep) : step),
    );
    this.lastStep = step;
    this.time = time;
    return probability > 0 ? critical / Math.sqrt(time) : Infinity;
  }

  /** P(cross `critical` at this look). */
  private crossing(critical: number, step: number): number {
    let sum = 0;
    for (let j = 0; j < this.nodes.length; j++) {
      let above = normalUpper((critical - this.nodes[j]) / step);
      if (this.folded) above += normalUpper((critical + this.nodes[j]) / step);
      sum += this.masses[j] * above;
    }
    return sum;
  }

  /** Density of this look's value at x on surviving paths. */
  private density(x: number, step: number): number {
    const { nodes, masses } = this;
    let sum = 0;
    for (let j = this.firstFrom(x - FAR * step); j < nodes.length && nodes[j] < x + FAR * step; j++) {
      const near = (x - nodes[j]) / step;
      sum += masses[j] * exp((-near * near) / 2);
    }
    if (this.folded) {
      for (let j = 0; j < nodes.length && nodes[j] < FAR * step - x; j++) {
        const far = (x + nodes[j]) / step;
        sum += masses[j] * exp((-far * far) / 2);
      }
    }
    return (sum * normalPdf(0)) / step;
  }

  /** Index of the first node at or above `value`; nodes ascend. */
  private firstFrom(value: number): number {
    let low = 0;
    let high = this.nodes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.nodes[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Newton on the logarithm of the crossing probability, kept between brackets. */
  private solve(step: number, time: number, probability: number): number {
    let low = this.folded ? 0 : -FAR * Math.sqrt(time);
    let high = 40 * Math.sqrt(time);
    let critical = Math.min(high, -normalQuantile(Math.min(0.5, probability)) * Math.sqrt(time));
    for (let i = 0; i < 100; i++) {
      const crossed = this.crossing(critical, step);
      if (crossed > probability) low = critical;
      else high = critical;
      const move =
        crossed > 0 ? ((log(crossed) - log(probability)) * crossed) / this.density(critical, step) : NaN;
      const next = critical + move;
      if (Math.abs(move) < 1e-13 * Math.sqrt(time)) return next;
      critical = next > low && next < high ? next : (low + high) / 2;
      if (high - low < 1e-14 * Math.sqrt(time)) return critical;
    }
    return critical;
  }

  private carry(step: number, time: number, critical: number, scale: number): void {
    const low = this.folded ? 0 : -FAR * Math.sqrt(time);
    const high = Math.min(critical, FAR * Math.sqrt(time));
    const panels = Math.max(1, Math.ceil((high - low) / (WIDTH * scale)));
    const width = (high - low) / panels;
    const nodes = new Float64Array(panels * RULE.nodes.length);
    const masses = new Float64Array(nodes.length);
    for (let at = 0; at < nodes.length; at++) {
      const i = at % RULE.nodes.length;
      const panel = (at - i) / RULE.nodes.length;
      nodes[at] = low + width * (panel + (1 + RULE.nodes[i]) / 2);
      masses[at] = ((RULE.weights[i] * width) / 2) * this.density(nodes[at], step);
    }
    this.nodes = nodes;
    this.masses = masses;
  }
}
