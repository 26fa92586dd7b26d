import type { Estimate, Figures, Metric } from '../../core/analysis/figures.ts';
import { type NumberFormat, quantityOfMetric } from '../format/numberFormat.ts';
import { roundTo } from '../format/roundTo.ts';
import type { Cell } from '../table.ts';

/** One metric before and after, with the paired difference; all rounded. */
export interface Change {
  readonly today: Cell;
  readonly recommended: Cell;
  readonly difference: Cell;
  /** Ends of the 90 % interval of the difference; undefined with a single run. */
  readonly low: Cell;
  readonly high: Cell;
  readonly verdict: Verdict;
}

/** `better` and `worse` only where the whole interval is on one side of zero; of spend, impressions and clicks neither is better, only `neutral`. */
export type Verdict = 'better' | 'worse' | 'neutral' | 'unclear';

/** Which way is good; 0 where neither is. */
const goodDirection: Readonly<Record<Metric, -1 | 0 | 1>> = {
  spend: 0,
  impressions: 0,
  clicks: 0,
  clickThroughRate: 1,
  costPerClick: -1,
  orders: 1,
  conversionRate: 1,
  revenue: 1,
  roas: 1,
  profit: 1,
};

/** The count that a ratio divides by: without it the ratio means nothing. */
const denominator: Partial<Record<Metric, Metric>> = {
  clickThroughRate: 'impressions',
  costPerClick: 'clicks',
  conversionRate: 'clicks',
  roas: 'spend',
};

/** A figure, or null where it is a ratio without a denominator. */
function definedFigure(figures: Figures, metric: Metric): number | null {
  const below = denominator[metric];
  return below !== undefined && !(figures[below] > 0) ? null : figures[metric];
}

/** Rounds a metric of two settings and their estimated difference. */
export function changeOf(
  metric: Metric,
  before: Figures,
  after: Figures,
  estimate: Estimate,
  runs: number,
  format: NumberFormat,
): Change {
  const quantity = quantityOfMetric[metric];
  const rounded = (figures: Figures): number | null => {
    const value = definedFigure(figures, metric);
    return value === null ? null : format.round(quantity, value);
  };
  const today = rounded(before);
  const recommended = rounded(after);
  const cell = (value: number | null, signed = false): Cell => format.cellOfRounded(quantity, value, signed);
  const both = today !== null && recommended !== null;
  const [mean, low, high] = [estimate.mean, estimate.low, estimate.high].map((value) =>
    format.round(quantity, value),
  ) as [number, number, number];
  const hasInterval = both && runs > 1;
  const shown = both ? roundTo(recommended - today, format.decimals(quantity)) : Number.NaN;
  // Readers subtract: show the difference of the figures as shown, unless that leaves the estimate or its interval.
  const agrees = Math.abs(shown - mean) <= 1.01 * 10 ** -format.decimals(quantity);
  const inside = !hasInterval || (shown >= low && shown <= high);
  return {
    today: cell(today),
    recommended: cell(recommended),
    difference: cell(both ? (agrees && inside ? shown : mean) : null, true),
    low: cell(hasInterval ? low : null, true),
    high: cell(hasInterval ? high : null, true),
    verdict: hasInterval ? verdictOf(metric, low, high) : 'unclear',
  };
}

/** From the interval as shown, so that colour and text agree. */
function verdictOf(metric: Metric, low: number, high: number): Verdict {
  if (low <= 0 && high >= 0) return 'unclear';
  const direction = goodDirection[metric] * (low > 0 ? 1 : -1);
  return direction === 0 ? 'neutral' : direction > 0 ? 'better' : 'worse';
}
