import { metrics, type Figures } from '../../core/analysis/figures.ts';
import type { SimulateResult, StoreHours } from '../../core/analysis/simulateResult.ts';
import type { PreparedScenario } from '../../core/engine/prepare.ts';
import { ledgerColumns } from '../../core/engine/ledger.ts';
import type { RunResult } from '../../core/engine/result.ts';
import { rankBuckets } from '../../core/contract/rankBuckets.ts';
import { fill } from '../format/fill.ts';
import {
  decimalsNeeded,
  minorDecimals,
  numberFormat,
  quantityOfMetric,
  type NumberFormat,
} from '../format/numberFormat.ts';
import { placeName } from '../landscape/landscapeNames.ts';
import { plainText } from '../format/plainText.ts';
import { en, type Locale } from '../locales/en.ts';
import { metricUnit } from '../model/storeRows.ts';
import { words, type Cell, type Column, type Table } from '../table.ts';

/** The tables of a simulation: the store's figures with intervals, and a row a plan. */
export interface SimulateTables {
  readonly store: Table;
  readonly plans: Table;
  /** The other stores of the event tiers, a row a store. */
  readonly rivals?: Table;
  /** The day by hour: clicks and click prices of each store (event tiers with rival stores). */
  readonly hours?: Table;
  /** Where each plan's ads stood, as the back office shows it. */
  readonly delivery: Table;
}

export function simulateTables(result: SimulateResult, locale: Locale = en): SimulateTables {
  const { currency } = result.scenario;
  const bids = result.plans.map(({ bid }) => bid);
  const format = numberFormat(locale, currency, decimalsNeeded(bids, minorDecimals(currency)));
  const { columns } = locale;
  const text = (key: string, label: string): Column => ({ key, label, unit: null, align: 'left' });
  const figureCells = (figures: Figures): Record<string, Cell> =>
    Object.fromEntries(
      metrics.map((metric) => [metric, format.cell(quantityOfMetric[metric], figures[metric])]),
    );
  const many = result.runs > 1;
  const number = (label: string): Omit<Column, 'key'> => ({ label, unit: null, align: 'right' });
  const figureColumns = metrics
    .filter((metric) => metric !== 'impressions')
    .map((metric): Column => ({
      key: metric,
      label: locale.metricNames[metric],
      unit: metricUnit(metric, currency, locale),
      align: 'right',
    }));
  const { rivalStores, hours } = result;
  const rivals: Pick<SimulateTables, 'rivals' | 'hours'> =
    rivalStores === undefined || hours === undefined
      ? {}
      : {
          rivals: {
            caption: locale.simulate.rivalStore,
            columns: [
              text('id', locale.simulate.rivalStore),
              ...figureColumns,
              text('strategy', locale.simulate.strategy),
            ],
            rows: rivalStores.map(({ id, store, strategy }) => ({
              id: words(plainText(id)),
              ...figureCells(store),
              strategy: words(strategy),
            })),
          },
          hours: hourTable([{ id: locale.storeName, hours }, ...rivalStores], format, locale),
        };
  return {
    ...rivals,
    store: {
      caption: locale.storeName,
      columns: [
        text('metric', columns.metric),
        text('unit', columns.unit),
        { key: 'mean', ...number(locale.simulate.mean) },
        ...(many
          ? [
              { key: 'low', ...number(columns.low) },
              { key: 'high', ...number(columns.high) },
            ]
          : []),
      ],
      rows: metrics.map((metric) => ({
        metric: words(locale.metricNames[metric]),
        unit: words(metricUnit(metric, currency, locale)),
        mean: format.cell(quantityOfMetric[metric], result.store[metric]),
        low: format.cell(quantityOfMetric[metric], result.intervals[metric].low),
        high: format.cell(quantityOfMetric[metric], result.intervals[metric].high),
      })),
    },
    plans: {
      caption: columns.plan,
      columns: [
        text('plan', columns.plan),
        ...figureColumns,
        { key: 'bid', ...number(columns.bid) },
        { key: 'budget', ...number(columns.budget) },
        text('on', columns.on),
      ],
      rows: result.plans.map((plan) => ({
        plan: words(plainText(plan.id)),
        ...figureCells(plan.figures),
        bid: format.cell('price', plan.bid),
        budget: format.cell('money', plan.dailyBudget),
        on: words(plan.enabled ? locale.simulate.yes : locale.simulate.no),
      })),
    },
    delivery: deliveryTable(result, format, locale),
  };
}

/** Impressions, average position, quality score, what was lost, and the share of impressions at each group of ranks. */
function deliveryTable(result: SimulateResult, format: NumberFormat, locale: Locale): Table {
  const { landscape: said, units, columns } = locale;
  const number = (key: string, label: string, unit: string | null): Column => ({
    key,
    label,
    unit,
    align: 'right',
  });
  const shares = rankBuckets.map((_, bucket) => bucket);
  return {
    caption: locale.simulate.delivery,
    columns: [
      { key: 'plan', label: columns.plan, unit: null, align: 'left' },
      number('impressions', said.columns.impressions, units.perDay),
      number('averagePosition', said.columns.averagePosition, null),
      number('quality', said.columns.quality, '1-10'),
      number('timeInBudget', locale.simulate.timeInBudget, said.unit.share),
      number('lostToBudget', said.columns.lostToBudget, said.unit.share),
      number('lostToRank', said.columns.lostToRank, said.unit.share),
      ...shares.map((bucket) =>
        number(
          `share${bucket}`,
          fill(said.columns.share, { place: placeName(bucket, locale, true) }),
          said.unit.share,
        ),
      ),
    ],
    rows: result.plans.map(({ id, delivery, timeInBudget, displayedQuality }) => {
      const { impressions, impressionsByRank } = delivery;
      const share = (bucket: number): number | null =>
        impressionsByRank === null || impressions === 0 ? null : impressionsByRank[bucket]! / impressions;
      return {
        plan: words(plainText(id)),
        impressions: format.cell('impressions', impressions),
        averagePosition: format.cell('quality', delivery.averagePosition),
        quality: format.cell('count', displayedQuality),
        timeInBudget: format.cell('change', timeInBudget),
        lostToBudget: format.cell('change', delivery.lostToBudget),
        lostToRank: format.cell('change', delivery.lostToRank),
        ...Object.fromEntries(
          shares.map((bucket) => [`share${bucket}`, format.cell('change', share(bucket))]),
        ),
      };
    }),
  };
}

const MOST_STORES = 4;

/** Clicks and click price of the first stores, hour by hour. */
function hourTable(
  stores: readonly { readonly id: string; readonly hours: StoreHours }[],
  format: ReturnType<typeof numberFormat>,
  locale: Locale,
): Table {
  const shown = stores.slice(0, MOST_STORES);
  const column = (key: string, label: string): Column => ({ key, label, unit: null, align: 'right' });
  return {
    caption: locale.simulate.hour,
    columns: [
      column('hour', locale.simulate.hour),
      ...shown.flatMap(({ id }, i) => [
        column(`clicks${i}`, fill(locale.simulate.clicksOf, { store: plainText(id) })),
        column(`price${i}`, fill(locale.simulate.priceOf, { store: plainText(id) })),
      ]),
    ],
    rows: Array.from({ length: 24 }, (_, hour) => ({
      hour: { text: String(hour), value: hour },
      ...Object.fromEntries(
        shown.flatMap(({ hours }, i): [string, Cell][] => {
          const clicks = hours.clicks[hour]!;
          const price = clicks > 0 ? format.cell('price', hours.spend[hour]! / clicks) : words('');
          return [
            [`clicks${i}`, format.cell('clicks', clicks)],
            [`price${i}`, price],
          ];
        }),
      ),
    })),
  };
}

/** One run's ledger, a row a plan and day, every column unrounded. */
export function ledgerTable({ scenario }: PreparedScenario, run: RunResult): Table {
  const rows: Record<string, Cell>[] = [];
  scenario.plans.forEach((plan, p) => {
    for (let day = 0; day < run.days; day++) {
      const at = p * run.days + day;
      const cells = ledgerColumns.map((column): [string, Cell] => {
        const value = run.ledger[column][at]!;
        return [column, { text: String(value), value }];
      });
      rows.push({
        plan: words(plan.id),
        day: { text: String(day + 1), value: day + 1 },
        ...Object.fromEntries(cells),
      });
    }
  });
  const column = (key: string): Column => ({ key, label: key, unit: null, align: 'right' });
  return {
    caption: run.scenario,
    columns: [column('plan'), column('day'), ...ledgerColumns.map(column)],
    rows,
  };
}
