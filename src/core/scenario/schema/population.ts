import { z } from 'zod';
import { identifier, quantity } from '../field.ts';

const positive = (unit: string, description: string) =>
  quantity({ unit, min: 0, max: 1e9, description, source: "the user's own", confidence: 'own' });

/** A distribution of a positive quantity. */
export const distributionSchema = z.union([
  z.number(),
  z.strictObject({
    logNormal: z.strictObject({
      median: positive('-', 'Median'),
      sd: positive('log units', 'Standard deviation of the logarithm'),
    }),
  }),
  z.strictObject({
    uniform: z.strictObject({
      min: positive('-', 'Least'),
      max: positive('-', 'Most'),
    }),
  }),
  z.strictObject({ choice: z.array(z.number()).min(1) }),
]);

const drawn = (unit: string, description: string) =>
  distributionSchema.meta({ unit, description, source: 'assumption', confidence: 'A' });

/** Plans drawn from distributions by seed, for research worlds; each drawn plan has its own product. */
export const populationSchema = z.strictObject({
  count: quantity({
    unit: 'plans',
    min: 1,
    max: 100_000,
    integer: true,
    description: 'Plans to draw',
    source: "the user's own",
    confidence: 'own',
  }),
  prefix: identifier.default('plan').meta({ description: 'Ids are <prefix>-00001 and so on' }),
  channel: z
    .enum(['search', 'display'])
    .default('search')
    .meta({ description: 'Channel of all drawn plans' }),
  dailyQueries: drawn('queries/day', 'Searches (display: impressions on offer) of a plan').prefault({
    logNormal: { median: 8000, sd: 0.9 },
  }),
  clickThroughRate: drawn('clicks/impression', 'Click-through rate in the first position').prefault({
    logNormal: { median: 0.03, sd: 0.4 },
  }),
  conversionRate: drawn('paid orders/visit', 'Paid orders per visit').prefault({
    logNormal: { median: 0.03, sd: 0.5 },
  }),
  price: drawn('currency/order', 'Price of the product').prefault({ logNormal: { median: 50, sd: 0.6 } }),
  grossMargin: drawn('fraction', '1 - unit cost / price').prefault(0.5),
  returnRate: drawn('fraction', 'Paid orders that come back').prefault(0.05),
  rivals: drawn('advertisers', 'Advertisers on each keyword').prefault({ uniform: { min: 10, max: 80 } }),
  medianBid: drawn(
    'currency/click',
    "Median of rivals' bids; display: price of a click at the market's CPM",
  ).prefault({ logNormal: { median: 0.75, sd: 0.4 } }),
  bid: drawn('currency/click', "Today's bid").optional().meta({ fallback: "the platform's suggested bid" }),
  dailyBudget: drawn('currency/day', "Today's daily budget").prefault(300),
  keywordsPerPlan: quantity({
    unit: 'keywords',
    min: 1,
    max: 1000,
    integer: true,
    description: 'Keywords of each drawn plan',
    source: "the user's own",
    confidence: 'own',
  }).default(1),
});
