import type { OptimizeResult } from '../../core/analysis/optimizeResult.ts';
import { fill } from '../format/fill.ts';
import type { NumberFormat } from '../format/numberFormat.ts';
import type { Locale } from '../locales/en.ts';
import { type Cell, type Column, type Table, words } from '../table.ts';
import type { Pictures } from './pictures.ts';

/** Rows of a curve's table. */
const CURVE_ROWS = 12;

/** The figures behind the pictures, for readers who cannot see them or want the numbers. */
export interface DataTables {
  readonly byDay: Table;
  readonly quality: Table;
  readonly curves: Table;
  readonly frontier: Table;
}

/** Tables of the same points that the pictures show. */
export function dataTables(
  result: OptimizeResult,
  pictures: Pictures,
  locale: Locale,
  format: NumberFormat,
): DataTables {
  const { columns, sections, units, metricNames } = locale;
  const { currency } = result.scenario;
  const money = fill(units.moneyPerDay, { currency });
  const right = (key: string, label: string, unit: string | null): Column => ({
    key,
    label,
    unit,
    align: 'right',
  });
  const pairOf = (key: string, metric: string, unit: string | null): Column[] => [
    right(`${key}Today`, fill(columns.metricToday, { metric }), unit),
    right(`${key}Recommended`, fill(columns.metricRecommended, { metric }), unit),
  ];
  const plan: Column = { key: 'plan', label: columns.plan, unit: null, align: 'left' };
  const day = right('day', columns.day, null);
  const defined = (value: number | undefined): number => value ?? Number.NaN;
  return {
    byDay: {
      caption: sections.byDay,
      columns: [
        day,
        ...pairOf('spend', metricNames.spend, money),
        ...pairOf('revenue', metricNames.revenue, money),
        ...pairOf('roas', metricNames.roas, units.revenuePerSpend),
      ],
      rows: pictures.days.map((last, point) => ({
        day: format.cellOfRounded('count', last),
        ...pairCells('spend', pictures.spend, point, (value) => format.cell('moneyPerDay', value)),
        ...pairCells('revenue', pictures.revenue, point, (value) => format.cell('moneyPerDay', value)),
        ...pairCells('roas', pictures.roas, point, (value) => format.cell('ratio', value)),
      })),
    },
    quality: {
      caption: sections.quality,
      columns: [
        plan,
        day,
        ...pairOf('quality', columns.quality, '1-10'),
        ...pairOf('price', columns.costPerClick, fill(units.perClick, { currency })),
      ],
      rows: pictures.panels.flatMap(({ row, plan: { today, recommended } }) => {
        const quality = {
          today: pictures.thin(today.qualityByDay, true),
          recommended: pictures.thin(recommended.qualityByDay, true),
        };
        const price = {
          today: pictures.thin(today.costPerClickByDay, true),
          recommended: pictures.thin(recommended.costPerClickByDay, true),
        };
        return pictures.days.map((last, point) => ({
          plan: words(row.name),
          day: format.cellOfRounded('count', last),
          ...pairCells('quality', quality, point, (value) => format.cell('quality', defined(value))),
          ...pairCells('price', price, point, (value) => format.cell('price', defined(value))),
        }));
      }),
    },
    frontier: {
      caption: sections.frontier,
      columns: [
        right('budget', columns.budget, money),
        right('spend', columns.spend, money),
        right('clicks', columns.clicks, units.perDay),
        right('orders', columns.orders, units.perDay),
        right('revenue', columns.revenue, money),
        right('profit', metricNames.profit, money),
      ],
      rows: result.frontier.map(({ budget, spend, clicks, orders, revenue, profit }) => ({
        budget: format.cell('money', budget),
        spend: format.cell('moneyPerDay', spend),
        clicks: format.cell('clicks', clicks),
        orders: format.cell('orders', orders),
        revenue: format.cell('moneyPerDay', revenue),
        profit: format.cell('moneyPerDay', profit),
      })),
    },
    curves: {
      caption: sections.curves,
      columns: [
        plan,
        right('bid', columns.bid, currency),
        right('spend', columns.spend, money),
        right('clicks', columns.clicks, units.perDay),
        right('orders', columns.orders, units.perDay),
        right('revenue', columns.revenue, money),
      ],
      rows: pictures.panels.flatMap(({ row, plan: { curve } }) =>
        thinned(curve.bid.length).map((at) => ({
          plan: words(row.name),
          bid: format.cell('price', curve.bid[at]!),
          spend: format.cell('moneyPerDay', curve.spend[at]!),
          clicks: format.cell('clicks', curve.clicks[at]!),
          orders: format.cell('orders', curve.orders[at]!),
          revenue: format.cell('moneyPerDay', curve.revenue[at]!),
        })),
      ),
    },
  };
}

function pairCells(
  key: string,
  pair: { readonly today: readonly number[]; readonly recommended: readonly number[] },
  point: number,
  cell: (value: number) => Cell,
): Record<string, Cell> {
  return {
    [`${key}Today`]: cell(pair.today[point] ?? Number.NaN),
    [`${key}Recommended`]: cell(pair.recommended[point] ?? Number.NaN),
  };
}

/** At most {@link CURVE_ROWS} indices over a length, both ends among them. */
function thinned(length: number): number[] {
  const rows = Math.min(length, CURVE_ROWS);
  return Array.from({ length: rows }, (_, row) => Math.round((row * (length - 1)) / Math.max(1, rows - 1)));
}
