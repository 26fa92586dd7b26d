import type { Observation, PlanObservation } from '../../contract/observation.ts';
import type { Strategy } from '../../contract/strategy.ts';
import { exp, log } from '../../math/elementary.ts';
import { streamKey, uniform } from '../../math/keyed.ts';
import { normalQuantile } from '../../math/normalQuantile.ts';
import { clamp } from '../shared/clamp.ts';
import { clickValues, type ClickValue } from '../shared/clickValues.ts';
import { decideBids } from '../shared/decideBids.ts';
import { movablePlans } from '../shared/movable.ts';
import { storeTotals } from '../shared/storeTotals.ts';
import { yesterdayOf } from '../shared/yesterday.ts';
import { chooseBids } from './chooseBids.ts';
import {
  addEvidence,
  gridFactors,
  gridMiddle,
  gridSize,
  noEvidence,
  posteriorCurve,
  type Evidence,
} from './curveProcess.ts';

const defaults = {
  decay: 0.985,
  priorConversion: 0.03,
  priorClicks: 300,
  /** Relative margin on the ROAS floor. */
  safety: 0.2,
  forget: 0.995,
  /** Standard deviations added to expected clicks (UCB). */
  optimism: 1,
  /** Names the draws of Thompson sampling. */
  seed: 1,
};
type Parameters = typeof defaults;

/** What is known of a plan's curves. */
interface Arm {
  /** First suggested bid, the middle of the grid. */
  readonly base: number;
  readonly clickScale: number;
  readonly costScale: number;
  readonly clicks: Evidence;
  readonly cost: Evidence;
}

/**
 * Gaussian-process bandit with a knapsack (after Nuara et al. 2018, 2022; simplified: independent one-dimensional processes for
 * clicks and cost over a grid of bids, no budget dimension). Each day it samples curves (Thompson) or takes optimistic ones (UCB)
 * and solves the multiple-choice knapsack.
 */
function gaussianProcess(name: string, description: string, thompson: boolean): Strategy {
  return {
    name,
    description,
    properties: { control: 'daily', oracle: false },
    defaults,
    decide: (observation, state, params) => {
      const parameters = params as unknown as Parameters;
      const plans = movablePlans(observation);
      const before = (state['arms'] as Record<string, Arm> | undefined) ?? {};
      const arms = Object.fromEntries(
        plans.map((plan) => [plan.id, learn(observation, plan, before[plan.id], parameters)]),
      );
      const values = clickValues(observation, plans, parameters);
      const chosen =
        observation.day === 0
          ? plans.map(() => gridMiddle)
          : choose(observation, plans, values, arms, parameters, thompson);
      const wishes = plans.map((plan, i) => {
        const { base } = arms[plan.id]!;
        const place = chosen[i]!;
        const bid = place < 0 ? 0.1 * base : base * gridFactors[place]!;
        return { plan, bid, reason: { rule: 'bandit', figures: { place, bid } } };
      });
      return { decisions: decideBids(observation, wishes), state: { arms } };
    },
  };
}

function learn(
  observation: Observation,
  plan: PlanObservation,
  before: Arm | undefined,
  { forget }: Parameters,
): Arm {
  const t = observation.day - 1;
  if (before === undefined)
    return { base: plan.suggestedBid, clickScale: 0, costScale: 0, clicks: noEvidence, cost: noEvidence };
  const { uncappedClicks: clicks, uncappedCost: cost } = yesterdayOf(observation, plan);
  const { base } = before;
  // The scale is a plan's first day with clicks: the grid's values are then about 0.4 there.
  const clickScale = before.clickScale > 0 ? before.clickScale : 2.5 * clicks;
  const costScale = before.costScale > 0 ? before.costScale : 2.5 * cost;
  const stood = plan.history.bid[t]!;
  const place = clickScale > 0 && costScale > 0 && base > 0 && stood > 0 ? placeOf(stood / base) : null;
  const relative = 1 / Math.max(1, clicks) + 0.01;
  const seen = (y: number, floor: number): number => Math.max(y * y * relative, 4e-4 + floor);
  const y = { clicks: clicks / clickScale, cost: cost / costScale };
  return {
    base,
    clickScale,
    costScale,
    clicks: addEvidence(
      before.clicks,
      place,
      y.clicks,
      seen(y.clicks, clickScale > 0 ? 0.5 / (clickScale * clickScale) : 0),
      forget,
    ),
    cost: addEvidence(before.cost, place, y.cost, seen(y.cost, 0), forget),
  };
}

/** Nearest place of the grid; a bid far below it is none. */
function placeOf(ratio: number): number | null {
  const place = Math.round(gridMiddle * (1 + log(ratio) / log(4)));
  return place < -1 ? null : clamp(place, 0, gridSize - 1);
}

function choose(
  observation: Observation,
  plans: readonly PlanObservation[],
  values: readonly ClickValue[],
  arms: Readonly<Record<string, Arm>>,
  { safety, optimism, seed }: Parameters,
  thompson: boolean,
): number[] {
  const { day, days, limits } = observation;
  const cost: Float64Array[] = [];
  const value: Float64Array[] = [];
  plans.forEach((plan, i) => {
    const arm = arms[plan.id]!;
    const key = thompson ? streamKey(seed, `bandit/${plan.id}`) : null;
    const normal = (channel: number, index: number): number =>
      normalQuantile(uniform(key!, day, channel, index));
    const draws = (channel: number): Float64Array | null =>
      key === null ? null : Float64Array.from({ length: gridSize }, (_, g) => normal(channel, g));
    const clicks = posteriorCurve(arm.clicks, 0.8, draws(0), thompson ? 0 : optimism);
    const spend = posteriorCurve(arm.cost, 1.5, draws(1), 0);
    const doubt =
      key === null ? 1 : exp(0.7 * Math.sqrt(Math.min(values[i]!.relativeVariance, 1)) * normal(2, 0));
    const worth = values[i]!.revenue * doubt * arm.clickScale;
    cost.push(spend.map((one) => one * arm.costScale));
    value.push(clicks.map((one) => one * worth));
  });
  const floor = limits.minAverageRoas ?? 0;
  const totals = storeTotals(observation);
  const rest = limits.dailyBudget * Math.max(1, days - day);
  const aim =
    rest > 0
      ? clamp((floor * (totals.cost + rest) - totals.revenue) / rest, 0.6 * floor, 1.5 * floor)
      : floor;
  return chooseBids(cost, value, limits.dailyBudget, aim * (1 + safety));
}

export const gpThompson = gaussianProcess(
  'gp-ts',
  'Gaussian-process curves a plan, Thompson sampling, knapsack over bids',
  true,
);

export const gpUcb = gaussianProcess(
  'gp-ucb',
  'Gaussian-process curves a plan, optimistic clicks, knapsack over bids',
  false,
);
