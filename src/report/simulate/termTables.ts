import type { SimulateResult } from '../../core/analysis/simulateResult.ts';
import type { TermRow } from '../../core/analysis/termReport.ts';
import type { RivalAction } from '../../core/engine/rivals.ts';
import { minorDecimals, numberFormat, type NumberFormat } from '../format/numberFormat.ts';
import { plainText } from '../format/plainText.ts';
import { en, type Locale } from '../locales/en.ts';
import { undefinedCell, words, type Cell, type Column, type Table } from '../table.ts';

/** The search-term report: daily means, dearest first. Columns that say nothing in this scenario are left out. */
export function termTable(result: SimulateResult, locale: Locale = en): Table {
  const format = formatOf(result, locale);
  const terms = result.terms ?? [];
  const { report } = locale.simulate;
  const perDay = locale.units.perDay;
  const optional: readonly (keyof TermRow & ('match' | 'term' | 'device' | 'premium'))[] = (
    ['match', 'term', 'device', 'premium'] as const
  ).filter((key) => terms.some((row) => row[key] !== null));
  return {
    caption: report.caption,
    columns: [
      text('plan', locale.columns.plan),
      text('keyword', report.keyword),
      ...optional.map((key) => text(key, report[key])),
      number('impressions', locale.metricNames.impressions, perDay),
      number('rank', report.rank, null),
      number('clicks', locale.metricNames.clicks, perDay),
      number('clickThroughRate', locale.metricNames.clickThroughRate, locale.units.percent),
      number('spend', locale.metricNames.spend, `${result.scenario.currency}/day`),
      number('costPerClick', locale.metricNames.costPerClick, `${result.scenario.currency}/click`),
      number('orders', locale.metricNames.orders, perDay),
      number('conversionRate', locale.metricNames.conversionRate, locale.units.percent),
      number('costPerOrder', report.costPerOrder, result.scenario.currency),
    ],
    rows: terms.map((row) => termCells(row, optional, format)),
  };
}

function termCells(
  row: TermRow,
  optional: readonly ('match' | 'term' | 'device' | 'premium')[],
  format: NumberFormat,
): Record<string, Cell> {
  const over = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
  return {
    plan: words(plainText(row.plan)),
    keyword: words(plainText(row.keyword)),
    ...Object.fromEntries(
      optional.map((key) => [key, row[key] === null ? undefinedCell : words(plainText(row[key]))]),
    ),
    impressions: format.cell('impressions', row.impressions),
    rank: format.cell('ratio', row.rankSum > 0 ? over(row.rankSum, row.impressions) : null),
    clicks: format.cell('clicks', row.clicks),
    clickThroughRate: format.cell('fraction', over(row.clicks, row.impressions)),
    spend: format.cell('moneyPerDay', row.spend),
    costPerClick: format.cell('price', over(row.spend, row.clicks)),
    orders: format.cell('orders', row.orders),
    conversionRate: format.cell('fraction', over(row.orders, row.clicks)),
    costPerOrder: format.cell('money', over(row.spend, row.orders)),
  };
}

/** What rivals did in one run, in order of days. */
export function rivalTable(actions: readonly RivalAction[]): Table {
  return {
    caption: 'rivals',
    columns: ['day', 'plan', 'cell', 'action', 'value'].map((key) => number(key, key, null)),
    rows: actions.map(({ day, planId, cellId, action, value }) => ({
      day: { text: String(day + 1), value: day + 1 },
      plan: words(planId),
      cell: words(cellId),
      action: words(action),
      value: { text: String(value), value },
    })),
  };
}

function formatOf(result: SimulateResult, locale: Locale): NumberFormat {
  const { currency } = result.scenario;
  return numberFormat(locale, currency, minorDecimals(currency));
}

function text(key: string, label: string): Column {
  return { key, label, unit: null, align: 'left' };
}

function number(key: string, label: string, unit: string | null): Column {
  return { key, label, unit, align: 'right' };
}
