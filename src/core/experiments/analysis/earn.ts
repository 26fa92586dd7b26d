import { betaBest, EXACT, type BestOdds, type Fineness } from '../bayes/betaBest.ts';
import { normalBest } from '../bayes/normalBest.ts';
import { topTwoWeights, withFloor } from '../bayes/topTwo.ts';
import { creativeSpread } from '../shrinkage/empiricalBayes.ts';
import type { Dispersion } from './dispersion.ts';
import type { CumulativeMetric } from './pairEvidence.ts';
import type { Look } from './rules.ts';

export interface EarnOptions {
  readonly priorCv: number;
  /** Stop when the best choice is expected to lose less than this share of its rate. */
  readonly lossTolerance: number;
  /** How finely the integrals are cut; exact unless many tests are simulated. */
  readonly fineness?: Fineness;
}

export interface EarnState extends BestOdds {
  /** The creative with the least expected loss. */
  readonly choice: number;
  /** Expected loss of the choice over its rate. */
  readonly relativeLoss: number;
}

/**
 * What is known on day d: exact P(best) and expected loss. Rates: the empirical-Bayes beta posteriors (over-dispersed
 * counts discounted). Values: normal posteriors with the day-to-day noise.
 */
export function earnState(
  totals: CumulativeMetric,
  d: number,
  dispersion: Dispersion,
  options: EarnOptions,
): EarnState {
  const odds =
    totals.series.kind === 'rate' ? rateOdds(totals, d, dispersion, options) : valueOdds(totals, d);
  let choice = 0;
  odds.expectedLoss.forEach((loss, i) => {
    if (loss < odds.expectedLoss[choice]) choice = i;
  });
  const rate = totals.amount[choice][d] / totals.trials[choice][d];
  return { ...odds, choice, relativeLoss: rate > 0 ? odds.expectedLoss[choice] / rate : Infinity };
}

function rateOdds(
  totals: CumulativeMetric,
  d: number,
  dispersion: Dispersion,
  options: EarnOptions,
): BestOdds {
  const arms = totals.amount.map((amount, i) => ({ successes: amount[d], n: totals.trials[i][d] }));
  if (arms.every((arm) => arm.successes === 0)) return undecided(arms.length);
  const spread = creativeSpread(arms, options.priorCv, dispersion.factor);
  const strength = 1 / spread.cvSquared;
  return betaBest(
    arms.map(({ successes, n }) => ({
      a: successes / dispersion.factor + strength,
      b: (n - successes) / dispersion.factor + (strength * (1 - spread.pooled)) / spread.pooled,
    })),
    options.fineness ?? EXACT,
  );
}

function valueOdds(totals: CumulativeMetric, d: number): BestOdds {
  const { amount, trials } = totals.series;
  const means = totals.amount.map((series, i) => series[d] / totals.trials[i][d]);
  const deviations = amount.map((series, i) => {
    let squares = 0;
    for (let day = 0; day <= d; day++) squares += (series[day] - means[i] * trials[i][day]) ** 2;
    return d > 0 ? Math.sqrt((squares * (d + 1)) / d) / totals.trials[i][d] : Infinity;
  });
  const usable = deviations.every((value) => value > 0 && value < Infinity) && means.every(Number.isFinite);
  return usable ? normalBest(means, deviations) : undecided(means.length);
}

function undecided(count: number): BestOdds {
  return {
    probabilityBest: Array.from({ length: count }, () => 1 / count),
    expectedLoss: Array.from({ length: count }, () => Infinity),
  };
}

/** Looks of the "earn" rule: relative expected loss of the choice against the tolerance (crossed when below). */
export function earnLooks(
  totals: CumulativeMetric,
  dispersions: readonly Dispersion[],
  options: EarnOptions,
): { looks: Look[]; last: EarnState } {
  const states = Array.from(totals.amount[0], (_, d) => earnState(totals, d, dispersions[d], options));
  const looks = states.map((state, day) => ({
    day,
    leader: state.choice,
    runnerUp: runnerUpOf(state),
    statistic: state.relativeLoss,
    bound: options.lossTolerance,
    information: NaN,
    crossed: state.relativeLoss < options.lossTolerance,
  }));
  return { looks, last: states[states.length - 1] };
}

function runnerUpOf({ probabilityBest, choice }: EarnState): number {
  let second = choice === 0 ? 1 : 0;
  probabilityBest.forEach((p, i) => {
    if (i !== choice && p > probabilityBest[second]) second = i;
  });
  return second;
}

/** Shares for the next day: top-two Thompson with the additive floor. */
export function nextShares(odds: BestOdds, floor: number): number[] {
  return withFloor(topTwoWeights(odds.probabilityBest), floor);
}
