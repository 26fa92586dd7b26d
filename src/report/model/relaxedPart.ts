import { sameSetting } from '../../core/analysis/optimize/stepPath.ts';
import type { OptimizeResult, PlanSetting } from '../../core/analysis/optimizeResult.ts';
import { fill } from '../format/fill.ts';
import { type NumberFormat, quantityOfMetric } from '../format/numberFormat.ts';
import { plainText } from '../format/plainText.ts';
import type { Locale } from '../locales/en.ts';
import { type Cell, type Column, type Table, words } from '../table.ts';

/** Today, recommended within a step, and without bounds, side by side, and what the bounds cost. */
export interface RelaxedPart {
  readonly table: Table;
  readonly notes: readonly string[];
}

/** Null where the recommendation is not held within a step. */
export function relaxedPart(
  result: OptimizeResult,
  locale: Locale,
  format: NumberFormat,
): RelaxedPart | null {
  const { relaxed, plans, scenario } = result;
  if (relaxed === undefined) return null;
  const { columns, relaxed: text, units } = locale;
  const money = fill(units.moneyPerDay, { currency: scenario.currency });
  const sides = ['today', 'recommended', 'free'] as const;
  const labels = { today: columns.today, recommended: text.within, free: text.free };
  const kinds = [
    ['bid', columns.bid, scenario.currency],
    ['budget', columns.budget, money],
    ['spend', columns.spend, money],
    ['revenue', columns.revenue, money],
  ] as const;
  const left: Column = { key: 'plan', label: columns.plan, unit: null, align: 'left' };
  const figures = kinds.flatMap(([key, label, unit]) =>
    sides.map((side): Column => ({
      key: `${key}-${side}`,
      label: `${label}, ${labels[side].toLowerCase()}`,
      unit,
      align: 'right',
    })),
  );
  type Side = Pick<PlanSetting, 'bid' | 'dailyBudget' | 'enabled' | 'figures'>;
  const cellsOf = (side: string, { bid, dailyBudget, enabled, figures: { spend, revenue } }: Side) => ({
    [`bid-${side}`]: enabled ? format.cell('price', bid) : words(locale.off),
    [`budget-${side}`]: enabled ? format.cell('money', dailyBudget) : words(locale.off),
    [`spend-${side}`]: format.cell('moneyPerDay', spend),
    [`revenue-${side}`]: format.cell('moneyPerDay', revenue),
  });
  const rows = plans.map(({ name, today, recommended }, p): Record<string, Cell> => ({
    plan: words(plainText(name)),
    ...cellsOf('today', today),
    ...cellsOf('recommended', recommended),
    ...cellsOf('free', relaxed.plans[p]!),
  }));
  const own = result.target === undefined ? scenario.objective : 'spend';
  const changes = [own, own === 'profit' ? 'revenue' : 'profit'] as const;
  const filled = {
    ...stepWords(result, format),
    changes: changes
      .map((metric) => {
        const { mean, low, high } = relaxed.cost[metric];
        const phrase = (value: number): string => format.phrase(quantityOfMetric[metric], value, true);
        const interval = fill(locale.headline.intervalAt, { low: phrase(low), high: phrase(high) });
        const name = locale.metricNames[metric].toLowerCase();
        return fill(text.change, { metric: name, gain: phrase(mean), interval });
      })
      .join(locale.listSeparator),
  };
  const moves = plans.some(({ recommended }, p) => !sameSetting(recommended, relaxed.plans[p]!));
  const away = daysOfSteps(result);
  const days = away > 1 ? [text.path] : away === 1 ? [text.oneDay] : [];
  return {
    table: { caption: text.title, columns: [left, ...figures], rows },
    notes: [text.step, moves ? text.cost : text.nothing, ...days].map((template) => fill(template, filled)),
  };
}

/** How many days the steps to the optimum take, in words; null where one is enough or steps are shown anyway. */
export function stepsNote(result: OptimizeResult, locale: Locale, format: NumberFormat): string | null {
  const days = daysOfSteps(result);
  return days <= 1 || result.relaxed !== undefined ? null : fill(locale.stepsNote, stepWords(result, format));
}

/** The day on which the last plan is at the optimum. */
export function daysOfSteps({ steps }: OptimizeResult): number {
  return steps.reduce((most, { day }) => Math.max(most, day), 0);
}

function stepWords(
  result: OptimizeResult,
  format: NumberFormat,
): Record<'bidStep' | 'budgetStep' | 'days', string> {
  const { bidStep, budgetStep } = result.scenario;
  return {
    bidStep: format.phrase('change', bidStep),
    budgetStep: format.phrase('change', budgetStep),
    days: format.phrase('count', daysOfSteps(result)),
  };
}

/** Settings day by day, a row a plan that still moves. */
export function stepsTable(result: OptimizeResult, locale: Locale, format: NumberFormat): Table {
  const { columns, units } = locale;
  const { currency } = result.scenario;
  const right = (key: string, label: string, unit: string | null): Column => ({
    key,
    label,
    unit,
    align: 'right',
  });
  return {
    caption: locale.relaxed.days,
    columns: [
      right('day', columns.day, null),
      { key: 'planId', label: columns.planId, unit: null, align: 'left' },
      { key: 'on', label: columns.onRecommended, unit: null, align: 'left' },
      right('bid', columns.bid, currency),
      right('budget', columns.budget, fill(units.moneyPerDay, { currency })),
    ],
    rows: result.steps.map(({ day, planId, bid, dailyBudget, enabled }) => ({
      day: format.cell('count', day),
      planId: words(plainText(planId)),
      on: words(enabled ? locale.yes : locale.no),
      bid: format.cell('price', bid),
      budget: format.cell('money', dailyBudget),
    })),
  };
}
