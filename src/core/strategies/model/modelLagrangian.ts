import type { Observation, PlanObservation } from '../../contract/observation.ts';
import type { Strategy } from '../../contract/strategy.ts';
import { exp, log } from '../../math/elementary.ts';
import { clamp } from '../shared/clamp.ts';
import { clickValues } from '../shared/clickValues.ts';
import { decideBids } from '../shared/decideBids.ts';
import { movablePlans } from '../shared/movable.ts';
import { storeTotals } from '../shared/storeTotals.ts';
import { yesterdayOf } from '../shared/yesterday.ts';
import { clickShare, placeOfRatio, priceRatio } from './template.ts';

const defaults = {
  decay: 0.985,
  priorConversion: 0.03,
  priorClicks: 300,
  /** Largest relative move of a bid a day. */
  trust: 0.35,
  /** Variance a day by which markets drift [squared log units]. */
  drift: 0.02,
};
type Parameters = typeof defaults;

/** A plan's market as filtered: logs of market over suggested bid and of clicks on offer, with variances. */
interface Market {
  readonly base: number;
  readonly level: number;
  readonly levelVariance: number;
  readonly volume: number | null;
  readonly volumeVariance: number;
}

interface Bias {
  readonly cost: number;
  readonly roas: number;
  readonly predictedCost: number;
  readonly predictedRoas: number;
}

/**
 * Model-based Lagrangian: a structural filter for each plan's market (a second-price template located by the price a click over
 * the bid, and scaled by clicks), empirical-Bayes values, and each day the dual solved again by bisection: every plan picks
 * the bid of its trust region with the most value - theta x cost. Feedback corrects the model's own spend and ROAS.
 */
export const modelLagrangian: Strategy = {
  name: 'model-lagrangian',
  description: 'Fits a market model to each plan and solves the Lagrangian anew each day',
  properties: { control: 'daily', oracle: false, learnsValues: true },
  defaults,
  decide: (observation, state, params) => {
    const parameters = params as unknown as Parameters;
    const plans = movablePlans(observation);
    const known = (state['markets'] as Record<string, Market> | undefined) ?? {};
    const markets = plans.map((plan) => filterMarket(observation, plan, known[plan.id], parameters));
    const learned = Object.fromEntries(plans.map(({ id }, i) => [id, markets[i]!]));
    if (observation.day === 0) {
      const wishes = plans.map((plan) => ({
        plan,
        bid: plan.bid,
        reason: { rule: 'model-start', figures: { bid: plan.bid } },
      }));
      return { decisions: decideBids(observation, wishes), state: { markets: learned } };
    }
    const bias = correctBias(observation, plans, state['bias'] as Bias | undefined);
    const values = clickValues(observation, plans, parameters).map(({ revenue }) => revenue);
    const solved = solve(observation, plans, markets, values, bias, parameters);
    const wishes = plans.map((plan, i) => ({
      plan,
      bid: solved.bids[i]!,
      reason: { rule: 'model-lagrangian', figures: { theta: solved.theta, value: values[i]! } },
    }));
    const { predictedCost, predictedRoas } = solved;
    return {
      decisions: decideBids(observation, wishes),
      state: { markets: learned, bias: { ...bias, predictedCost, predictedRoas } },
    };
  },
};

/** Bid a click: display bids for impressions are turned by the plan's own clicks an impression. */
function filterMarket(
  observation: Observation,
  plan: PlanObservation,
  before: Market | undefined,
  { drift }: Parameters,
): Market {
  if (before === undefined)
    return { base: plan.suggestedBid, level: 0, levelVariance: 0.36, volume: null, volumeVariance: 1 };
  const { uncappedClicks: clicks, uncappedCost: cost, impressions } = yesterdayOf(observation, plan);
  const bid = plan.history.bid[observation.day - 1]!;
  let { level, volume } = before;
  let levelVariance = before.levelVariance + drift / 4;
  let volumeVariance = before.volumeVariance + drift;
  if (!(bid > 0) || !(before.base > 0)) return { ...before, levelVariance, volumeVariance };
  const place = log(bid / before.base);
  if (clicks >= 1) {
    const events = plan.bidsFor === 'click' ? clicks : Math.max(1, impressions) / 1000;
    const ratio = clamp(cost / events / bid, 0.02, 1);
    const noise = 0.05 + 0.6 / clicks;
    const gain = levelVariance / (levelVariance + noise);
    level += gain * (place - placeOfRatio(ratio) - level);
    levelVariance *= 1 - gain;
  }
  const seen = log((clicks + 0.3) / Math.max(clickShare(place - level), 1e-4));
  const noise = 0.02 + 1 / (clicks + 0.5);
  const gain = volume === null ? 1 : volumeVariance / (volumeVariance + noise);
  volumeVariance = volume === null ? noise + 0.1 : volumeVariance * (1 - gain);
  volume = volume === null ? seen : volume + gain * (seen - volume);
  return { base: before.base, level, levelVariance, volume, volumeVariance };
}

function correctBias(
  observation: Observation,
  plans: readonly PlanObservation[],
  before: Bias | undefined,
): Bias {
  if (before === undefined) return { cost: 0, roas: 0, predictedCost: 0, predictedRoas: 0 };
  let uncapped = 0;
  let cost = 0;
  let revenue = 0;
  for (const plan of plans) {
    const day = yesterdayOf(observation, plan);
    uncapped += day.uncappedCost;
    cost += day.cost;
    revenue += day.revenue;
  }
  const known = observation.knownShareByAge[0]!;
  const surprise = (seen: number, predicted: number): number =>
    predicted > 0 && seen > 0 ? clamp(log(seen / predicted), -0.7, 0.7) : 0;
  const seenRoas = cost > 0 && known > 0 ? revenue / known / cost : 0;
  return {
    ...before,
    cost: clamp(before.cost + 0.35 * surprise(uncapped, before.predictedCost), -1, 1),
    roas: clamp(before.roas + 0.08 * surprise(seenRoas, before.predictedRoas), -0.6, 0.6),
  };
}

/** Bids of the trust region on offer a plan. */
const PLACES = 17;

function solve(
  observation: Observation,
  plans: readonly PlanObservation[],
  markets: readonly Market[],
  values: readonly number[],
  bias: Bias,
  { trust }: Parameters,
): { bids: number[]; theta: number; predictedCost: number; predictedRoas: number } {
  const { limits, day, days } = observation;
  const step = Math.min(trust, limits.bidStep);
  const bid = new Float64Array(plans.length * PLACES);
  const clicks = new Float64Array(bid.length);
  const cost = new Float64Array(bid.length);
  plans.forEach((plan, i) => {
    const { base, level, volume } = markets[i]!;
    for (let j = 0; j < PLACES; j++) {
      const k = i * PLACES + j;
      const position = j / (PLACES - 1);
      bid[k] = plan.bid * exp(log(1 - step) * (1 - position) + log(1 + step) * position);
      if (!(bid[k]! > 0) || !(base > 0)) continue;
      const x = log(bid[k]! / base) - level;
      clicks[k] = exp(volume ?? 0) * clickShare(x);
      cost[k] = clicks[k]! * priceRatio(x) * bid[k]!;
    }
  });
  const budget = limits.dailyBudget / exp(bias.cost);
  const totals = storeTotals(observation);
  const floor = limits.minAverageRoas ?? 0;
  const spent = plans.reduce((sum, plan) => sum + yesterdayOf(observation, plan).uncappedCost, 0);
  const rest = Math.min(spent, limits.dailyBudget) * (days - day);
  const aim =
    (rest > 0
      ? clamp((floor * (totals.cost + rest) - totals.revenue) / rest, 0.7 * floor, 1.4 * floor)
      : floor) / exp(bias.roas);
  const picked = new Int32Array(plans.length);
  const pick = (theta: number): { spend: number; value: number } => {
    let spend = 0;
    let value = 0;
    plans.forEach((_, i) => {
      let best = -Infinity;
      for (let k = i * PLACES; k < (i + 1) * PLACES; k++) {
        const gain = values[i]! * clicks[k]! - theta * cost[k]!;
        if (gain > best) {
          best = gain;
          picked[i] = k;
        }
      }
      spend += cost[picked[i]!]!;
      value += values[i]! * clicks[picked[i]!]!;
    });
    return { spend, value };
  };
  let low = log(0.05);
  let high = log(100);
  for (let k = 0; k < 30; k++) {
    const middle = (low + high) / 2;
    const { spend, value } = pick(exp(middle));
    if (spend > budget || value < aim * spend) low = middle;
    else high = middle;
  }
  const { spend, value } = pick(exp(high));
  return {
    bids: Array.from(picked, (k) => bid[k]!),
    theta: exp(high),
    predictedCost: spend,
    predictedRoas: spend > 0 ? value / spend : 0,
  };
}
