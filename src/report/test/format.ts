import type { Interval } from '../../core/experiments/interval.ts';
import type { MetricId } from '../../core/experiments/analysis/metric.ts';

export const metricLabel: Readonly<Record<MetricId, string>> = {
  ctr: 'click-through rate',
  conversion: 'orders per click',
  orders: 'orders per impression',
  revenue: 'revenue per impression',
  profit: 'profit per impression',
};

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** 12,345 */
export function count(value: number): string {
  return whole.format(value);
}

/** A rate in percent with three decimals where it is small; money with four. */
export function rate(value: number, metric: MetricId): string {
  if (!Number.isFinite(value)) return '–';
  return metric === 'revenue' || metric === 'profit'
    ? value.toFixed(4)
    : `${(100 * value).toFixed(100 * value < 10 ? 3 : 2)} %`;
}

/** +12.3 % */
export function lift(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return `${value > 0 ? '+' : ''}${(100 * value).toFixed(1)} %`;
}

export function rateInterval([low, high]: Interval, metric: MetricId): string {
  return `${rate(low, metric)} to ${rate(high, metric)}`;
}

export function liftInterval([low, high]: Interval): string {
  return Number.isFinite(low) && Number.isFinite(high) ? `${lift(low)} to ${lift(high)}` : 'not bounded yet';
}

/** A probability: never 0 or 1, which no data prove. */
export function probability(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  if (value > 0.999) return '> 99.9 %';
  return value < 0.001 ? '< 0.1 %' : `${(100 * value).toFixed(1)} %`;
}

export function pValue(value: number): string {
  return !Number.isFinite(value) ? '–' : value < 0.0001 ? '< .0001' : value.toFixed(4);
}
