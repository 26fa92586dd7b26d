import type { Decision } from '../../contract/decision.ts';
import type { Observation, PlanObservation } from '../../contract/observation.ts';
import type { Strategy } from '../../contract/strategy.ts';
import { pow } from '../../math/elementary.ts';
import { fitBudgets } from '../fitBudgets.ts';
import { clamp } from '../shared/clamp.ts';
import { clickValues } from '../shared/clickValues.ts';
import { movablePlans } from '../shared/movable.ts';
import { observedClickThrough, perBidUnit } from '../shared/perBid.ts';
import { belowFloor, storeTotals } from '../shared/storeTotals.ts';

/** Bids and budgets in proportion to click-through; all bids fall 5 % on days below the ROAS floor, and recover by 2 %. Baseline. */
export const ctrProportional: Strategy = {
  name: 'ctr-proportional',
  description: 'Bid and budget in proportion to click-through',
  properties: { control: 'daily', oracle: false },
  defaults: {},
  decide: (observation, state) => {
    const plans = movablePlans(observation);
    if (observation.day === 0 || plans.length === 0) return { decisions: [], state };
    const before = (state['level'] as number | undefined) ?? 1;
    const level = belowFloor(observation) ? before * 0.95 : Math.min(1, before * 1.02);
    const rates = plans.map((plan) => observedClickThrough(plan, 1));
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / plans.length;
    const bids = plans.map((plan, i) => (plan.suggestedBid * rates[i]! * level) / mean);
    return {
      decisions: splitBudget(observation, plans, bids, rates, 'ctr-proportional'),
      state: { level },
    };
  },
};

/** Budget in proportion to smoothed return; bids drift toward the plans whose return is above the account's. Baseline. */
export const roiProportional: Strategy = {
  name: 'roi-proportional',
  description: 'Budget in proportion to return on ad spend; bids drift the same way',
  properties: { control: 'daily', oracle: false },
  defaults: { decay: 0.93, power: 0.12, priorConversion: 0.03, priorClicks: 300 },
  decide: (observation, state, params) => {
    const { decay, power, priorConversion, priorClicks } = params as Record<string, number>;
    const plans = movablePlans(observation);
    if (observation.day === 0 || plans.length === 0) return { decisions: [], state };
    const returns = smoothedReturns(observation, plans, {
      decay: decay!,
      priorConversion: priorConversion!,
      priorClicks: priorClicks!,
    });
    const { cost, revenue } = storeTotals(observation);
    const target = Math.max(observation.limits.minAverageRoas ?? 0, cost > 0 ? revenue / cost : 0);
    const bids = plans.map((plan, i) =>
      target > 0 ? plan.bid * pow(clamp(returns[i]! / target, 0.25, 4), power!) : plan.bid,
    );
    return { decisions: splitBudget(observation, plans, bids, returns, 'roi-proportional'), state };
  },
};

/** Expected revenue over smoothed cost of a click, each plan's started with two clicks at 0.7 of its bid. */
export function smoothedReturns(
  observation: Observation,
  plans: readonly PlanObservation[],
  parameters: { decay: number; priorConversion: number; priorClicks: number },
): number[] {
  return clickValues(observation, plans, parameters).map((value, i) => {
    const plan = plans[i]!;
    let cost = 0;
    let clicks = 0;
    for (let t = 0; t < plan.history.cost.length; t++) {
      cost = cost * parameters.decay + plan.history.cost[t]!;
      clicks = clicks * parameters.decay + plan.history.clicks[t]!;
    }
    const perClick = perBidUnit(plan, value.revenue);
    const clickBid = perClick > 0 ? plan.bid * (value.revenue / perClick) : 0;
    const price = (cost + 1.4 * clickBid) / (clicks + 2);
    // A plan that neither bid nor paid has shown no return.
    return price > 0 ? value.revenue / price : 0;
  });
}

function splitBudget(
  observation: Observation,
  plans: readonly PlanObservation[],
  bids: readonly number[],
  weights: readonly number[],
  rule: string,
): Decision[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const decisions = plans.map((plan, i): Decision => {
    const share = total > 0 ? weights[i]! / total : 1 / plans.length;
    return {
      planId: plan.id,
      bid: bids[i]!,
      dailyBudget: observation.limits.dailyBudget * share,
      reason: { rule, figures: { share, weight: weights[i]! } },
    };
  });
  return fitBudgets(observation, decisions);
}
