import type { OptimizeResult } from '../../core/analysis/optimizeResult.ts';
import { shopMetrics, type ShopMetric } from '../../core/analysis/shopOutcome.ts';
import { fill } from '../format/fill.ts';
import type { NumberFormat, Quantity } from '../format/numberFormat.ts';
import type { Locale } from '../locales/en.ts';
import { type Cell, type Table, words } from '../table.ts';

/** The shop behind the plans: its figures, and a sentence on what optimize credits. */
export interface ShopPart {
  readonly table: Table;
  /** How the figures add up, and what was credited. */
  readonly notes: readonly string[];
}

const quantities: Readonly<Record<ShopMetric, Quantity>> = {
  paidVisits: 'clicks',
  organicVisits: 'clicks',
  activityVisits: 'clicks',
  oldVisits: 'clicks',
  planOrders: 'orders',
  organicOrders: 'orders',
  activityOrders: 'orders',
  repeatOrders: 'orders',
  planProfit: 'moneyPerDay',
  freeProfit: 'moneyPerDay',
  deposits: 'moneyPerDay',
  costs: 'moneyPerDay',
  storeProfit: 'moneyPerDay',
  visitorValue: 'price',
  visitorCost: 'price',
  lifetimeCredit: 'moneyPerDay',
  profitGini: 'ratio',
  bestPlansShare: 'fraction',
  lostShare: 'fraction',
  score: 'ratio',
  praise: 'fraction',
  customers: 'count',
  stock: 'count',
  lostToStock: 'orders',
};

/** Rows that a shop without the system leaves at zero are left out. Null where the scenario has no shop. */
export function shopPart(
  { shop, scenario, runs }: OptimizeResult,
  locale: Locale,
  format: NumberFormat,
): ShopPart | null {
  if (shop === undefined) return null;
  const { columns, shopPart: text, units } = locale;
  const money = fill(units.moneyPerDay, { currency: scenario.currency });
  const shown = shopMetrics.filter((metric) => shop.today[metric] !== 0 || shop.recommended[metric] !== 0);
  const unitOf = (metric: ShopMetric): string => {
    const quantity = quantities[metric];
    if (quantity === 'moneyPerDay') return money;
    if (quantity === 'price') return fill(text.aVisit, { currency: scenario.currency });
    if (quantity === 'fraction') return units.percent;
    if (metric === 'profitGini') return text.wholeRun;
    return text.lastDay.includes(metric) ? text.onLastDay : units.perDay;
  };
  const right = (key: string, label: string) => ({ key, label, unit: null, align: 'right' }) as const;
  const left = (key: string, label: string) => ({ key, label, unit: null, align: 'left' }) as const;
  const table: Table = {
    caption: text.title,
    columns: [
      left('metric', columns.metric),
      left('unit', columns.unit),
      right('today', columns.today),
      right('recommended', columns.recommended),
      right('difference', columns.difference),
      right('low', columns.low),
      right('high', columns.high),
    ],
    rows: shown.map((metric) => {
      const cell = (value: number, signed = false): Cell => format.cell(quantities[metric], value, signed);
      const { mean, low, high } = shop.difference[metric];
      const end = (value: number): Cell =>
        format.cell(quantities[metric], runs > 1 ? value : Number.NaN, true);
      return {
        metric: words(text.metrics[metric]),
        unit: words(unitOf(metric)),
        today: cell(shop.today[metric]),
        recommended: cell(shop.recommended[metric]),
        difference: cell(mean, true),
        low: end(low),
        high: end(high),
      };
    }),
  };
  const { conversion } = shop;
  const points = (value: number): string => format.cell('fraction', value, true).text;
  const why = fill(text.conversion, {
    before: format.phrase('fraction', conversion.before),
    after: format.phrase('fraction', conversion.after),
    mix: points(conversion.mix),
    rate: points(conversion.rate),
  });
  return { table, notes: [text.sum, why, creditNote(shop.credit, locale, format)] };
}

function creditNote(
  credit: NonNullable<OptimizeResult['shop']>['credit'],
  { shopPart: text }: Locale,
  format: NumberFormat,
): string {
  if (credit === null) return text.notCredited;
  const money = (value: number): string => format.phrase('money', value, true);
  return fill(text.credited, {
    expected: money(credit.expected),
    mean: money(credit.simulated.mean),
    low: money(credit.simulated.low),
    high: money(credit.simulated.high),
  });
}
