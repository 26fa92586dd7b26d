/** The figures people look at, for a plan or the store; all a day unless a ratio. */
export interface Figures {
  /** [currency/day] */
  readonly spend: number;
  /** [impressions/day] */
  readonly impressions: number;
  /** [clicks/day] */
  readonly clicks: number;
  /** clicks / impressions */
  readonly clickThroughRate: number;
  /** [currency/click] spend / clicks */
  readonly costPerClick: number;
  /** [paid orders/day] booked on the click day, matured within the attribution window */
  readonly orders: number;
  /** orders / clicks */
  readonly conversionRate: number;
  /** [currency/day] paid gross revenue, last click, booked on the click day, matured */
  readonly revenue: number;
  /** revenue / spend */
  readonly roas: number;
  /** [currency/day] revenue less refunds, goods, fees, shipping, insurance and spend */
  readonly profit: number;
}

export type Metric = keyof Figures;

/** Metrics in the order in which tables show them. */
export const metrics: readonly Metric[] = [
  'spend',
  'impressions',
  'clicks',
  'clickThroughRate',
  'costPerClick',
  'orders',
  'conversionRate',
  'revenue',
  'roas',
  'profit',
];

/** The six additive counts behind every figure; figures of sums are figures of summed counts. */
export interface Counts {
  readonly spend: number;
  readonly impressions: number;
  readonly clicks: number;
  readonly orders: number;
  readonly revenue: number;
  readonly profit: number;
}

/** Ratios with an empty denominator are 0. */
export function figuresOf(counts: Counts): Figures {
  const ratio = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
  return {
    spend: counts.spend,
    impressions: counts.impressions,
    clicks: counts.clicks,
    clickThroughRate: ratio(counts.clicks, counts.impressions),
    costPerClick: ratio(counts.spend, counts.clicks),
    orders: counts.orders,
    conversionRate: ratio(counts.orders, counts.clicks),
    revenue: counts.revenue,
    roas: ratio(counts.revenue, counts.spend),
    profit: counts.profit,
  };
}

/** A mean over runs with its two-sided interval. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}
