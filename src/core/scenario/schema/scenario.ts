import { z } from 'zod';
import { identifier, quantity } from '../field.ts';
import { marketSchema } from './market.ts';
import { planSchema } from './plan.ts';
import { populationSchema } from './population.ts';
import { productSchema } from './product.ts';

const roas = (description: string) =>
  quantity({ unit: 'revenue/spend', min: 0, max: 1e4, description, source: 'definition', confidence: 'own' });
const money = (description: string) =>
  quantity({
    unit: 'currency',
    min: 0,
    max: 1e12,
    description,
    source: "the promoter's own",
    confidence: 'own',
  });

export const groupLimitsSchema = z.strictObject({
  id: identifier,
  dailyBudget: money('Most expected spend a day of the group').optional(),
  minAverageRoas: roas('Least average ROAS of the group').optional(),
  minMarginalRoas: roas('Least marginal ROAS of the group').optional(),
});

export const limitsSchema = z.strictObject({
  dailyBudget: money("Most spend a day of the store; default the sum of today's plan budgets").optional(),
  periodBudget: money('Most spend over the horizon').optional(),
  enforceDailyBudget: z
    .boolean()
    .default(false)
    .meta({ description: 'The platform itself stops the store at dailyBudget' }),
  minAverageRoas: roas('Least average ROAS of the store').optional(),
  minMarginalRoas: roas(
    "Least marginal ROAS (the ROI limit); default each plan's break-even 1/net margin",
  ).optional(),
  groups: z.array(groupLimitsSchema).default([]),
  bidStep: quantity({
    unit: 'fraction/day',
    min: 0.001,
    max: 10,
    description: 'Largest change of a bid a day',
    source: 'algorithms 2 (20-30 %)',
    confidence: 'A',
  }).default(0.3),
  budgetStep: quantity({
    unit: 'fraction/day',
    min: 0.001,
    max: 100,
    description: 'Largest change of a daily budget a day',
    source: 'assumption',
    confidence: 'A',
  }).default(1),
});

export const storeSchema = z.strictObject({
  name: z.string().default('store'),
  accountQuality: quantity({
    unit: 'ratio',
    min: 0.2,
    max: 5,
    description: 'Account weight in the quality score; 1 = peers',
    source: 'domain C3',
    confidence: 'A',
  }).default(1),
  experience: quantity({
    unit: 'ratio',
    min: 0.2,
    max: 5,
    description: 'Buyer experience (conversion, favourites, carts) in the quality score; 1 = peers',
    source: 'domain C3',
    confidence: 'A',
  }).default(1),
});

const patchValue: z.ZodType<unknown> = z.unknown();

export const variantSchema = z.strictObject({
  id: identifier,
  description: z.string().optional(),
  set: z.record(z.string(), patchValue).meta({
    description:
      'Path -> value; list items by id, for example "plans.coat.bid: 1.4" or "market.season.demand: 1.2"',
  }),
});

/** The whole YAML file. */
export const scenarioSchema = z.strictObject({
  name: z.string().min(1).max(200),
  description: z.string().optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as CNY')
    .default('CNY'),
  seed: quantity({
    unit: '-',
    min: 0,
    max: 4294967295,
    integer: true,
    description: 'Same seed, same bytes',
    source: 'own',
    confidence: 'own',
  }).default(1),
  horizon: z
    .strictObject({
      days: quantity({
        unit: 'days',
        min: 1,
        max: 3660,
        integer: true,
        description: 'Days simulated',
        source: 'own',
        confidence: 'own',
      }).default(28),
      firstWeekday: z
        .enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'])
        .default('monday'),
    })
    .prefault({}),
  objective: z
    .enum(['revenue', 'profit'])
    .default('revenue')
    .meta({ description: 'revenue: as much as the ROI limit allows; profit: as much profit as possible' }),
  strategy: z
    .strictObject({
      name: z.string().default('equal-marginal'),
      params: z.record(z.string(), z.unknown()).default({}),
    })
    .prefault({}),
  store: storeSchema.prefault({}),
  products: z.array(productSchema).max(100_000).default([]),
  plans: z.array(planSchema).max(100_000).default([]),
  population: populationSchema.optional(),
  market: marketSchema.prefault({}),
  limits: limitsSchema.prefault({}),
  variants: z.array(variantSchema).default([]),
});

/** A scenario after parsing: defaults filled in, formulas still text. */
export type Scenario = z.output<typeof scenarioSchema>;
/** A scenario as written in YAML. */
export type ScenarioInput = z.input<typeof scenarioSchema>;
