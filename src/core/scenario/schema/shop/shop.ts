import { z } from 'zod';
import { spec } from './spec.ts';
import { activitySchema, festivalSchema } from './activities.ts';
import { competitionSchema, elementSchema, insuranceSchema } from './competition.ts';
import { clickThroughSchema, conversionSchema, serviceSchema } from './conversion.ts';
import { basketSchema, customersSchema } from './customers.ts';
import { itemSchema } from './items.ts';
import { incrementalitySchema, organicSchema } from './organic.ts';
import { reputationSchema } from './reputation.ts';

/** Everything after the click beyond the plain funnel. A system without its block is off; `{}` switches it on with its defaults. */
export const shopSchema = z.strictObject({
  items: z.array(itemSchema).default([]),
  conversion: conversionSchema.optional(),
  clickThrough: clickThroughSchema.optional(),
  service: serviceSchema.optional(),
  reputation: reputationSchema.optional(),
  organic: organicSchema.optional(),
  incrementality: incrementalitySchema.optional(),
  customers: customersSchema.optional(),
  basket: basketSchema.optional(),
  activities: z.array(activitySchema).default([]),
  festivals: z.array(festivalSchema).default([]),
  competition: competitionSchema.optional(),
  insurance: insuranceSchema.optional(),
  elements: z.array(elementSchema).default([]),
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
