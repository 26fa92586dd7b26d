import type { Decision } from '../contract/decision.ts';
import type { Strategy } from '../contract/strategy.ts';
import type { Truth } from '../contract/truth.ts';
import { exp, log } from '../math/elementary.ts';
import { onDay } from '../scenario/resolved.ts';
import { dayCurve, dayKey, type DayCurve } from '../strategies/clairvoyant/dayCurve.ts';
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
  const { days, plans } = scenario;
  const optimum = optimumOf(truth);
  const curves = new Map<string, DayCurve>();
  let revenue = 0;
  const bids = Array.from({ length: days }, (_, day) => {
    const own = plans.map((_, p) => {
      const key = `${p}@${dayKey(truth, p, day)}`;
      let curve = curves.get(key);
      if (curve === undefined) curves.set(key, (curve = dayCurve(truth, p, day)));
      return curve;
    });
    const values = plans.map(
      (plan) => onDay(plan.conversionRate, day) * scenario.season.conversion[day]! * plan.economics.price,
    );
    const spendOf = (bid: (plan: number) => number): number =>
      own.reduce((sum, curve, p) => sum + at(curve, curve.cost, bid(p)), 0);
    const target = spendOf((p) => optimum.bid(p, day));
    let low = log(1e-3);
    let high = log(1e3);
    for (let i = 0; i < 50; i++) {
      const middle = (low + high) / 2;
      if (spendOf((p) => values[p]! / exp(middle)) > target) low = middle;
      else high = middle;
    }
    const theta = exp(high);
    const today = values.map((value) => value / theta);
    revenue += own.reduce((sum, curve, p) => sum + at(curve, curve.revenue, today[p]!), 0);
    return today;
  });
  return { bids, revenue };
}

/** A column of a curve at a bid, linear between places; 0 at a bid of 0. */
function at({ bid }: DayCurve, values: Float64Array, x: number): number {
  const last = bid.length - 1;
  if (!(x > bid[0]!)) return x > 0 ? values[0]! * (x / bid[0]!) : 0;
  if (x >= bid[last]!) return values[last]!;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (bid[middle]! > x) high = middle;
    else low = middle;
  }
  return values[low]! + ((values[high]! - values[low]!) * (x - bid[low]!)) / (bid[high]! - bid[low]!);
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
