import type { Decision } from '../../contract/decision.ts';
import type { Strategy } from '../../contract/strategy.ts';
import { fitBudgets } from '../fitBudgets.ts';
import { clamp } from '../shared/clamp.ts';
import { movablePlans } from '../shared/movable.ts';
import { observedClickThrough } from '../shared/perBid.ts';
import { belowFloor } from '../shared/storeTotals.ts';

/**
 * Folklore as a rule: each day the third of the plans with the highest click-through gets `step` more bid and budget, the lowest
 * third as much less; where the store is below its ROAS floor all bids also fall by half a step. Baseline.
 */
export const ctrRule: Strategy = {
  name: 'ctr-rule',
  description: 'Raise bid and budget of the third with the best click-through, lower the worst third',
  properties: { control: 'daily', oracle: false },
  defaults: { step: 0.1 },
  decide: (observation, state, params) => {
    const step = params['step'] as number;
    const plans = movablePlans(observation);
    if (observation.day === 0 || plans.length === 0) return { decisions: [], state };
    const ranked = plans
      .map((plan) => ({ plan, clickThroughRate: observedClickThrough(plan, 1) }))
      .sort((a, b) => b.clickThroughRate - a.clickThroughRate || (a.plan.id < b.plan.id ? -1 : 1));
    const third = Math.floor(ranked.length / 3);
    const guard = belowFloor(observation) ? 1 - step / 2 : 1;
    const fair = observation.limits.dailyBudget / plans.length;
    const wishes = ranked.map(({ plan, clickThroughRate }, rank) => {
      const factor = rank < third ? 1 + step : rank >= ranked.length - third ? 1 - step : 1;
      return {
        plan,
        factor,
        clickThroughRate,
        bid: clamp(plan.bid * factor * guard, 0.2 * plan.suggestedBid, 4 * plan.suggestedBid),
        budget: clamp(plan.dailyBudget * factor, 0.1 * fair, 10 * fair),
      };
    });
    const total = wishes.reduce((sum, { budget }) => sum + budget, 0);
    const scale = total > 0 ? observation.limits.dailyBudget / total : 1;
    const decisions = wishes.map(({ plan, factor, clickThroughRate, bid, budget }): Decision => ({
      planId: plan.id,
      bid,
      dailyBudget: budget * scale,
      reason: {
        rule: factor > 1 ? 'ctr-raise' : factor < 1 ? 'ctr-lower' : 'ctr-keep',
        figures: { clickThroughRate },
      },
    }));
    return { decisions: fitBudgets(observation, decisions), state };
  },
};
