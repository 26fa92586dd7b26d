import { log } from '../../math/elementary.ts';
import { confidenceSequence } from '../sequential/asymptoticSequence.ts';
import { errorSpendingBoundaries } from '../sequential/groupSequential.ts';
import { logMultinomialEvidence, nullConcentration } from '../sequential/multinomialEvidence.ts';
import { informationFractions, QUADRATIC_SPENDING, type Spending } from '../sequential/spending.ts';
import type { Dispersion } from './dispersion.ts';
import { leaderAt, pairEvidence, type CumulativeMetric } from './pairEvidence.ts';

/** One day's verdict on the leader against the creative it beats least. */
export interface Look {
  readonly day: number;
  readonly leader: number;
  readonly runnerUp: number;
  /** What is compared: z, or ln E for the multinomial rule. */
  readonly statistic: number;
  /** What it has to reach. */
  readonly bound: number;
  /** Information used, in [0, 1]; NaN for open-ended rules. */
  readonly information: number;
  readonly crossed: boolean;
}

/** Evidence for the leader over one other creative at a look, in the rule's own terms. */
export interface RuleContext {
  readonly totals: CumulativeMetric;
  readonly dispersions: readonly Dispersion[];
  readonly alpha: number;
}

/**
 * Error spending at the planned horizon: the leader wins when its z against EVERY other creative reaches the day's bound.
 * No correction for the number of creatives: all others must be beaten (intersection-union), whose worst case, two tied
 * leaders, is already at alpha (Berger 1982).
 */
export function spendingLooks(
  context: RuleContext,
  fractions: readonly number[],
  bounds: readonly number[],
): Look[] {
  return bounds.map((bound, d) => lookAt(context, d, bound, fractions[d]));
}

/** Information fractions and z-bounds of every day of a table under a plan of so many trials for all creatives together. */
export function spendingBounds(
  totals: CumulativeMetric,
  plannedTrials: number,
  alpha: number,
  spending: Spending = QUADRATIC_SPENDING,
): { fractions: readonly number[]; bounds: readonly number[] } {
  const fractions = informationFractions(totalTrials(totals), plannedTrials);
  return { fractions, bounds: errorSpendingBoundaries(fractions, alpha, spending).z };
}

/** The leader's z against the creative it beats least, held against one bound: a single look. */
export function lookAt(context: RuleContext, d: number, bound: number, information: number): Look {
  const leader = leaderAt(context.totals, d);
  const { runnerUp, statistic } = weakest(
    context,
    leader,
    (j) => pairEvidence(context.totals, leader, j, d, context.dispersions[d]).z,
  );
  return { day: d, leader, runnerUp, statistic, bound, information, crossed: statistic >= bound };
}

/** The other creative against which the evidence is least. */
function weakest(
  context: RuleContext,
  leader: number,
  evidence: (j: number) => number,
): { runnerUp: number; statistic: number } {
  let runnerUp = leader === 0 ? 1 : 0;
  let statistic = Infinity;
  for (let j = 0; j < context.totals.amount.length; j++) {
    if (j === leader) continue;
    const value = evidence(j);
    if (value < statistic) {
      statistic = value;
      runnerUp = j;
    }
  }
  return { runnerUp, statistic };
}

/** Anytime-valid: the confidence sequence of leader less other leaves out zero, for every other; no horizon, no burn-in. */
export function anytimeLooks(context: RuleContext, plannedPair: number): Look[] {
  return eachDay(context, (d) => {
    const leader = leaderAt(context.totals, d);
    // Of all pairs the one whose z exceeds its own bound least; bounds differ when traffic does.
    let bound = Infinity;
    const margin = (j: number) => {
      const { z, observations } = pairEvidence(context.totals, leader, j, d, context.dispersions[d]);
      const reach = sequenceBound(Math.max(1, observations), plannedPair, context.alpha);
      return z / reach;
    };
    const { runnerUp } = weakest(context, leader, margin);
    const { z, observations } = pairEvidence(context.totals, leader, runnerUp, d, context.dispersions[d]);
    bound = sequenceBound(Math.max(1, observations), plannedPair, context.alpha);
    return { day: d, leader, runnerUp, statistic: z, bound, information: NaN, crossed: z >= bound };
  });
}

/** How many standard errors the confidence sequence of a pair spans. */
export function sequenceBound(observations: number, planned: number, alpha: number): number {
  return confidenceSequence({ estimate: 0, standardError: 1, observations, planned, alpha }).multiplier;
}

/** Anytime-valid on successes alone: each pair's multinomial e-value reaches 1/alpha; day swings common to all cancel. */
export function multinomialLooks(context: RuleContext, concentration: number): Look[] {
  const bound = log(1 / context.alpha);
  return eachDay(context, (d) => {
    const leader = leaderAt(context.totals, d);
    const { amount, trials } = context.totals;
    const { runnerUp, statistic } = weakest(context, leader, (j) => {
      const both = trials[leader][d] + trials[j][d];
      if (both === 0 || trials[j][d] === 0) return 0;
      const shares = [trials[leader][d] / both, trials[j][d] / both];
      const counts = [amount[leader][d], amount[j][d]].map((count) => count / context.dispersions[d].factor);
      return logMultinomialEvidence(counts, shares, nullConcentration(shares, concentration));
    });
    return { day: d, leader, runnerUp, statistic, bound, information: NaN, crossed: statistic >= bound };
  });
}

function eachDay(context: RuleContext, look: (d: number) => Look): Look[] {
  return Array.from(context.totals.amount[0], (_, d) => look(d));
}

/** Trials of all creatives together up to each day. */
export function totalTrials(totals: CumulativeMetric): number[] {
  return Array.from(totals.trials[0], (_, d) => totals.trials.reduce((sum, series) => sum + series[d], 0));
}
