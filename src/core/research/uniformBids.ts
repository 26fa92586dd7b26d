import type { Decision } from '../contract/decision.ts';
import type { Strategy } from '../contract/strategy.ts';
import type { Truth } from '../contract/truth.ts';
import { exp, log } from '../math/elementary.ts';
import { onDay } from '../scenario/resolved.ts';
import type { DayCurve } from '../strategies/clairvoyant/dayCurve.ts';
import { curveAt, trueCurves } from './trueCurves.ts';
import { optimumOf } from '../strategies/clairvoyant/optimumOf.ts';

/** The best that bids in proportion to true values can do: v/theta, theta such that each day spends what the optimum spends. */
export interface UniformBids {
  /** By day, by plan. */
  readonly bids: readonly (readonly number[])[];
  /** Expected revenue of all days [currency]. */
  readonly revenue: number;
}

export function uniformBids(truth: Truth): UniformBids {
  const { scenario } = truth;
  const { days } = scenario;
  const optimum = optimumOf(truth);
  const curvesOn = trueCurves(truth);
  let revenue = 0;
  const bids = Array.from({ length: days }, (_, day) => {
    const own = curvesOn(day);
    const values = trueValues(truth, day);
    const target = spendAt(own, (p) => optimum.bid(p, day));
    const theta = levelFor(own, values, target);
    const today = values.map((value) => value / theta);
    revenue += own.reduce((sum, curve, p) => sum + curveAt(curve, curve.revenue, today[p]!), 0);
    return today;
  });
  return { bids, revenue };
}

/** True value of a click of each plan on a day [currency/click]. */
export function trueValues({ scenario }: Truth, day: number): number[] {
  return scenario.plans.map(
    (plan) => onDay(plan.conversionRate, day) * scenario.season.conversion[day]! * plan.economics.price,
  );
}

/** theta such that bids v/theta are expected to spend `target` on the day of these curves; the largest bids where they cannot. */
export function levelFor(curves: readonly DayCurve[], values: readonly number[], target: number): number {
  let low = log(1e-3);
  let high = log(1e3);
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (spendAt(curves, (p) => values[p]! / exp(middle)) > target) low = middle;
    else high = middle;
  }
  return exp(high);
}

function spendAt(curves: readonly DayCurve[], bid: (plan: number) => number): number {
  return curves.reduce((sum, curve, p) => sum + curveAt(curve, curve.cost, bid(p)), 0);
}

/** Plays given bids with every budget open: a reference. */
export function playBids(bids: UniformBids['bids']): Strategy {
  return {
    name: 'uniform-true',
    description: 'Reference: true values over the best level of each day',
    properties: { control: 'daily', oracle: true },
    defaults: {},
    decide: ({ day, plans, limits }, state) => ({
      decisions: plans.map((plan, p): Decision => ({
        planId: plan.id,
        bid: bids[day]![p]!,
        dailyBudget: limits.dailyBudget,
        reason: { rule: 'uniform-true', figures: { bid: bids[day]![p]! } },
      })),
      state,
    }),
  };
}
