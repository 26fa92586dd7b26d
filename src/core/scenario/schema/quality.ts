import { z } from 'zod';
import { quantity } from '../field.ts';

const weight = quantity({
  unit: 'weight',
  min: 0,
  max: 1,
  description: 'Weight of the component in ln quality',
  source: 'assumption; platforms keep their weights secret',
  confidence: 'A',
});

const accountSchema = z.strictObject({
  halfLifeDays: quantity({
    unit: 'days',
    min: 0.5,
    max: 180,
    description: "Half-life of the account's clicks, of all its search plans",
    source: 'assumption; practitioners: one to two weeks until an account has weight',
    confidence: 'A',
  }).default(14),
  priorClicks: quantity({
    unit: 'clicks',
    min: 0,
    max: 1e9,
    description: 'Clicks of peers behind the starting value',
    source: 'assumption',
    confidence: 'A',
  }).default(300),
});

const experienceSchema = z.strictObject({
  halfLifeDays: quantity({
    unit: 'days',
    min: 0.5,
    max: 180,
    description: "Half-life of a plan's orders; orders are rarer than clicks",
    source: 'assumption; practitioners: 7-14 days to raise a score',
    confidence: 'A',
  }).default(14),
  priorVisits: quantity({
    unit: 'visits',
    min: 0,
    max: 1e9,
    description: 'Visits of evidence behind the starting value',
    source: 'assumption',
    confidence: 'A',
  }).default(500),
  conversionRate: quantity({
    unit: 'orders/visit',
    min: 1e-6,
    max: 1,
    description: 'Paid orders a visit of peers, before keyword, audience and season',
    source: 'public figures by category',
    confidence: 'A',
    fallback: "the category's",
  }).optional(),
});

export const qualitySchema = z.strictObject({
  weights: z
    .strictObject({
      clickThrough: weight.default(0.5),
      relevance: weight.default(0.2),
      experience: weight.default(0.2),
      account: weight.default(0.1),
    })
    .prefault({})
    .meta({ description: 'Weights of the components' }),
  halfLifeDays: quantity({
    unit: 'days',
    min: 0.5,
    max: 60,
    description: 'Half-life of the smoothed click-through rate',
    source: 'assumption, plausible 2-10; practitioners say 7-14 days to raise a score',
    confidence: 'A',
  }).default(4),
  priorImpressions: quantity({
    unit: 'impressions',
    min: 0,
    max: 1e7,
    description: 'Impressions of evidence behind the starting value',
    source: 'assumption',
    confidence: 'A',
  }).default(300),
  clamp: quantity({
    unit: 'log units',
    min: 0.1,
    max: 5,
    description: 'Each component is held within plus/minus this',
    source: 'assumption',
    confidence: 'A',
  }).default(1.2),
  spread: quantity({
    unit: 'log units',
    min: 0.05,
    max: 3,
    description: 'Spread of ln quality behind the displayed 1-10',
    source: 'assumption',
    confidence: 'A',
  }).default(0.5),
  start: z.enum(['mature', 'cold']).default('mature').meta({
    description:
      'mature: plans have run for long and stand at their true click-through; cold: they start as peers',
  }),
  feedback: z.boolean().default(true).meta({ description: 'false holds quality at its starting value' }),
  account: accountSchema.optional().meta({
    description: "The account's weight follows the store's clicks against those of peers in the same places",
    fallback: 'store.accountQuality stands',
  }),
  experience: experienceSchema.optional().meta({
    description: "A plan's experience follows its orders against those of peers from the same clicks",
    fallback: 'store.experience stands',
  }),
});
