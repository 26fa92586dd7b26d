import { normalCdf, normalPdf } from '../math/normal.ts';
import { expm1 } from '../math/elementary.ts';
import { billedEvents, mixWholeDay, type DayMix } from './dayMix.ts';

/** Mean and variance of a random amount. */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/**
 * Mean and variance of min(C, cap), C normal with mean m and standard deviation s: with d = (m - cap) / s,
 * E = m - [s phi(d) + (m - cap) Phi(d)].
 * Left of 0 a normal C has mass where no day has cost; the caller keeps to 0 <= mean.
 */
export function cappedNormal({ mean, variance }: Moments, cap: number): Moments {
  const sd = Math.sqrt(variance);
  if (!(sd > 0) || cap === Infinity)
    return { mean: Math.min(mean, cap), variance: cap < mean ? 0 : variance };
  // Of Y = min(Z, a), Z standard normal: digits are kept however far the cap lies.
  const a = (cap - mean) / sd;
  const above = normalCdf(-a);
  const loss = normalPdf(a) - a * above;
  const square = normalCdf(a) - a * normalPdf(a) + a * a * above;
  return {
    mean: Math.max(0, mean - sd * loss),
    variance: variance * Math.max(0, square - loss * loss),
  };
}

/**
 * Variance of a plan's cost on a day that nothing ends [currency^2]: each cell's events are Poisson around an expectation that the
 * day's demand multiplies (log-normal, mean 1), and each event has a price of its own:
 * Var = n (Var p + p^2) + C^2 (e^(s^2) - 1), with C = n p.
 */
export function costVariance(
  mix: DayMix,
  cells: number,
  bills: 'click' | 'impression',
  demandNoise: number,
): number {
  const demand = expm1(demandNoise * demandNoise);
  let variance = 0;
  for (let cell = 0; cell < cells; cell++) {
    const day = mixWholeDay(mix, cell, bills);
    const events = billedEvents(day, bills);
    if (!(events > 0)) continue;
    const price = day.cost / events;
    variance += events * (day.priceVariance + price * price) + day.cost * day.cost * demand;
  }
  return variance;
}
