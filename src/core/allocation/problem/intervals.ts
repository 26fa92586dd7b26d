import { compensatedSum } from '../../math/sum.ts';
import type { Model } from './buildModel.ts';
import { outcomesOf } from './outcomes.ts';
import { valueInCase } from './scenarios.ts';

/** Where the middle 90 % of the draws lie, and their mean. */
export interface Interval90 {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** What the draws say of a plan's, or the account's, figures. Spend is decided and certain. */
export interface Intervals {
  readonly revenue: Interval90;
  readonly profit: Interval90;
  readonly roas?: Interval90 | undefined;
  /** Revenue of the next unit of money; plans only. */
  readonly marginalRoas?: Interval90 | undefined;
  /** The objective; account only. */
  readonly value?: Interval90 | undefined;
}

/** Mean, 5 % and 95 % point of outcomes, between order statistics in proportion (Hyndman and Fan 1996, type 7). */
export function interval90(outcomes: Float64Array): Interval90 {
  const sorted = outcomes.slice().sort();
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const next = sorted[Math.min(sorted.length - 1, below + 1)]!;
    return sorted[below]! + (place - below) * (next - sorted[below]!);
  };
  return { mean: compensatedSum(outcomes) / outcomes.length, low: at(0.05), high: at(0.95) };
}

/** Intervals of every plan and of the account at given spends; `undefined` without draws. */
export function intervalsOf(
  model: Model,
  spend: Float64Array,
): { readonly plans: readonly Intervals[]; readonly account: Intervals } | undefined {
  const { scenarios, plans, objective } = model;
  if (scenarios === undefined) return undefined;
  const { count, curves } = scenarios;
  const total = { revenue: new Float64Array(count), profit: new Float64Array(count) };
  const perPlan = plans.map(({ weight, economics }, i) => {
    const x = spend[i]!;
    const draws = Array.from({ length: count }, (_, s) => s);
    const revenue = Float64Array.from(draws, (s) => valueInCase(curves[i]!, s, x) / weight);
    const profit = revenue.map((r) => r * economics.margin - x);
    const slopes = Float64Array.from(draws, (s) => (curves[i]![s] ?? curves[i]![0]!).slope(x) / weight);
    draws.forEach((s) => {
      total.revenue[s]! += revenue[s]!;
      total.profit[s]! += profit[s]!;
    });
    const marginal = slopes.every(Number.isFinite) ? { marginalRoas: interval90(slopes) } : {};
    return { ...figuresOf(revenue, profit, x), ...marginal };
  });
  const account = figuresOf(total.revenue, total.profit, compensatedSum(spend));
  const value = objective.valueWeight === 0 ? {} : { value: interval90(outcomesOf(model, spend)) };
  return { plans: perPlan, account: { ...account, ...value } };
}

function figuresOf(revenue: Float64Array, profit: Float64Array, spend: number): Intervals {
  const roas = spend > 0 ? { roas: interval90(revenue.map((r) => r / spend)) } : {};
  return { revenue: interval90(revenue), profit: interval90(profit), ...roas };
}
