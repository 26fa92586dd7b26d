import type { Observation, PlanObservation } from '../../contract/observation.ts';
import type { Strategy } from '../../contract/strategy.ts';
import { exp } from '../../math/elementary.ts';
import { clamp } from '../shared/clamp.ts';
import { clickValues } from '../shared/clickValues.ts';
import { decideBids } from '../shared/decideBids.ts';
import { movablePlans } from '../shared/movable.ts';
import { perBidUnit } from '../shared/perBid.ts';
import { startLevel } from '../shared/startLevel.ts';
import { storeTotals } from '../shared/storeTotals.ts';
import { yesterdayOf } from '../shared/yesterday.ts';

const defaults = {
  decay: 0.97,
  priorConversion: 0.03,
  priorClicks: 300,
  budgetStep: 0.5,
  roasStep: 2,
  firstRoasDual: 1,
};
type Parameters = typeof defaults;

/** Prices of the two constraints. */
interface Duals {
  /** Of money: marginal ROAS asked for by the budget. */
  readonly budget: number;
  /** Of the ROAS floor. */
  readonly roas: number;
}

/**
 * Dual mirror descent (Balseiro, Lu, Mirrokni 2020) with the entropy map on budget and ROAS floor: multiplicative steps on the
 * day's relative surplus. Bids value/theta; `coupled` joins the duals in the Lagrangian's theta = (lambda + mu tau)/(1 + mu),
 * `min` lets the stricter of the two rule (Balseiro et al. 2023).
 */
function dualDescent(
  name: string,
  description: string,
  theta: (duals: Duals, floor: number) => number,
): Strategy {
  return {
    name,
    description,
    properties: { control: 'daily', oracle: false, learnsValues: true },
    defaults,
    decide: (observation, state, params) => {
      const parameters = params as unknown as Parameters;
      const plans = movablePlans(observation);
      if (plans.length === 0) return { decisions: [], state };
      const values = clickValues(observation, plans, parameters);
      const weights = plans.map((plan, i) => perBidUnit(plan, values[i]!.revenue));
      const known = storeTotals(observation).revenue;
      const before = state['duals'] as Duals | undefined;
      const duals =
        before === undefined
          ? { budget: exp(-startLevel(plans, weights)), roas: parameters.firstRoasDual }
          : nextDuals(observation, plans, before, known - (state['known'] as number), parameters);
      const price = theta(duals, observation.limits.minAverageRoas ?? 0);
      const wishes = plans.map((plan, i) => ({
        plan,
        bid: weights[i]! / price,
        reason: { rule: 'dual-price', figures: { value: weights[i]!, theta: price } },
      }));
      return { decisions: decideBids(observation, wishes), state: { duals, known } };
    },
  };
}

/** @param revenue what became known since yesterday morning, of whatever click day: late orders are not read as none */
function nextDuals(
  observation: Observation,
  plans: readonly PlanObservation[],
  before: Duals,
  revenue: number,
  { budgetStep, roasStep }: Parameters,
): Duals {
  const { dailyBudget, minAverageRoas } = observation.limits;
  let uncapped = 0;
  let cost = 0;
  for (const plan of plans) {
    const day = yesterdayOf(observation, plan);
    uncapped += day.uncappedCost;
    cost += day.cost;
  }
  const spent = dailyBudget > 0 ? Math.min(uncapped / dailyBudget, 3) : 3;
  const due = (minAverageRoas ?? 0) * cost;
  const surplus = due > 0 ? clamp((revenue - due) / due, -1, 1) : 0;
  return {
    budget: clamp(before.budget * exp(-budgetStep * (1 - spent)), 0.02, 200),
    roas: clamp(before.roas * exp(-roasStep * surplus), 0.02, 50),
  };
}

export const dmdCoupled = dualDescent(
  'dmd-coupled',
  'Dual mirror descent on budget and ROAS floor, duals coupled',
  ({ budget, roas }, floor) => (budget + roas * floor) / (1 + roas),
);

export const dmdMin = dualDescent(
  'dmd-min',
  'Dual mirror descent on budget and ROAS floor, the stricter rules',
  ({ budget, roas }, floor) => Math.max(budget, (floor * roas) / (1 + roas)),
);
