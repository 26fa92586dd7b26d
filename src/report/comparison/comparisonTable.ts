import { type Estimate, type Figures, type Metric, metrics } from '../../core/analysis/figures.ts';
import { minorDecimals, numberFormat, quantityOfMetric } from '../format/numberFormat.ts';
import { plainText } from '../format/plainText.ts';
import { en, type Locale } from '../locales/en.ts';
import { metricUnit } from '../model/storeRows.ts';
import { type Cell, type Column, type Table, words } from '../table.ts';

/** What `compare` finds: each variant's figures, and its paired differences from the base over the same runs. */
export interface Comparison {
  readonly base: Figures;
  readonly variants: readonly {
    readonly id: string;
    readonly description: string;
    readonly figures: Figures;
    /** Variant less base, 90 % interval. */
    readonly difference: Readonly<Record<Metric, Estimate>>;
  }[];
}

/** A row a variant and metric: base, variant, paired difference and its interval; long, so that it fits any width. */
export function comparisonTable(
  { base, variants }: Comparison,
  currency: string,
  shown: readonly Metric[] = metrics,
  locale: Locale = en,
): Table {
  const format = numberFormat(locale, currency, minorDecimals(currency));
  const { columns, compare } = locale;
  const text = (key: string, label: string): Column => ({ key, label, unit: null, align: 'left' });
  const number = (key: string, label: string): Column => ({ key, label, unit: null, align: 'right' });
  return {
    caption: compare.caption,
    columns: [
      text('variant', columns.variant),
      text('metric', columns.metric),
      number('base', compare.base),
      number('figure', columns.variant),
      number('difference', columns.difference),
      number('low', columns.low),
      number('high', columns.high),
      text('unit', columns.unit),
      text('description', columns.description),
    ],
    rows: variants.flatMap(({ id, description, figures, difference }) =>
      shown.map((metric) => {
        const cell = (value: number, signed: boolean): Cell =>
          format.cell(quantityOfMetric[metric], value, signed);
        const { mean, low, high } = difference[metric];
        return {
          variant: words(plainText(id)),
          metric: words(locale.metricNames[metric]),
          base: cell(base[metric], false),
          figure: cell(figures[metric], false),
          difference: cell(mean, true),
          low: cell(low, true),
          high: cell(high, true),
          unit: words(metricUnit(metric, currency, locale)),
          description: words(plainText(description)),
        };
      }),
    ),
  };
}
