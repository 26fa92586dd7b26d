import type { Estimate, Figures, Metric } from '../../core/analysis/figures.ts';
import { type NumberFormat, quantityOfMetric } from '../format/numberFormat.ts';
import { roundTo } from '../format/roundAdding.ts';
import { type Cell, undefinedCell } from '../table.ts';

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

/** `better` and `worse` only where the whole interval is on one side of zero; spend is neither, only `neutral`. */
export type Verdict = 'better' | 'worse' | 'neutral' | 'unclear';

/** Which way is good; 0 where neither is. */
const goodDirection: Readonly<Record<Metric, -1 | 0 | 1>> = {
  spend: 0,
  impressions: 1,
  clicks: 1,
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
export function definedFigure(figures: Figures, metric: Metric): number | null {
  const below = denominator[metric];
  return below !== undefined && !(figures[below] > 0) ? null : figures[metric];
}

/** Pairs two rounded figures (null where undefined) with their estimated difference. */
export function changeOf(
  metric: Metric,
  today: number | null,
  recommended: number | null,
  estimate: Estimate,
  runs: number,
  format: NumberFormat,
): Change {
  const quantity = quantityOfMetric[metric];
  const cell = (value: number | null, signed = false): Cell => format.cellOfRounded(quantity, value, signed);
  const both = today !== null && recommended !== null;
  const mean = both
    ? reconciled(today, recommended, format.round(quantity, estimate.mean), format.decimals(quantity))
    : null;
  const bound = (value: number): Cell =>
    both && runs > 1 ? format.cell(quantity, value, true) : undefinedCell;
  return {
    today: cell(today),
    recommended: cell(recommended),
    difference: cell(mean, true),
    low: bound(estimate.low),
    high: bound(estimate.high),
    verdict: both && runs > 1 ? verdictOf(metric, estimate) : 'unclear',
  };
}

/** The difference of the figures as shown, so that readers who subtract agree; the estimate where they differ by more than rounding. */
function reconciled(today: number, recommended: number, mean: number, decimals: number): number {
  const shown = roundTo(recommended - today, decimals);
  return Math.abs(shown - mean) <= 2.01 * 10 ** -decimals ? shown : mean;
}

function verdictOf(metric: Metric, { low, high }: Estimate): Verdict {
  if (low <= 0 && high >= 0) return 'unclear';
  const direction = goodDirection[metric] * (low > 0 ? 1 : -1);
  return direction === 0 ? 'neutral' : direction > 0 ? 'better' : 'worse';
}
