import type { Observation, PlanObservation } from '../../contract/observation.ts';
import type { Strategy, StrategyState } from '../../contract/strategy.ts';
import { exp, log, pow } from '../../math/elementary.ts';
import { clamp } from '../shared/clamp.ts';
import { clickValues, type ClickValue } from '../shared/clickValues.ts';
import { decideBids } from '../shared/decideBids.ts';
import { movablePlans } from '../shared/movable.ts';
import { observedClickThrough, perBidUnit } from '../shared/perBid.ts';
import { startLevel } from '../shared/startLevel.ts';
import { storeTotals } from '../shared/storeTotals.ts';
import { yesterdayOf } from '../shared/yesterday.ts';
import { smoothedReturns } from './proportional.ts';

/** Relative bids of the plans today; may remember weights by plan id. */
type Weigh = (
  observation: Observation,
  plans: readonly PlanObservation[],
  values: readonly ClickValue[],
  remembered: Readonly<Record<string, number>>,
) => number[];

const defaults = {
  decay: 0.97,
  priorConversion: 0.03,
  priorClicks: 300,
  budgetGain: 0.35,
  budgetDamping: 0.15,
  roasGain: 0.25,
  roasDamping: 0.1,
  smoothing: 0.85,
};
type Parameters = typeof defaults;

/**
 * Past days count as days of at most so many times yesterday's spend. Without it one dear day outweighs the cheap ones after it, and
 * its error is integrated for as long as spend falls: wind-up, down to bids that win nothing.
 */
const SPEAKS = 3;

interface Levels {
  readonly budget: number;
  readonly roas: number;
  readonly budgetError: number;
  readonly roasError: number;
  /** Smoothed, null before the first day. */
  readonly revenue: number | null;
  readonly cost: number | null;
}

/**
 * Bids `exp(level) x weight`. The level is the lower of two, each moved by a velocity PID in the log (Zhang et al. 2016): one on
 * budget over uncapped spend, one on smoothed ROAS over the floor. Anti-windup: neither runs more than 0.3 above the other.
 */
function paced(name: string, description: string, learnsValues: boolean, weigh: Weigh): Strategy {
  return {
    name,
    description,
    properties: { control: 'daily', oracle: false, learnsValues },
    defaults,
    decide: (observation, state, params) => {
      const parameters = params as unknown as Parameters;
      const plans = movablePlans(observation);
      if (plans.length === 0) return { decisions: [], state };
      const values = clickValues(observation, plans, parameters);
      const remembered = (state['weights'] as Record<string, number> | undefined) ?? {};
      const weights = weigh(observation, plans, values, remembered);
      const before = state['levels'] as Levels | undefined;
      const levels =
        before === undefined
          ? firstLevels(startLevel(plans, weights))
          : nextLevels(observation, plans, values, before, parameters);
      const level = exp(Math.min(levels.budget, levels.roas));
      const rule = levels.budget <= levels.roas ? 'pace-budget' : 'pace-roas';
      const wishes = plans.map((plan, i) => ({
        plan,
        bid: level * weights[i]!,
        reason: { rule, figures: { weight: weights[i]!, level } },
      }));
      const next: StrategyState = {
        levels,
        weights: Object.fromEntries(plans.map(({ id }, i) => [id, weights[i]!])),
      };
      return { decisions: decideBids(observation, wishes), state: next };
    },
  };
}

const firstLevels = (level: number): Levels => ({
  budget: level,
  roas: level,
  budgetError: 0,
  roasError: 0,
  revenue: null,
  cost: null,
});

function nextLevels(
  observation: Observation,
  plans: readonly PlanObservation[],
  values: readonly ClickValue[],
  before: Levels,
  { budgetGain, budgetDamping, roasGain, roasDamping, smoothing }: Parameters,
): Levels {
  const { dailyBudget, minAverageRoas } = observation.limits;
  const late = observation.knownShareByAge[0]! < 1;
  let uncapped = 0;
  let cost = 0;
  let revenue = 0;
  plans.forEach((plan, i) => {
    const day = yesterdayOf(observation, plan);
    uncapped += day.uncappedCost;
    cost += day.cost;
    revenue += late ? values[i]!.revenue * day.clicks : day.revenue;
  });
  const stillSpeaks =
    before.cost === null || before.cost === 0 ? 1 : Math.min(1, (SPEAKS * cost) / before.cost);
  const smooth = (old: number | null, now: number): number =>
    old === null ? now : smoothing * stillSpeaks * old + (1 - smoothing) * now;
  const budgetError = errorOf(dailyBudget, uncapped);
  const smoothed = { revenue: smooth(before.revenue, revenue), cost: smooth(before.cost, cost) };
  // A day without spend breaks no floor; to read the last error again and again would lower the level without end.
  const roasError =
    minAverageRoas === null || smoothed.cost === 0
      ? 1
      : errorOf(smoothed.revenue, minAverageRoas * smoothed.cost);
  const budget =
    before.budget + budgetGain * budgetError + budgetDamping * (budgetError - before.budgetError);
  const roas = before.roas + roasGain * roasError + roasDamping * (roasError - before.roasError);
  const lower = Math.min(budget, roas);
  return {
    budget: Math.min(budget, lower + 0.3),
    roas: Math.min(roas, lower + 0.3),
    budgetError,
    roasError,
    ...smoothed,
  };
}

/** ln(a/b) held within +-1; 1 where there is nothing to divide by. */
function errorOf(a: number, b: number): number {
  if (!(b > 0)) return a > 0 ? 1 : 0;
  return a > 0 ? clamp(log(a / b), -1, 1) : -1;
}

/** Bids as the platform suggests, together raised or lowered. */
export const equalPaced = paced(
  'equal-paced',
  'Suggested bids, their common level paced',
  false,
  (_, plans) => plans.map(({ suggestedBid }) => suggestedBid),
);

/** Bids in proportion to suggested bid x click-through, paced. */
export const ctrPaced = paced(
  'ctr-paced',
  'Bids by click-through, their common level paced',
  false,
  (_, plans) => {
    const rates = plans.map((plan) => observedClickThrough(plan, 0.97));
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / plans.length;
    return plans.map(({ suggestedBid }, i) => (suggestedBid * rates[i]!) / mean);
  },
);

/** Weights drift with each plan's return relative to the account's, paced. */
export const roiPaced = paced(
  'roi-paced',
  'Bids drift toward plans with the better return, their common level paced',
  false,
  (observation, plans, _, remembered) => {
    if (observation.day === 0) return plans.map(({ suggestedBid }) => suggestedBid);
    const returns = smoothedReturns(observation, plans, defaults);
    const { cost, revenue } = storeTotals(observation);
    const account = Math.max(0.05, cost > 0 ? revenue / cost : 0);
    return plans.map(
      ({ id, suggestedBid }, i) =>
        (remembered[id] ?? suggestedBid) * pow(clamp(returns[i]! / account, 0.25, 4), 0.12),
    );
  },
);

/** Bids in proportion to the value of a click, paced: value-PID. */
export const valuePid = paced(
  'value-pid',
  'Bids by the value of a click, their common level held by PID on budget and ROAS floor',
  true,
  (_, plans, values) => plans.map((plan, i) => perBidUnit(plan, values[i]!.revenue)),
);
