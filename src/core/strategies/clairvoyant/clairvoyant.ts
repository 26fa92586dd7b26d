import type { Decision, Reason } from '../../contract/decision.ts';
import type { Strategy } from '../../contract/strategy.ts';
import { decideBids } from '../shared/decideBids.ts';
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
    const movable = observation.plans.flatMap((plan, i) =>
      plan.bounds.fixed || !truth.scenario.plans[i]!.enabled ? [] : [{ plan, bid: today[i]! }],
    );
    const off = movable
      .filter(({ bid }) => !(bid > 0))
      .map(({ plan }): Decision => ({ planId: plan.id, enabled: false, reason: reason(0) }));
    const on = decideBids(
      observation,
      movable.filter(({ bid }) => bid > 0).map((one) => ({ ...one, reason: reason(one.bid) })),
    ).map((decision) => ({ ...decision, enabled: true }));
    return { decisions: [...on, ...off], state: learning ? {} : { bids } };
  },
};

const reason = (bid: number): Reason => ({ rule: 'clairvoyant', figures: { bid } });
