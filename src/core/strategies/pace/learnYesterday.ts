import type { Observation, PlanObservation } from '../../contract/observation.ts';
import { log } from '../../math/elementary.ts';
import { clamp } from '../shared/clamp.ts';
import { yesterdayOf } from '../shared/yesterday.ts';
import { conversionOn } from './knownDays.ts';
import { meanShift } from './meanShift.ts';
import type { Morning } from './morning.ts';
import type { PaceState } from './paceState.ts';
import { learnRoas } from './roasLevel.ts';
import { learnSpend } from './spendLevel.ts';

/** Updates both filters and the price ratios with yesterday, and moves the spend filter with the market since. */
export function learnYesterday(morning: Morning, before: PaceState): PaceState {
  const { observation, plans, traffic, parameters } = morning;
  const { uncapped, cost, roas } = yesterdaysTotals(morning, before);
  const level = standingLevel(observation, plans, before);
  const { dailyBudget } = observation.limits;
  const spend =
    dailyBudget > 0
      ? learnSpend(before.spend, { level, spend: uncapped / dailyBudget, traffic: traffic.last }, parameters)
      : before.spend;
  const shift = marketShift(observation, plans, before);
  return {
    ...before,
    priceRatio: priceRatios(observation, plans, before),
    // Spend at a bid is market x g(bid/market): it moves by 1 - elasticity with the market.
    spend: spend && { ...spend, intercept: spend.intercept + (1 - spend.elasticity) * shift },
    // The best level under a horizon's floor stays through dear days and cheap ones, so the ROAS filter is left alone.
    roas:
      cost > 0 && roas > 0
        ? learnRoas(
            before.roas,
            level,
            roas / conversionOn(morning.calendar, observation.day - 1),
            parameters,
          )
        : before.roas,
  };
}

/** Spend as if no budget had cut it (explored plans: as it was), and spend and ROAS of the plans bid for in earnest. */
function yesterdaysTotals(
  { observation, plans, values, parameters, calendar }: Morning,
  before: PaceState,
): { uncapped: number; cost: number; roas: number } {
  const explored = new Set(before.explored);
  let uncapped = 0;
  let cost = 0;
  let revenue = 0;
  let expected = 0;
  const lift = conversionOn(calendar, observation.day - 1);
  plans.forEach((plan, i) => {
    const day = yesterdayOf(observation, plan);
    if (explored.has(plan.id)) {
      uncapped += day.cost;
      return;
    }
    uncapped += day.uncappedCost;
    cost += day.cost;
    revenue += day.revenue;
    expected += values[i]!.revenue * day.clicks * lift;
  });
  const late = observation.knownShareByAge[0]! < 1;
  const realised = late ? 0 : parameters.realised;
  return { uncapped, cost, roas: cost > 0 ? (realised * revenue + (1 - realised) * expected) / cost : 0 };
}

/** Level of the bids that really stood, after the platform's step limits: mean log of bid over weight, by spend so far. */
function standingLevel(
  observation: Observation,
  plans: readonly PlanObservation[],
  before: PaceState,
): number {
  const explored = new Set(before.explored);
  let levels = 0;
  let weight = 0;
  for (const plan of plans) {
    if (explored.has(plan.id)) continue;
    const stood = plan.history.bid[observation.day - 1]! / (before.weights[plan.id] ?? NaN);
    if (!(stood > 0 && stood < Infinity)) continue;
    const evidence = 1e-3 * observation.limits.dailyBudget + totalCost(plan);
    levels += evidence * log(stood);
    weight += evidence;
  }
  return (weight > 0 ? levels / weight : before.level) + meanShift(before.today);
}

function priceRatios(
  observation: Observation,
  plans: readonly PlanObservation[],
  { priceRatio, explored }: PaceState,
): Record<string, number> {
  const skipped = new Set(explored);
  const ratios: Record<string, number> = { ...priceRatio };
  for (const plan of plans) {
    const { clicks, impressions, cost } = yesterdayOf(observation, plan);
    const bid = plan.history.bid[observation.day - 1]!;
    if (skipped.has(plan.id) || clicks < 1 || !(bid > 0)) continue;
    const events = plan.bidsFor === 'click' ? clicks : Math.max(1, impressions) / 1000;
    const ratio = clamp(cost / events / bid, 0, 1);
    const old = ratios[plan.id];
    const gain = Math.min(0.3, clicks / (clicks + 60));
    ratios[plan.id] = old === undefined ? ratio : old + gain * (ratio - old);
  }
  return ratios;
}

/** Change of the platform's suggested bids since yesterday, mean by yesterday's spend [log units]. */
function marketShift(
  observation: Observation,
  plans: readonly PlanObservation[],
  { suggested }: PaceState,
): number {
  let sum = 0;
  let weight = 0;
  for (const plan of plans) {
    const ratio = plan.suggestedBid / (suggested[plan.id] ?? NaN);
    if (!(ratio > 0 && ratio < Infinity)) continue;
    const { uncappedCost } = yesterdayOf(observation, plan);
    sum += uncappedCost * clamp(log(ratio), -1, 1);
    weight += uncappedCost;
  }
  return weight > 0 ? sum / weight : 0;
}

function totalCost({ history }: PlanObservation): number {
  let sum = 0;
  for (let t = 0; t < history.cost.length; t++) sum += history.cost[t]!;
  return sum;
}
