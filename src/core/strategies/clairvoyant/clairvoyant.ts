import type { Decision } from '../../contract/decision.ts';
import type { Observation } from '../../contract/observation.ts';
import type { Strategy } from '../../contract/strategy.ts';
import { optimumOf } from './optimumOf.ts';
import { solveHorizon } from './solveHorizon.ts';

/**
 * Reference, not a routine: knows the true markets and the season, and plays the fluid optimum of the whole horizon. Chance is
 * all that parts it from the dual bound. Where quality learns it solves again each morning for the days left.
 */
export const clairvoyant: Strategy = {
  name: 'clairvoyant',
  description: 'Reference: plays the optimum of the true expected market; no promoter can',
  properties: { control: 'daily', oracle: true },
  defaults: {},
  decide: (observation, state, _params, truth) => {
    if (truth === undefined) return { decisions: [], state };
    const learning = truth.scenario.market.quality.feedback;
    const known = state['bids'] as number[][] | undefined;
    const bids = known ?? [];
    if (learning || known === undefined) {
      const { bid } = learning ? solveHorizon(truth, observation.day) : optimumOf(truth);
      const until = learning ? observation.day + 1 : observation.days;
      for (let day = observation.day; day < until; day++)
        bids[day] = observation.plans.map((_, plan) => bid(plan, day));
    }
    const today = bids[observation.day]!;
    const decisions = observation.plans
      .map((_, plan) => decide(observation, plan, today[plan]!, truth.scenario.plans[plan]!.enabled))
      .filter((decision) => decision !== null);
    return { decisions, state: learning ? {} : { bids } };
  },
};

/** @param on whether the promoter runs the plan at all */
function decide(observation: Observation, index: number, bid: number, on: boolean): Decision | null {
  const plan = observation.plans[index]!;
  if (plan.bounds.fixed || !on) return null;
  return {
    planId: plan.id,
    enabled: bid > 0,
    ...(bid > 0 ? { bid } : {}),
    dailyBudget: observation.limits.dailyBudget,
    reason: { rule: 'clairvoyant', figures: { bid } },
  };
}
