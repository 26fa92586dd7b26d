import type { MetricSeries } from './metric.ts';

export interface Dispersion {
  /** Variance of daily counts over binomial variance, at least 1. */
  readonly factor: number;
  /** Degrees of freedom of the estimate; Infinity when the factor is known (correction off). */
  readonly degreesOfFreedom: number;
}

/** Counts are what the binomial law says. */
export const NO_DISPERSION: Dispersion = { factor: 1, degreesOfFreedom: Infinity };

/**
 * How much more daily counts scatter than a binomial law allows, after what all creatives share that day (weekday, season,
 * position) and what a creative has on all days is taken out: Pearson chi-square of the additive day x creative table over
 * (days - 1)(creatives - 1). Clicks come in bursts of users and placements, so that plain intervals lie.
 * Uses days 0 .. `last`. Source: McCullagh & Nelder 1989, section 4.5 (quasi-likelihood).
 */
export function dayDispersion(series: MetricSeries, last: number): Dispersion {
  const { amount, trials } = series;
  const arms = amount.length;
  const days = last + 1;
  const dayRate = new Float64Array(days);
  let active = 0;
  for (let d = 0; d < days; d++) {
    let successes = 0;
    let total = 0;
    for (let i = 0; i < arms; i++) {
      successes += amount[i][d];
      total += trials[i][d];
    }
    dayRate[d] = total > 0 ? successes / total : 0;
    if (successes > 0) active++;
  }
  let statistic = 0;
  for (let i = 0; i < arms; i++) {
    let observed = 0;
    let expected = 0;
    for (let d = 0; d < days; d++) {
      observed += amount[i][d];
      expected += trials[i][d] * dayRate[d];
    }
    const ratio = expected > 0 ? observed / expected : 0;
    for (let d = 0; d < days; d++) {
      const fitted = trials[i][d] * dayRate[d] * ratio;
      if (fitted > 0)
        statistic += (amount[i][d] - fitted) ** 2 / (fitted * (1 - Math.min(0.999, dayRate[d])));
    }
  }
  const degreesOfFreedom = (active - 1) * (arms - 1);
  if (degreesOfFreedom < 1) return { factor: 1, degreesOfFreedom: 0 };
  return { factor: Math.max(1, statistic / degreesOfFreedom), degreesOfFreedom };
}
