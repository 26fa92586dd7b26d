import { z } from 'zod';
import { identifier, quantity } from '../field.ts';

const positive = (unit: string, description: string) =>
  quantity({ unit, min: 0, max: 1e9, description, source: 'own', confidence: 'own' });

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

/** Plans drawn from distributions by seed, for research worlds; each drawn plan has its own product. */
export const populationSchema = z.strictObject({
  count: quantity({
    unit: 'plans',
    min: 1,
    max: 100_000,
    integer: true,
    description: 'Plans to draw',
    source: 'own',
    confidence: 'own',
  }),
  prefix: identifier.default('plan'),
  channel: z.enum(['search', 'display']).default('search'),
  dailyQueries: distributionSchema.prefault({ logNormal: { median: 8000, sd: 0.9 } }),
  clickThroughRate: distributionSchema.prefault({ logNormal: { median: 0.03, sd: 0.4 } }),
  conversionRate: distributionSchema.prefault({ logNormal: { median: 0.03, sd: 0.5 } }),
  price: distributionSchema.prefault({ logNormal: { median: 50, sd: 0.6 } }),
  grossMargin: distributionSchema.prefault(0.5),
  returnRate: distributionSchema.prefault(0.05),
  rivals: distributionSchema.prefault({ uniform: { min: 10, max: 80 } }),
  medianBid: distributionSchema.prefault({ logNormal: { median: 0.75, sd: 0.4 } }),
  bid: distributionSchema.optional().meta({ description: "Unset: the platform's suggested bid" }),
  dailyBudget: distributionSchema.prefault(300),
  keywordsPerPlan: quantity({
    unit: 'keywords',
    min: 1,
    max: 1000,
    integer: true,
    description: 'Keywords of each drawn plan',
    source: 'own',
    confidence: 'own',
  }).default(1),
});
