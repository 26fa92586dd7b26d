import type { Observation, PlanObservation } from '../../contract/observation.ts';
import { log } from '../../math/elementary.ts';
import { clamp } from '../shared/clamp.ts';
import type { ClickValue } from '../shared/clickValues.ts';
import { decayedSums } from '../shared/evidence.ts';
import { observedClickThrough } from '../shared/perBid.ts';
import { fitConversion, type Traits } from './fitConversion.ts';
import type { PaceParameters } from './parameters.ts';

/** Orders of evidence behind the price in the books. */
const PRIOR_ORDERS = 3;

/**
 * What a click of each plan brings, by empirical Bayes with a prior that looks at the market: rivals pay more where clicks sell
 * more. The account's own orders say how conversion follows suggested bids and prices (`fitConversion`: mean m_i, variance s^2
 * around it); o orders of n matured clicks then make it (1/s^2 + o)/(1/(s^2 m_i) + n). Order value is shrunk to the price in the books.
 */
export function marketValues(
  observation: Observation,
  plans: readonly PlanObservation[],
  parameters: PaceParameters,
  calendar: Observation['calendar'],
): ClickValue[] {
  const { decay, priorConversion, priorClicks, bidSlope, slopeVariance } = parameters;
  const sums = plans.map((plan) => decayedSums(observation, plan, decay, calendar?.conversion));
  const { means, spread } = fitConversion(sums, traitsOf(plans), {
    conversion: priorConversion,
    orders: priorConversion * priorClicks,
    slopes: [bidSlope, 0],
    slopeVariance,
  });
  return sums.map(({ orders, revenue, maturedClicks }, i) => {
    const shape = 1 / spread + orders;
    const conversion = shape / (1 / (spread * means[i]!) + maturedClicks);
    const orderValue = (revenue + PRIOR_ORDERS * plans[i]!.price) / (orders + PRIOR_ORDERS);
    return { revenue: conversion * orderValue, relativeVariance: 1 / shape, maturedClicks };
  });
}

/** Of each plan: log(suggested bid a click / price) and log price, both over their median between plans. */
function traitsOf(plans: readonly PlanObservation[]): Traits[] {
  const bids = overMedian(
    plans.map((plan) => {
      const clicks = plan.bidsFor === 'click' ? 1 : 1000 * observedClickThrough(plan, 0.97);
      return plan.suggestedBid / clicks / plan.price;
    }),
  );
  const prices = overMedian(plans.map(({ price }) => price));
  return bids.map((bid, i): Traits => [bid, prices[i]!]);
}

/** Logs of values over their median, within e^3; 0 where a value is none. */
function overMedian(values: readonly number[]): number[] {
  const known = values.filter((value) => value > 0 && value < Infinity).sort((a, b) => a - b);
  const median = known[known.length >> 1];
  return values.map((value) =>
    median !== undefined && value > 0 && value < Infinity ? clamp(log(value / median), -3, 3) : 0,
  );
}
