import type { SlotObservation } from '../../contract/slotObservation.ts';
import type { Strategy, StrategyState } from '../../contract/strategy.ts';
import { exp, log } from '../../math/elementary.ts';
import { clamp } from '../shared/clamp.ts';
import { pace } from './pace.ts';
import type { DaySoFar, PaceState } from './paceState.ts';

/** Largest shift of the level within a day [log units]. */
const REACH = 0.5;

/**
 * `pace` with a hand on the level through the day: before each slot the shift that lets the money left meet the spend expected of
 * the traffic left, g = ln(left / expected)/elasticity, within half a log unit, while the budget is what binds.
 */
export const paceIntraday: Strategy = {
  ...pace,
  name: 'pace-intraday',
  description: 'pace, its level adjusted eight times a day to what is left of the budget',
  properties: { control: 'intraday', oracle: false, learnsValues: true },
  adjust: (slot, state) => {
    const known = state as unknown as PaceState;
    const today = soFar(slot, known);
    const elasticity = known.spend?.elasticity ?? 1.6;
    const expected = (today.plain / slot.trafficBefore) * (1 - slot.trafficBefore);
    const left = slot.dailyBudget - today.spent;
    const steers = known.floorBinds < 0.5 && expected > 0;
    const shift = !steers ? 0 : left > 0 ? clamp(log(left / expected) / elasticity, -REACH, REACH) : -REACH;
    const next: StrategyState = { ...state, today: { ...today, shift } };
    return { bidFactor: exp(shift), state: next };
  },
};

function soFar(slot: SlotObservation, { spend, today }: PaceState): DaySoFar {
  const spent = slot.plans.reduce((sum, plan) => sum + plan.spend, 0);
  const elasticity = spend?.elasticity ?? 1.6;
  const before = today ?? { plain: 0, spent: 0, shift: 0, weighted: 0, trafficBefore: 0 };
  const traffic = slot.trafficBefore - before.trafficBefore;
  return {
    plain: before.plain + (spent - before.spent) / exp(elasticity * before.shift),
    spent,
    shift: before.shift,
    weighted: before.weighted + traffic * before.shift,
    trafficBefore: slot.trafficBefore,
  };
}
