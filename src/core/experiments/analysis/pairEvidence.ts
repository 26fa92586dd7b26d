import { normalQuantile } from '../../math/normalQuantile.ts';
import { studentUpper } from '../special/studentT.ts';
import type { Dispersion } from './dispersion.ts';
import type { MetricSeries } from './metric.ts';

/** Evidence that one creative is better than another, from totals up to a day. */
export interface PairEvidence {
  /** rate_i - rate_j. */
  readonly difference: number;
  readonly standardError: number;
  /** z with the noise as estimated; on estimated noise the z that has the same tail as Student's t. */
  readonly z: number;
  /** Trials of both. */
  readonly observations: number;
}

/** Prefix sums of a metric and the noise at each day; what the decision rules look at. */
export interface CumulativeMetric {
  readonly series: MetricSeries;
  readonly amount: readonly Float64Array[];
  readonly trials: readonly Float64Array[];
}

/** Evidence for i over j on days 0 .. d. Rates: binomial noise times the dispersion. Values: noise from the days themselves. */
export function pairEvidence(
  totals: CumulativeMetric,
  i: number,
  j: number,
  d: number,
  dispersion: Dispersion,
): PairEvidence {
  const [ni, nj] = [totals.trials[i][d], totals.trials[j][d]];
  if (ni === 0 || nj === 0) return { difference: 0, standardError: Infinity, z: 0, observations: ni + nj };
  const [ri, rj] = [totals.amount[i][d] / ni, totals.amount[j][d] / nj];
  const difference = ri - rj;
  const rate = totals.series.kind === 'rate';
  const variance = rate
    ? ((ri * (1 - ri)) / ni + (rj * (1 - rj)) / nj) * dispersion.factor
    : dayVariance(totals, i, j, d, ri, rj);
  const standardError = Math.sqrt(variance);
  if (!(standardError > 0)) return { difference, standardError, z: 0, observations: ni + nj };
  const degrees = rate ? dispersion.degreesOfFreedom : d;
  return {
    difference,
    standardError,
    z: normalEquivalent(difference / standardError, degrees),
    observations: ni + nj,
  };
}

/** Delta-method variance of a difference of ratios, days as units, paired by day so that shared swings cancel. */
function dayVariance(
  totals: CumulativeMetric,
  i: number,
  j: number,
  last: number,
  ri: number,
  rj: number,
): number {
  const { amount, trials } = totals.series;
  const [ni, nj] = [totals.trials[i][last], totals.trials[j][last]];
  let squares = 0;
  for (let d = 0; d <= last; d++) {
    const residual = (amount[i][d] - ri * trials[i][d]) / ni - (amount[j][d] - rj * trials[j][d]) / nj;
    squares += residual * residual;
  }
  return last > 0 ? (squares * (last + 1)) / last : Infinity;
}

/** The z with the same tail probability as this t. */
function normalEquivalent(t: number, degreesOfFreedom: number): number {
  if (degreesOfFreedom === Infinity || t === 0) return t;
  if (degreesOfFreedom < 1) return 0;
  const upper = studentUpper(Math.abs(t), degreesOfFreedom);
  return Math.sign(t) * -normalQuantile(Math.max(upper, 1e-300));
}

/** The creative with the highest rate on days 0 .. d; the first of equals. */
export function leaderAt(totals: CumulativeMetric, d: number): number {
  let leader = 0;
  let best = -Infinity;
  for (let i = 0; i < totals.amount.length; i++) {
    const rate = totals.trials[i][d] > 0 ? totals.amount[i][d] / totals.trials[i][d] : -Infinity;
    if (rate > best) {
      best = rate;
      leader = i;
    }
  }
  return leader;
}
