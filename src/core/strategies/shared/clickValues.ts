import type { Observation, PlanObservation } from '../../contract/observation.ts';
import { clamp } from './clamp.ts';
import { decayedSums, type Evidence } from './evidence.ts';

export interface ClickValueParameters {
  /** Weight of a day relative to the day after it. */
  readonly decay: number;
  /** Conversion before any click, and the clicks behind it. */
  readonly priorConversion: number;
  readonly priorClicks: number;
}

/** What a click of one plan is believed to bring, and how sure that is. */
export interface ClickValue {
  /** Expected attributed gross revenue [currency/click]. */
  readonly revenue: number;
  /** Relative variance of the conversion rate, about 1/orders. */
  readonly relativeVariance: number;
  /** Decayed clicks, each counted by the share of its orders that is known by now. */
  readonly maturedClicks: number;
}

/** Least and most clicks of evidence behind the account's mean. */
const STRENGTH = { least: 10, most: 2000 };
/** Orders of evidence behind the price in the books. */
const PRIOR_ORDERS = 3;
/** Plans with fewer matured clicks say nothing about how plans differ. */
const JUDGED_CLICKS = 50;

/**
 * Empirical Bayes: each plan's conversion is shrunk to the account's with a strength that the spread between plans gives by the
 * method of moments (beta-binomial), its order value to the price in the books with three orders. Clicks whose orders are
 * still to come count by the share known (docs/strategies.md, "Values").
 */
export function clickValues(
  observation: Observation,
  plans: readonly PlanObservation[],
  parameters: ClickValueParameters,
): ClickValue[] {
  const sums = plans.map((plan) => decayedSums(observation, plan, parameters.decay));
  let orders = parameters.priorConversion * parameters.priorClicks;
  let clicks = parameters.priorClicks;
  for (const sum of sums) {
    orders += sum.orders;
    clicks += sum.maturedClicks;
  }
  const mean = clicks > 0 ? orders / clicks : 0;
  const strength = strengthOf(sums, mean);
  return sums.map((sum, i) => {
    const evidence = mean * strength + sum.orders;
    const conversion = evidence / (strength + sum.maturedClicks);
    const orderValue = (sum.revenue + PRIOR_ORDERS * plans[i]!.price) / (sum.orders + PRIOR_ORDERS);
    return {
      revenue: conversion * orderValue,
      relativeVariance: 1 / Math.max(evidence, 0.2),
      maturedClicks: sum.maturedClicks,
    };
  });
}

function strengthOf(sums: readonly Evidence[], mean: number): number {
  let excess = 0;
  let weight = 0;
  for (const { maturedClicks, orders } of sums) {
    if (maturedClicks < JUDGED_CLICKS) continue;
    const difference = orders / maturedClicks - mean;
    excess += maturedClicks * difference * difference - mean * (1 - mean);
    weight += maturedClicks;
  }
  const variance = weight > 0 ? Math.max(excess / weight, 0.02 * mean * mean) : 0.25 * mean * mean;
  return variance > 0
    ? clamp((mean * (1 - mean)) / variance - 1, STRENGTH.least, STRENGTH.most)
    : STRENGTH.most;
}
