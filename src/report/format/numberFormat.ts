import type { Metric } from '../../core/analysis/figures.ts';
import { type Cell, undefinedCell, undefinedText } from '../table.ts';
import { fill } from './fill.ts';
import { roundTo } from './roundTo.ts';

/** What a number is, which settles its decimals and its unit. */
export type Quantity =
  | 'money' // currency
  | 'moneyPerDay' // currency/day
  | 'price' // currency/click, or a bid
  | 'impressions'
  | 'clicks'
  | 'orders'
  | 'fraction' // shown as percent with two decimals
  | 'change' // shown as percent with one decimal
  | 'ratio' // revenue/spend
  | 'quality' // 1-10
  | 'count';

export const quantityOfMetric: Readonly<Record<Metric, Quantity>> = {
  spend: 'moneyPerDay',
  impressions: 'impressions',
  clicks: 'clicks',
  clickThroughRate: 'fraction',
  costPerClick: 'price',
  orders: 'orders',
  conversionRate: 'fraction',
  revenue: 'moneyPerDay',
  roas: 'ratio',
  profit: 'moneyPerDay',
};

/** Words around numbers that a language sets. */
export interface NumberWords {
  readonly tag: string;
  readonly percent: string;
  readonly unlimited: string;
}

/** Decimals an amount of money needs to be shown without loss, between the currency's own and 4. */
export function decimalsNeeded(values: readonly number[], least: number): number {
  let decimals = least;
  while (decimals < 4 && values.some((value) => Math.abs(roundTo(value, decimals) - value) > 1e-9))
    decimals++;
  return decimals;
}

/** Decimals of the currency's minor unit (2 for CNY, 0 for JPY); 2 for a code nobody knows. */
export function minorDecimals(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

export interface NumberFormat {
  /** Places after the point of a quantity as shown (percents: of the percent number). */
  readonly decimals: (quantity: Quantity) => number;
  /** The number as shown (percents times 100). */
  readonly round: (quantity: Quantity, value: number) => number;
  /** A cell without unit; `signed` puts a + before a rise. Not a number: the undefined cell. */
  readonly cell: (quantity: Quantity, value: number | null, signed?: boolean) => Cell;
  /** A cell from a number that `round` or sums of such numbers made. */
  readonly cellOfRounded: (quantity: Quantity, rounded: number | null, signed?: boolean) => Cell;
  /** With its unit, for sentences. */
  readonly phrase: (quantity: Quantity, value: number, signed?: boolean) => string;
  /** A rounded number with its unit, for sentences and cards. */
  readonly phraseOfRounded: (quantity: Quantity, rounded: number, signed?: boolean) => string;
  /** One unit of the currency, `¥1`. */
  readonly oneUnit: string;
}

/**
 * The one place where numbers become text: grouping and symbols by Intl in the report's language, decimals by quantity.
 * `priceDecimals` comes from {@link decimalsNeeded} over all bids, so that a tick finer than the cent is seen.
 */
export function numberFormat(words: NumberWords, currency: string, priceDecimals: number): NumberFormat {
  const minor = minorDecimals(currency);
  const decimalsOf: Record<Quantity, number> = {
    money: minor,
    moneyPerDay: minor,
    price: priceDecimals,
    impressions: 0,
    clicks: 1,
    orders: 2,
    fraction: 2,
    change: 1,
    ratio: 2,
    quality: 1,
    count: 0,
  };
  const formatters = new Map<string, Intl.NumberFormat>();
  const intl = (decimals: number, signed: boolean, asMoney: boolean): Intl.NumberFormat => {
    const key = `${decimals}${signed}${asMoney}`;
    let made = formatters.get(key);
    if (made === undefined) {
      made = new Intl.NumberFormat(words.tag, {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
        signDisplay: signed ? 'exceptZero' : 'negative',
        ...(asMoney ? ({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const) : {}),
      });
      formatters.set(key, made);
    }
    return made;
  };
  const isPercent = (quantity: Quantity): boolean => quantity === 'fraction' || quantity === 'change';
  const decimals = (quantity: Quantity): number => decimalsOf[quantity];
  const round = (quantity: Quantity, value: number): number =>
    roundTo(isPercent(quantity) ? value * 100 : value, decimalsOf[quantity]);

  const cellOfRounded = (quantity: Quantity, rounded: number | null, signed = false): Cell =>
    rounded === null || Number.isNaN(rounded)
      ? undefinedCell
      : Number.isFinite(rounded)
        ? { text: intl(decimalsOf[quantity], signed, false).format(rounded), value: rounded }
        : { text: words.unlimited, value: null };

  const phraseOfRounded = (quantity: Quantity, rounded: number, signed = false): string => {
    if (Number.isNaN(rounded)) return undefinedText;
    if (!Number.isFinite(rounded)) return words.unlimited;
    const asMoney = quantity === 'money' || quantity === 'moneyPerDay' || quantity === 'price';
    const number = intl(decimalsOf[quantity], signed, asMoney).format(rounded);
    return isPercent(quantity) ? fill(words.percent, { number }) : number;
  };
  return {
    decimals,
    round,
    cell: (quantity, value, signed) =>
      cellOfRounded(quantity, value === null ? null : round(quantity, value), signed),
    cellOfRounded,
    phrase: (quantity, value, signed) => phraseOfRounded(quantity, round(quantity, value), signed),
    phraseOfRounded,
    oneUnit: intl(0, false, true).format(1),
  };
}
