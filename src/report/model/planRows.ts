import { type Metric, metrics } from '../../core/analysis/figures.ts';
import type { OptimizeResult, PlanOutcome } from '../../core/analysis/optimizeResult.ts';
import { fill } from '../format/fill.ts';
import type { NumberFormat } from '../format/numberFormat.ts';
import { plainText } from '../format/plainText.ts';
import { roundTo } from '../format/roundTo.ts';
import type { Locale } from '../locales/en.ts';
import { reasonSentence } from '../messages/reasons.ts';
import { type Cell, type Column, type Table, undefinedCell, words } from '../table.ts';
import { type Change, changeOf } from './change.ts';
import { metricUnit } from './storeRows.ts';

type Action = 'raise' | 'lower' | 'adjust' | 'keep' | 'pause' | 'start' | 'off';

/** A bid or budget before and after, as set (not simulated). */
export interface SettingChange {
  readonly today: Cell;
  readonly recommended: Cell;
  /** [%] with sign; undefined from nothing. */
  readonly change: Cell;
}

export interface PlanRow {
  /** As in the scenario, safe to print. */
  readonly id: string;
  readonly name: string;
  readonly channel: string;
  readonly group: string | null;
  readonly product: string;
  readonly action: Action;
  readonly actionText: string;
  readonly onToday: boolean;
  readonly onRecommended: boolean;
  readonly bid: SettingChange;
  /** What the bid is for, `click`, and short for narrow places, `per click`. */
  readonly bidUnit: string;
  readonly bidUnitShort: string;
  readonly budget: SettingChange;
  readonly figures: Readonly<Record<Metric, Change>>;
  readonly marginalRoas: Cell;
  readonly breakEvenRoas: Cell;
  readonly netMargin: Cell;
  readonly reason: string;
  /** Index in the result's plans. */
  readonly index: number;
}

/** A row a plan, by the larger of spend today and spend recommended, largest first. */
export function planRows(result: OptimizeResult, locale: Locale, format: NumberFormat): PlanRow[] {
  const size = ({ today, recommended }: PlanOutcome): number =>
    Math.max(today.figures.spend, recommended.figures.spend);
  return result.plans
    .map((plan, index) => ({ plan, index }))
    .sort((a, b) => size(b.plan) - size(a.plan) || (a.plan.id < b.plan.id ? -1 : 1))
    .map(({ plan, index }) => {
      const figure = (metric: Metric): Change =>
        changeOf(
          metric,
          plan.today.figures,
          plan.recommended.figures,
          plan.difference[metric],
          result.runs,
          format,
        );
      const action = actionOf(plan);
      return {
        id: plainText(plan.id),
        name: plainText(plan.name),
        channel: locale.channels[plan.channel],
        group: plan.group === null ? null : plainText(plan.group),
        product: plainText(plan.productId),
        action,
        actionText: locale.actions[action],
        onToday: plan.today.enabled,
        onRecommended: plan.recommended.enabled,
        bid: settingChange('price', plan.today.bid, plan.recommended.bid, format),
        bidUnit: locale.bidTypes[plan.bidType ?? 'cpc'],
        bidUnitShort: locale.bidTypesShort[plan.bidType ?? 'cpc'],
        budget: settingChange('money', plan.today.dailyBudget, plan.recommended.dailyBudget, format),
        figures: Object.fromEntries(metrics.map((metric) => [metric, figure(metric)])) as Record<
          Metric,
          Change
        >,
        marginalRoas: plan.recommended.enabled ? format.cell('ratio', plan.marginalRoas) : undefinedCell,
        breakEvenRoas: format.cell('ratio', plan.breakEvenRoas),
        netMargin: format.cell('change', plan.netMargin),
        reason: reasonSentence(plan.reason, locale, format),
        index,
      };
    });
}

function settingChange(
  quantity: 'price' | 'money',
  before: number,
  after: number,
  format: NumberFormat,
): SettingChange {
  const today = format.cell(quantity, before);
  const recommended = format.cell(quantity, after);
  const [from, to] = [Number(today.value), Number(recommended.value)];
  const change =
    from > 0
      ? format.cellOfRounded('change', roundTo((100 * (to - from)) / from, format.decimals('change')), true)
      : undefinedCell;
  return { today, recommended, change };
}

function actionOf({ today, recommended }: PlanOutcome): Action {
  if (!today.enabled) return recommended.enabled ? 'start' : 'off';
  if (!recommended.enabled) return 'pause';
  const bid = Math.sign(recommended.bid - today.bid);
  const budget = Math.sign(recommended.dailyBudget - today.dailyBudget);
  if (bid === 0 && budget === 0) return 'keep';
  if (bid * budget < 0) return 'adjust';
  return bid + budget > 0 ? 'raise' : 'lower';
}

/** The full table, one row a plan: what plans.csv holds and other views take their columns from. */
export function planTable(rows: readonly PlanRow[], currency: string, locale: Locale): Table {
  const { columns, units } = locale;
  const text = (key: string, label: string): Column => ({ key, label, unit: null, align: 'left' });
  const number = (key: string, label: string, unit: string | null): Column => ({
    key,
    label,
    unit,
    align: 'right',
  });
  const perDay = fill(units.moneyPerDay, { currency });
  const settings: Column[] = [
    text('planId', columns.planId),
    text('name', columns.name),
    text('channel', columns.channel),
    text('group', columns.group),
    text('product', columns.product),
    text('action', columns.action),
    text('onToday', columns.onToday),
    text('onRecommended', columns.onRecommended),
    text('bidUnit', columns.bidUnit),
    number('bidToday', columns.bidToday, currency),
    number('bidRecommended', columns.bidRecommended, currency),
    number('bidChange', columns.bidChange, units.percent),
    number('budgetToday', columns.budgetToday, perDay),
    number('budgetRecommended', columns.budgetRecommended, perDay),
    number('budgetChange', columns.budgetChange, units.percent),
  ];
  const figures = metrics.flatMap((metric) => {
    const unit = metricUnit(metric, currency, locale);
    const label = (template: string): string => fill(template, { metric: locale.metricNames[metric] });
    return [
      number(`${metric}Today`, label(columns.metricToday), unit),
      number(`${metric}Recommended`, label(columns.metricRecommended), unit),
      number(
        `${metric}Difference`,
        label(columns.metricDifference),
        unit === units.percent ? units.points : unit,
      ),
      number(`${metric}Low`, label(columns.metricLow), unit === units.percent ? units.points : unit),
      number(`${metric}High`, label(columns.metricHigh), unit === units.percent ? units.points : unit),
    ];
  });
  const rest: Column[] = [
    number('marginalRoas', columns.marginalRoas, units.revenuePerSpend),
    number('breakEvenRoas', columns.breakEvenRoas, units.revenuePerSpend),
    number('netMargin', columns.netMargin, units.percent),
    text('reason', columns.reason),
  ];
  return {
    caption: locale.sections.plans,
    columns: [...settings, ...figures, ...rest],
    rows: rows.map((row) => planCells(row, locale)),
  };
}

function planCells(row: PlanRow, locale: Locale): Record<string, Cell> {
  const yesNo = (flag: boolean): Cell => words(flag ? locale.yes : locale.no);
  const cells: Record<string, Cell> = {
    planId: words(row.id),
    name: words(row.name),
    channel: words(row.channel),
    group: row.group === null ? undefinedCell : words(row.group),
    product: words(row.product),
    action: words(row.actionText),
    onToday: yesNo(row.onToday),
    onRecommended: yesNo(row.onRecommended),
    bidUnit: words(row.bidUnit),
    bidToday: row.bid.today,
    bidRecommended: row.bid.recommended,
    bidChange: row.bid.change,
    budgetToday: row.budget.today,
    budgetRecommended: row.budget.recommended,
    budgetChange: row.budget.change,
    marginalRoas: row.marginalRoas,
    breakEvenRoas: row.breakEvenRoas,
    netMargin: row.netMargin,
    reason: words(row.reason),
  };
  for (const metric of metrics) {
    const { today, recommended, difference, low, high } = row.figures[metric];
    cells[`${metric}Today`] = today;
    cells[`${metric}Recommended`] = recommended;
    cells[`${metric}Difference`] = difference;
    cells[`${metric}Low`] = low;
    cells[`${metric}High`] = high;
  }
  return cells;
}
