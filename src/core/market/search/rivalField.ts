import { exp, log } from '../../math/elementary.ts';
import { logNormalCdf, normalCdf, normalPdf, normalReversedHazard } from '../../math/normal.ts';

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

/** In so many standard deviations below a field in which all take part, P(below) is known by its logarithm. */
const FAR = -8;

/** log of belowProbability; a number where that is none. */
export function logBelowProbability(field: RivalField, x: number): number {
  const z = x / field.sd;
  return field.activity === 1 && z < FAR ? logNormalCdf(z) : log(belowProbability(field, x));
}

/** d/dx of logBelowProbability. */
export function belowRate(field: RivalField, x: number): number {
  const z = x / field.sd;
  if (field.activity === 1 && z < FAR) return normalReversedHazard(z) / field.sd;
  return (field.activity * normalPdf(z)) / field.sd / belowProbability(field, x);
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
