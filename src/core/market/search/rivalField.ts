import { exp, log } from '../../math/elementary.ts';
import { normalCdf, normalPdf } from '../../math/normal.ts';

/**
 * Scores of the rivals of one keyword in units of their median: each of `count` rivals takes part with probability
 * `activity` and then has ln score ~ N(0, sd^2). All quantities are dimensionless.
 */
export interface RivalField {
  readonly count: number;
  readonly activity: number;
  readonly sd: number;
  /** Least score shown, in medians. */
  readonly reserve: number;
}

/** P(a given rival is absent or scores below e^x). */
export function belowProbability(field: RivalField, x: number): number {
  // Not 1 - activity x P(above): that cancels to 0 where the reserve lies far below a field in which all take part.
  return 1 - field.activity + field.activity * normalCdf(x / field.sd);
}

/** d/dx of belowProbability. */
export function belowDensity(field: RivalField, x: number): number {
  return (field.activity * normalPdf(x / field.sd)) / field.sd;
}

/**
 * The score above which `rank - 1` rivals are expected, in medians: bids that aim there.
 * Solved by bisection on x; returns the reserve where fewer rivals take part at all.
 */
export function scoreOfRank(field: RivalField, rank: number): number {
  const low = log(field.reserve);
  let a = low;
  let b = 6 * field.sd;
  const above = (x: number): number => field.count * field.activity * normalCdf(-x / field.sd);
  if (above(low) <= rank - 1) return field.reserve;
  for (let i = 0; i < 60; i++) {
    const middle = (a + b) / 2;
    if (above(middle) > rank - 1) a = middle;
    else b = middle;
  }
  return exp(a);
}
