import type { Observation, PlanObservation } from '../../contract/observation.ts';
import type { Strategy } from '../../contract/strategy.ts';
import { exp, log } from '../../math/elementary.ts';
import { clamp } from '../shared/clamp.ts';
import type { ClickValue } from '../shared/clickValues.ts';
import { decideBids, type WishedBid } from '../shared/decideBids.ts';
import { movablePlans } from '../shared/movable.ts';
import { perBidUnit } from '../shared/perBid.ts';
import { startLevel } from '../shared/startLevel.ts';
import { yesterdayOf } from '../shared/yesterday.ts';
import { expectedRevenue } from './expectedRevenue.ts';
import { explore } from './explore.ts';
import { conversionOn, daysAhead } from './knownDays.ts';
import { learnYesterday } from './learnYesterday.ts';
import { marketValues } from './marketValues.ts';
import type { Morning } from './morning.ts';
import type { PaceState } from './paceState.ts';
import { paceDefaults, type PaceParameters } from './parameters.ts';
import { roasAim, roasLevel } from './roasLevel.ts';
import { budgetLevel } from './spendLevel.ts';
import { trafficChange } from './traffic.ts';

/**
 * The default: values by empirical Bayes, bids proportional to them, one level for the account held by two small filters - the
 * level that spends the budget and the level that meets the ROAS floor over the days left, the lower rules - and plans without
 * evidence explored at the suggested bid under a cap (docs/strategies.md, "pace").
 */
export const pace: Strategy = {
  name: 'pace',
  description: 'Bid by learned value; one level meets budget and ROAS floor; thin plans explored under a cap',
  properties: { control: 'daily', oracle: false, learnsValues: true },
  defaults: paceDefaults,
  decide: (observation, state, params) => {
    const parameters = params as unknown as PaceParameters;
    const plans = movablePlans(observation);
    if (plans.length === 0) return { decisions: [], state };
    const before = state['level'] === undefined ? undefined : (state as unknown as PaceState);
    const calendar = parameters.calendar ? observation.calendar : undefined;
    const values = marketValues(observation, plans, parameters, calendar);
    const weights = plans.map((plan, i) => optimistic(observation, plan, values[i]!, parameters));
    const traffic = trafficChange(observation, plans, calendar);
    const morning: Morning = { observation, plans, values, traffic, parameters, calendar };
    const next =
      before === undefined
        ? firstState(plans, weights, parameters)
        : moveLevel(morning, observation.day === 0 ? before : learnYesterday(morning, before));
    const wished = plans.map((plan, i) => wish(plan, weights[i]!, next, parameters));
    const { wishes, explored } = explore(morning, wished);
    const { today: _, ...lasting } = next;
    const answer: PaceState = {
      ...lasting,
      suggested: Object.fromEntries(plans.map(({ id, suggestedBid }) => [id, suggestedBid])),
      weights: Object.fromEntries(plans.map(({ id }, i) => [id, weights[i]!])),
      explored,
    };
    return {
      decisions: decideBids(observation, wishes),
      state: answer as unknown as Readonly<Record<string, unknown>>,
    };
  },
};

/** Value in the plan's bid unit, raised for plans that are little known. */
function optimistic(
  { day, days }: Observation,
  plan: PlanObservation,
  value: ClickValue,
  { optimism }: PaceParameters,
): number {
  const doubt = Math.sqrt(Math.min(value.relativeVariance, 0.6));
  const left = Math.max(0, 1 - day / (0.8 * days));
  return perBidUnit(plan, value.revenue) * (1 + optimism * doubt * left);
}

function firstState(
  plans: readonly PlanObservation[],
  weights: readonly number[],
  { startBoost }: PaceParameters,
): PaceState {
  return {
    level: startLevel(plans, weights) + startBoost,
    spend: undefined,
    roas: undefined,
    floorBinds: 0,
    weights: {},
    explored: [],
    priceRatio: {},
    suggested: {},
  };
}

/** The lower of the two levels, at most a step away from yesterday's. */
function moveLevel(
  { observation, plans, values, traffic, parameters, calendar }: Morning,
  state: PaceState,
): PaceState {
  const { day, limits } = observation;
  const forBudget = state.spend === undefined ? Infinity : budgetLevel(state.spend, traffic.next);
  let forFloor = Infinity;
  if (limits.minAverageRoas !== null && state.roas !== undefined) {
    const { cost, revenue } = expectedRevenue(observation, plans, values, calendar);
    const uncapped = plans.reduce((sum, plan) => sum + yesterdayOf(observation, plan).uncappedCost, 0);
    const { spend: rest, gain } = daysAhead(observation, uncapped, calendar, parameters);
    const aim = roasAim(limits.minAverageRoas, cost, revenue, rest, parameters) / gain;
    forFloor = roasLevel(state.roas, aim, parameters) + log(conversionOn(calendar, day));
  }
  const binds = forFloor < forBudget;
  const floorBinds = clamp(state.floorBinds + (binds ? 0.25 : -0.25), 0, 1);
  const aim = Math.min(forBudget, forFloor);
  const { levelStep } = parameters;
  const level = aim === Infinity ? state.level : clamp(aim, state.level - levelStep, state.level + levelStep);
  return { ...state, level, floorBinds };
}

function wish(
  plan: PlanObservation,
  weight: number,
  { level, floorBinds, priceRatio }: PaceState,
  { shading }: PaceParameters,
): WishedBid {
  const ratio = priceRatio[plan.id];
  const shade = ratio === undefined ? 1 : exp(shading * floorBinds * (ratio - 0.6));
  const bid = exp(level) * weight * shade;
  const least = plan.bounds.minMarginalRoas ?? 0;
  // Beyond value/limit the last click no longer pays its limit.
  const highest = least > 0 ? weight / least : Infinity;
  const rule = bid > highest ? 'pace-limit' : floorBinds >= 0.5 ? 'pace-roas' : 'pace-budget';
  return { plan, bid: Math.min(bid, highest), reason: { rule, figures: { weight, level: exp(level) } } };
}
