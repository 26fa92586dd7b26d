import { InputError, type Issue } from '../../issues/issue.ts';
import { exp, expm1, log, log1p } from '../../math/elementary.ts';
import type { MechanismId } from '../../scenario/resolved.ts';
import { clickPrice, externality } from './clickPrice.ts';
import { rangeIssues, wholeIssues } from './issues.ts';
import { scoreAtTail, scoreTail, type ScoreLaw } from './scoreLaw.ts';

/** One bidder against rivals whose scores are independent and alike: log-normal, each present with a probability. */
export interface FocalMarket {
  /** [currency/click] */
  readonly bid: number;
  readonly quality: number;
  /** Standard deviation of the own log score; 0 for none. */
  readonly noiseSd: number;
  readonly clickThroughRate: number;
  /** Spend at which the bidder leaves [currency]; Infinity for none. */
  readonly budget: number;
  readonly rivals: number;
  /** Median score of a present rival [currency x quality], and standard deviation of its logarithm, noise included. */
  readonly rivalMedian: number;
  readonly rivalSd: number;
  /** Probability that a rival takes part. */
  readonly rivalActivity: number;
  readonly positionEffects: Float64Array;
  readonly reserve: number;
  readonly tick: number;
  /** How clicks are priced; default `gsp`. */
  readonly mechanism?: MechanismId;
}

/** What the bidder got. */
export interface FocalOutcome {
  /** By slot. */
  readonly impressions: Float64Array;
  readonly clicks: Float64Array;
  /** [currency] */
  readonly spend: number;
  readonly auctionsInBudget: number;
}

/** A focal market in log scores, counted from the rivals' median: ratios of amounts, so the unit of money is gone. */
export interface FocalLaws {
  readonly own: { readonly mean: number; readonly sd: number };
  readonly rival: ScoreLaw;
  /** -Infinity without one. */
  readonly reserve: number;
}

const fields = [
  { name: 'bid', most: Number.MAX_VALUE, positive: true },
  { name: 'quality', most: Number.MAX_VALUE, positive: true },
  { name: 'noiseSd', most: 10, positive: false },
  { name: 'clickThroughRate', most: 1, positive: false },
  { name: 'budget', most: Infinity, positive: false },
  { name: 'rivals', most: 1e6, positive: false },
  { name: 'rivalMedian', most: Number.MAX_VALUE, positive: true },
  { name: 'rivalSd', most: 10, positive: true },
  { name: 'rivalActivity', most: 1, positive: false },
  { name: 'reserve', most: Number.MAX_VALUE, positive: false },
  { name: 'tick', most: Number.MAX_VALUE, positive: false },
] as const;

/**
 * Checks a market and puts it in logarithms.
 * @throws InputError `event.range`, `event.whole`
 */
export function focalLaws(market: FocalMarket): FocalLaws {
  const issues: Issue[] = fields.flatMap(({ name, most, positive }) =>
    rangeIssues([name], market[name], most, positive),
  );
  market.positionEffects.forEach((effect, i) =>
    issues.push(...rangeIssues(['positionEffects', i], effect, 1)),
  );
  issues.push(...wholeIssues('rivals', market.rivals));
  if (issues.length > 0) throw new InputError(issues);
  return {
    own: { mean: log((market.bid * market.quality) / market.rivalMedian), sd: market.noiseSd },
    rival: { mean: 0, sd: market.rivalSd, activity: market.rivalActivity },
    reserve: market.reserve > 0 ? log(market.reserve / market.rivalMedian) : -Infinity,
  };
}

/** Writes P(j rivals above) for j = 0, 1, ... to `out`, given the probability `tail` that one is: binomial. */
export function rankProbabilities(rivals: number, tail: number, out: Float64Array): void {
  if (tail >= 1 || rivals === 0) {
    out.fill(0);
    const certain = tail >= 1 ? rivals : 0;
    if (certain < out.length) out[certain] = 1;
    return;
  }
  let probability = exp(rivals * log1p(-tail));
  for (let rank = 0; rank < out.length; rank += 1) {
    out[rank] = probability;
    probability *= ((rivals - rank) / (rank + 1)) * (tail / (1 - tail));
  }
}

/**
 * The price of a click at a rank, drawn from its exact law: given the own log score x and that `rank` rivals are above,
 * the best of the other n = rivals - rank has P(best <= y) = (F(y) / F(x))^n for y <= x. So F(best) = F(x) V, V the
 * largest of n uniforms, and the tail beyond it is q + (1 - q)(1 - V), q that beyond x: no digits cancel.
 * VCG asks for the scores of all slots below, drawn in the same way one after the other.
 * @param exponential draws of the exponential distribution of mean 1: V = exp(-exponential / n)
 */
export function drawPrice(
  market: FocalMarket,
  laws: FocalLaws,
  x: number,
  rank: number,
  exponential: () => number,
): number {
  if (market.mechanism === 'first-price') return market.bid;
  if (market.mechanism === 'vcg') return drawExternality(market, laws, x, rank, exponential);
  const below = market.rivals - rank;
  let next = -Infinity;
  if (below > 0) {
    const tail = scoreTail(laws.rival, x);
    next = scoreAtTail(laws.rival, tail - (1 - tail) * expm1(-exponential() / below));
  }
  return clickPrice(market.bid, next - x, laws.reserve - x, market.tick);
}

function drawExternality(
  market: FocalMarket,
  laws: FocalLaws,
  x: number,
  rank: number,
  exponential: () => number,
): number {
  const { positionEffects, rivals, bid } = market;
  const toBelow = new Float64Array(positionEffects.length - rank).fill(-Infinity);
  let tail = scoreTail(laws.rival, x);
  for (let place = 0; place < toBelow.length && rank + place < rivals; place += 1) {
    tail -= (1 - tail) * expm1(-exponential() / (rivals - rank - place));
    const next = scoreAtTail(laws.rival, tail);
    // Whoever is below the reserve counts as the reserve, and so do all further down.
    if (next === -Infinity || next < laws.reserve) break;
    toBelow[place] = next - x;
  }
  return externality(bid, positionEffects, rank, toBelow, laws.reserve - x);
}
