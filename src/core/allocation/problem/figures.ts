import { CompensatedSum, compensatedSum } from '../../math/sum.ts';
import type { Model, ModelPlan } from './buildModel.ts';
import { outcomesOf } from './outcomes.ts';
import type { Figures } from './result.ts';
import { cvarOf, quantileOf } from './riskMeasure.ts';

/** Figures of one plan at a spend and revenue. */
export function planFigures({ economics }: ModelPlan, spend: number, revenue: number): Figures {
  const { margin, ordersPerRevenue, clicksPerRevenue } = economics;
  const figures: { -readonly [K in keyof Figures]: Figures[K] } = {
    spend,
    revenue,
    profit: revenue * margin - spend,
  };
  if (ordersPerRevenue > 0) figures.orders = revenue * ordersPerRevenue;
  if (clicksPerRevenue > 0) figures.clicks = revenue * clicksPerRevenue;
  if (spend > 0) figures.roas = revenue / spend;
  return figures;
}

/** Sums of figures; orders and clicks only where every plan has them. */
export function totalFigures(parts: readonly Figures[]): Figures {
  const sum = () => new CompensatedSum();
  const [spend, revenue, profit, orders, clicks] = [sum(), sum(), sum(), sum(), sum()];
  let [ordered, clicked] = [true, true];
  for (const part of parts) {
    spend.add(part.spend);
    revenue.add(part.revenue);
    profit.add(part.profit);
    if (part.orders === undefined) ordered = false;
    else orders.add(part.orders);
    if (part.clicks === undefined) clicked = false;
    else clicks.add(part.clicks);
  }
  return {
    spend: spend.value,
    revenue: revenue.value,
    profit: profit.value,
    ...(ordered ? { orders: orders.value } : {}),
    ...(clicked ? { clicks: clicks.value } : {}),
    ...(spend.value > 0 ? { roas: revenue.value / spend.value } : {}),
  };
}

/** Revenue of every plan of a model at given spends. */
export function revenues({ plans, curves }: Model, spend: Float64Array): Float64Array {
  return spend.map((x, i) => curves[i]!.value(x) / plans[i]!.weight);
}

/**
 * The model's objective at given spends: of the curves planned for, or of the bad cases where the risk names them; for
 * MinimizeBudget the spend itself, to be small.
 *
 * @param earned what the curves earn at those spends, if it is known
 */
export function objectiveValue(model: Model, spend: Float64Array, earned?: Float64Array): number {
  const { curves, objective, scenarios } = model;
  const { valueWeight, moneyPrice } = objective;
  if (valueWeight === 0) return compensatedSum(spend);
  const risk = scenarios?.risk;
  if (risk?.measure === 'cvar') return cvarOf(outcomesOf(model, spend), risk.level);
  if (risk?.measure === 'quantile') return quantileOf(outcomesOf(model, spend), risk.level);
  const valueOf = (x: number, i: number) => earned?.[i] ?? curves[i]!.value(x);
  return compensatedSum(spend.map((x, i) => valueWeight * valueOf(x, i) - moneyPrice * x));
}
