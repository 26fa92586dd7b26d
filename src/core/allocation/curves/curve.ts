import type { HillParameters } from './hill.ts';

/** How a curve bends over a stretch of spend. */
export type Shape = 'line' | 'convex' | 'concave';

/** A stretch of spend over which a curve has one shape. */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly shape: Shape;
  /** Of a `line`: the most by which the curve may exceed the chord, if it is not one [value]. */
  readonly lift?: number;
}

/** A curve's second derivative, monotone between its turns. */
export interface Bend {
  /** Second derivative at a spend [value/money^2]. */
  readonly at: (spend: number) => number;
  /** Spends at which it turns. */
  readonly turns: readonly number[];
}

/**
 * What a plan earns as a function of its spend, with its analytic derivative.
 * `value` does not fall below `spend` 0 only for curves of responses; points may fall.
 */
export interface Curve {
  /** Value earned at a spend [money] >= 0. */
  readonly value: (spend: number) => number;
  /** Derivative of `value` [value per money], from the right at a kink. */
  readonly slope: (spend: number) => number;
  /**
   * Spend in the concave part that holds `inside` (the last one by default) at which the derivative has fallen to
   * `slope`; the start of that part if it is lower everywhere. Defined for curves with a concave part.
   */
  readonly spendAtSlope: (slope: number, inside?: number) => number;
  /** The stretch [from, to] cut into parts of one shape, ascending. */
  readonly parts: (from: number, to: number) => readonly Part[];
  /** Widest stretch around a spend on which the curve is concave; the spend alone inside a convex part. */
  readonly concaveAround: (spend: number) => { readonly from: number; readonly to: number };
  /** Spend beyond which nothing worth mentioning is earned (12 digits of the curve's ceiling) [money]. */
  readonly saturation: number;
  /** Set by Hill curves: lets many of them be solved together (`allocateHill`). */
  readonly hill?: HillParameters;
  /** Set by smooth curves: what proves the shape of their sums (`shapesOf`). */
  readonly bend?: Bend;
}

/** Parts of a smooth curve that is convex up to `inflection` and concave after it. */
export function sigmoidParts(inflection: number, from: number, to: number): Part[] {
  if (from >= inflection) return [{ from, to, shape: 'concave' }];
  if (to <= inflection) return [{ from, to, shape: 'convex' }];
  return [
    { from, to: inflection, shape: 'convex' },
    { from: inflection, to, shape: 'concave' },
  ];
}

/** Widest stretch around a spend on which such a curve is concave. */
export function sigmoidAround(inflection: number, spend: number): { from: number; to: number } {
  return spend >= inflection ? { from: Math.max(0, inflection), to: Infinity } : { from: spend, to: spend };
}
