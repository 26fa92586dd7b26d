import { z } from 'zod';
import { spec } from './spec.ts';
import { activitySchema, festivalSchema } from './activities.ts';
import { competitionSchema, elementSchema, insuranceSchema } from './competition.ts';
import { clickThroughSchema, conversionSchema, serviceSchema } from './conversion.ts';
import { creditSchema } from './credit.ts';
import { basketSchema, customersSchema } from './customers.ts';
import { itemSchema } from './items.ts';
import { incrementalitySchema, organicSchema } from './organic.ts';
import { reputationSchema } from './reputation.ts';

/** Everything after the click beyond the plain funnel. A system without its block is off; `{}` switches it on with its defaults. */
export const shopSchema = z.strictObject({
  items: z
    .array(itemSchema)
    .default([])
    .meta({ description: 'What the shop knows of its products beyond the price' }),
  conversion: conversionSchema
    .optional()
    .meta({ description: 'What moves conversion: price, reviews, ratings, chat, delivery' }),
  clickThrough: clickThroughSchema
    .optional()
    .meta({ description: 'What moves click-through beyond the creative' }),
  service: serviceSchema.optional().meta({ description: 'Chat and answers to bad reviews' }),
  reputation: reputationSchema.optional().meta({ description: 'Ratings and the three service scores' }),
  organic: organicSchema.optional().meta({ description: 'Free search traffic and what sales do to it' }),
  incrementality: incrementalitySchema
    .optional()
    .meta({ description: 'How much of the paid traffic would have come anyway' }),
  credit: creditSchema.optional().meta({
    description: 'What optimize credits a plan with beyond its own orders; without it nothing',
  }),
  customers: customersSchema.optional().meta({ description: 'Repurchase, messages and membership' }),
  basket: basketSchema.optional().meta({ description: 'What lies in one order' }),
  activities: z.array(activitySchema).default([]).meta({ description: 'Platform and own promotions' }),
  festivals: z
    .array(festivalSchema)
    .default([])
    .meta({ description: 'Sales festivals of the whole platform' }),
  competition: competitionSchema.optional().meta({ description: 'Rivals that answer, and dearer clicks' }),
  insurance: insuranceSchema.optional().meta({ description: 'Freight insurance that follows returns' }),
  elements: z.array(elementSchema).default([]).meta({ description: 'What elements of creatives do' }),
  cartRate: spec(
    'carts and favourites/visit',
    0,
    1,
    'Visits that put into the cart or into favourites',
    'Tianchi UserBehavior 2017: 9.4 %',
    'H',
  ).default(0.094),
  fixedCost: spec('currency/day', 0, 1e8, 'Rent, wages, software', "the shop's own", 'own').default(0),
});

export type ShopInput = z.output<typeof shopSchema>;
