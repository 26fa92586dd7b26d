import type { TestTable } from '../table/testTable.ts';

/** What the creatives are judged by. */
export type MetricId = 'ctr' | 'conversion' | 'orders' | 'revenue' | 'profit';

/** Amounts over trials, `[creative][day]`. `rate`: amount counts trials that succeeded; `value`: any amount. */
export interface MetricSeries {
  readonly id: MetricId;
  readonly kind: 'rate' | 'value';
  readonly amount: readonly Float64Array[];
  readonly trials: readonly Float64Array[];
}

/**
 * The series of a metric: ctr = clicks / impressions, conversion = orders / clicks, orders and revenue per impression,
 * profit = (margin x revenue - cost) per impression. Orders above clicks make conversion a value, not a rate.
 */
export function metricSeries(table: TestTable, id: MetricId, margin: number): MetricSeries {
  switch (id) {
    case 'ctr':
      return { id, kind: 'rate', amount: table.clicks, trials: table.impressions };
    case 'conversion':
      return { id, kind: within(table.orders, table.clicks), amount: table.orders, trials: table.clicks };
    case 'orders':
      return {
        id,
        kind: within(table.orders, table.impressions),
        amount: table.orders,
        trials: table.impressions,
      };
    case 'revenue':
      return { id, kind: 'value', amount: table.revenue, trials: table.impressions };
    case 'profit': {
      const amount = table.revenue.map((series, i) =>
        series.map((revenue, d) => margin * revenue - table.cost[i][d]),
      );
      return { id, kind: 'value', amount, trials: table.impressions };
    }
  }
}

function within(amount: readonly Float64Array[], trials: readonly Float64Array[]): 'rate' | 'value' {
  const counts = amount.every((series, i) =>
    series.every((value, d) => Number.isInteger(value) && value <= trials[i][d]),
  );
  return counts ? 'rate' : 'value';
}

/** Running totals over days. */
export function cumulate(series: Float64Array): Float64Array {
  let sum = 0;
  return series.map((value) => (sum += value));
}
