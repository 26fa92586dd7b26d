import { type Metric, metrics } from '../../core/analysis/figures.ts';
import type { OptimizeResult } from '../../core/analysis/optimizeResult.ts';
import { fill } from '../format/fill.ts';
import type { NumberFormat } from '../format/numberFormat.ts';
import type { Locale } from '../locales/en.ts';
import { type Table, words } from '../table.ts';
import { type Change, changeOf } from './change.ts';

/** One metric of the store, today and as recommended. */
export interface StoreRow extends Change {
  readonly metric: Metric;
  readonly label: string;
  readonly meaning: string;
  /** `CNY/day`, `%`. */
  readonly unit: string;
}

/** The store's ten figures, rounded. */
export function storeRows(
  { scenario, store, runs }: OptimizeResult,
  locale: Locale,
  format: NumberFormat,
): StoreRow[] {
  return metrics.map((metric) => ({
    metric,
    label: locale.metricNames[metric],
    meaning: locale.metricMeanings[metric],
    unit: metricUnit(metric, scenario.currency, locale),
    ...changeOf(metric, store.today, store.recommended, store.difference[metric], runs, format),
  }));
}

/** The unit of a metric, all a day unless a ratio. */
export function metricUnit(metric: Metric, currency: string, locale: Locale): string {
  const { units } = locale;
  switch (metric) {
    case 'spend':
    case 'revenue':
    case 'profit':
      return fill(units.moneyPerDay, { currency });
    case 'costPerClick':
      return fill(units.perClick, { currency });
    case 'clickThroughRate':
    case 'conversionRate':
      return units.percent;
    case 'roas':
      return units.revenuePerSpend;
    default:
      return units.perDay;
  }
}

/** The store's figures as a table, a row a metric. */
export function storeTable(rows: readonly StoreRow[], locale: Locale): Table {
  const { columns, sections } = locale;
  return {
    caption: sections.store,
    columns: [
      { key: 'metric', label: columns.metric, unit: null, align: 'left' },
      { key: 'unit', label: columns.unit, unit: null, align: 'left' },
      { key: 'today', label: columns.today, unit: null, align: 'right' },
      { key: 'recommended', label: columns.recommended, unit: null, align: 'right' },
      { key: 'difference', label: columns.difference, unit: null, align: 'right' },
      { key: 'low', label: columns.low, unit: null, align: 'right' },
      { key: 'high', label: columns.high, unit: null, align: 'right' },
    ],
    rows: rows.map(({ label, unit, today, recommended, difference, low, high }) => ({
      metric: words(label),
      unit: words(unit),
      today,
      recommended,
      difference,
      low,
      high,
    })),
  };
}
