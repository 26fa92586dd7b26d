import type { Observation, PlanObservation } from '../../contract/observation.ts';
import type { Strategy } from '../../contract/strategy.ts';
import { exp, log } from '../../math/elementary.ts';
import { clamp } from '../shared/clamp.ts';
import { clickValues, type ClickValue } from '../shared/clickValues.ts';
import { decideBids, type WishedBid } from '../shared/decideBids.ts';
import { movablePlans } from '../shared/movable.ts';
import { perBidUnit } from '../shared/perBid.ts';
import { startLevel } from '../shared/startLevel.ts';
import { yesterdayOf } from '../shared/yesterday.ts';
import { expectedRevenue } from './expectedRevenue.ts';
import { meanShift } from './meanShift.ts';
import type { PaceState } from './paceState.ts';
import { paceDefaults, type PaceParameters } from './parameters.ts';
import { learnRoas, roasAim, roasLevel } from './roasLevel.ts';
import { budgetLevel, learnSpend } from './spendLevel.ts';

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
    const values = clickValues(observation, plans, parameters);
    const weights = plans.map((plan, i) => optimistic(observation, plan, values[i]!, parameters));
    const learned =
      before === undefined || observation.day === 0
        ? firstState(plans, weights)
        : learn(observation, plans, values, before, parameters);
    const next = before === undefined ? learned : moveLevel(observation, plans, values, learned, parameters);
    const wishes = plans.map((plan, i) => wish(plan, weights[i]!, next, parameters));
    const explored = observation.day === 0 ? [] : explore(observation, wishes, values, parameters);
    const { today: _, ...lasting } = next;
    const answer: PaceState = {
      ...lasting,
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

function firstState(plans: readonly PlanObservation[], weights: readonly number[]): PaceState {
  return {
    level: startLevel(plans, weights),
    spend: undefined,
    roas: undefined,
    floorBinds: 0,
    weights: {},
    explored: [],
    priceRatio: {},
  };
}

/** Updates both filters and the price ratios with yesterday. */
function learn(
  observation: Observation,
  plans: readonly PlanObservation[],
  values: readonly ClickValue[],
  before: PaceState,
  parameters: PaceParameters,
): PaceState {
  const explored = new Set(before.explored);
  const late = observation.knownShareByAge[0]! < 1;
  let uncapped = 0;
  let cost = 0;
  let revenue = 0;
  let expected = 0;
  let levels = 0;
  let weight = 0;
  const priceRatio: Record<string, number> = { ...before.priceRatio };
  plans.forEach((plan, i) => {
    const day = yesterdayOf(observation, plan);
    if (explored.has(plan.id)) {
      uncapped += day.cost;
      return;
    }
    uncapped += day.uncappedCost;
    cost += day.cost;
    revenue += day.revenue;
    expected += values[i]!.revenue * day.clicks;
    const stood = plan.history.bid[observation.day - 1]! / (before.weights[plan.id] ?? NaN);
    if (stood > 0 && stood < Infinity) {
      const evidence = 1e-3 * observation.limits.dailyBudget + totalCost(plan);
      levels += evidence * log(stood);
      weight += evidence;
    }
    const bid = plan.history.bid[observation.day - 1]!;
    if (day.clicks >= 1 && bid > 0) {
      const events = plan.bidsFor === 'click' ? day.clicks : Math.max(1, day.impressions) / 1000;
      const ratio = clamp(day.cost / events / bid, 0, 1);
      const old = priceRatio[plan.id];
      const gain = Math.min(0.3, day.clicks / (day.clicks + 60));
      priceRatio[plan.id] = old === undefined ? ratio : old + gain * (ratio - old);
    }
  });
  const level = (weight > 0 ? levels / weight : before.level) + meanShift(before.today);
  const realised = late ? 0 : parameters.realised;
  const blended = realised * revenue + (1 - realised) * expected;
  const { dailyBudget } = observation.limits;
  return {
    ...before,
    priceRatio,
    spend:
      dailyBudget > 0
        ? learnSpend(before.spend, observation.day, level, uncapped / dailyBudget, parameters)
        : before.spend,
    roas: cost > 0 && blended > 0 ? learnRoas(before.roas, level, blended / cost, parameters) : before.roas,
  };
}

function totalCost({ history }: PlanObservation): number {
  let sum = 0;
  for (let t = 0; t < history.cost.length; t++) sum += history.cost[t]!;
  return sum;
}

/** The lower of the two levels, at most a step away from yesterday's. */
function moveLevel(
  observation: Observation,
  plans: readonly PlanObservation[],
  values: readonly ClickValue[],
  state: PaceState,
  parameters: PaceParameters,
): PaceState {
  const { day, days, limits } = observation;
  const forBudget = state.spend === undefined ? Infinity : budgetLevel(state.spend, day);
  let forFloor = Infinity;
  if (limits.minAverageRoas !== null && state.roas !== undefined) {
    const { cost, revenue } = expectedRevenue(observation, plans, values);
    const uncapped = plans.reduce((sum, plan) => sum + yesterdayOf(observation, plan).uncappedCost, 0);
    const rest = Math.min(uncapped, limits.dailyBudget) * (days - day);
    forFloor = roasLevel(
      state.roas,
      roasAim(limits.minAverageRoas, cost, revenue, rest, parameters),
      parameters,
    );
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

/** Lifts plans without evidence to the suggested bid under a small cap; returns their ids. */
function explore(
  observation: Observation,
  wishes: WishedBid[],
  values: readonly ClickValue[],
  { exploreClicks, exploreShare }: PaceParameters,
): string[] {
  const { day, days, limits } = observation;
  if (day >= 0.8 * days) return [];
  const thin = wishes.filter((_, i) => values[i]!.maturedClicks < exploreClicks);
  const spent = wishes.reduce((sum, { plan }) => sum + yesterdayOf(observation, plan).uncappedCost, 0);
  const cap = (exploreShare * Math.max(0.25 * limits.dailyBudget, spent)) / Math.max(1, thin.length);
  const ids: string[] = [];
  wishes.forEach((one, i) => {
    const { plan } = one;
    const { maturedClicks } = values[i]!;
    if (maturedClicks >= exploreClicks || !(one.bid < plan.suggestedBid)) return;
    ids.push(plan.id);
    wishes[i] = {
      plan,
      bid: plan.suggestedBid,
      cap,
      reason: { rule: 'explore', figures: { clicks: maturedClicks, neededClicks: exploreClicks } },
    };
  });
  return ids;
}
