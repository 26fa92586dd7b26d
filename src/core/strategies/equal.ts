import type { Decision } from '../contract/decision.ts';
import type { Strategy } from '../contract/strategy.ts';

/** Splits the store's daily budget evenly over the plans that are on; bids stay. */
export const equal: Strategy = {
  name: 'equal',
  description: 'Split the daily budget equally over all plans that are on',
  properties: { control: 'daily', oracle: false },
  defaults: {},
  decide: (observation, state) => {
    const on = observation.plans.filter((plan) => plan.enabled && !plan.bounds.fixed);
    const kept = observation.plans
      .filter((plan) => plan.enabled && plan.bounds.fixed)
      .reduce((sum, plan) => sum + plan.dailyBudget, 0);
    const share = Math.max(0, observation.limits.dailyBudget - kept) / Math.max(1, on.length);
    const decisions = on
      .filter((plan) => Math.abs(plan.dailyBudget - share) > 1e-3 * share)
      .map((plan): Decision => ({
        planId: plan.id,
        dailyBudget: share,
        reason: { rule: 'equal-split', figures: { share } },
      }));
    return { decisions, state };
  },
};
