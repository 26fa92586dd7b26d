import { exp } from '../../math/elementary.ts';
import { normalCdf, normalPdf, normalReversedHazard } from '../../math/normal.ts';
import { normalQuantile } from '../../math/normalQuantile.ts';

/** Law of one bidder's log score: absent (below everything) or normal. */
export interface ScoreLaw {
  readonly mean: number;
  readonly sd: number;
  /** Probability of taking part. */
  readonly activity: number;
}

/** P(absent or log score <= x). */
export function scoreCdf({ mean, sd, activity }: ScoreLaw, x: number): number {
  return 1 - activity + activity * normalCdf((x - mean) / sd);
}

/** P(takes part with a log score > x), accurate where it is small. */
export function scoreTail({ mean, sd, activity }: ScoreLaw, x: number): number {
  return activity * normalCdf((mean - x) / sd);
}

/** The log score with this tail beyond it; -Infinity where the tail is all that takes part. */
export function scoreAtTail({ mean, sd, activity }: ScoreLaw, tail: number): number {
  return tail < activity ? mean - sd * normalQuantile(tail / activity) : -Infinity;
}

/** d/dx log P(absent or log score <= x): the rate of the bidder's points in the Poisson embedding. */
export function scoreRate({ mean, sd, activity }: ScoreLaw, x: number): number {
  const z = (x - mean) / sd;
  if (activity === 1) return normalReversedHazard(z) / sd;
  return (activity * normalPdf(z)) / (sd * (1 - activity + activity * normalCdf(z)));
}

/** The log score at level p in (0, 1) of the distribution function; -Infinity where the bidder is absent. */
export function scoreQuantile({ mean, sd, activity }: ScoreLaw, p: number): number {
  const present = (p - (1 - activity)) / activity;
  return present > 0 ? mean + sd * normalQuantile(present) : -Infinity;
}

/**
 * A bound of `scoreRate` over [from, to], given its values there: it rises to one peak at most and then falls, so the
 * lesser of the two values bounds it from below.
 */
export function rateBound(law: ScoreLaw, from: number, to: number, first: number, last: number): number {
  const high = Math.max(first, last);
  // Who always takes part has a falling rate. Else the peak is where d log(rate)/dz = -z - rate sd changes sign.
  if (law.activity === 1) return high;
  const rise = (law.mean - from) / law.sd - first * law.sd;
  const decline = (law.mean - to) / law.sd - last * law.sd;
  if (!(rise > 0 && decline < 0)) return high;
  const steepest = high * exp((Math.max(rise, -decline) * (to - from)) / law.sd);
  // Over a wide interval: taking part always would only raise the rate, and that falls.
  return Math.min(steepest, normalReversedHazard((from - law.mean) / law.sd) / law.sd);
}
