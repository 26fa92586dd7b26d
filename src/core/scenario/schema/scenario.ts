import { z } from 'zod';
import { identifier, quantity } from '../field.ts';
import { objectiveNames } from '../objective.ts';
import { marketSchema } from './market.ts';
import { planSchema } from './plan.ts';
import { populationSchema } from './population.ts';
import { productSchema } from './product.ts';
import { shopSchema } from './shop/shop.ts';

const roas = (description: string, fallback = 'no limit') =>
  quantity({
    unit: 'revenue/spend',
    min: 0,
    max: 1e4,
    description,
    source: "the promoter's own",
    confidence: 'own',
    fallback,
  });
const money = (description: string, fallback = 'no limit') =>
  quantity({
    unit: 'currency',
    min: 0,
    max: 1e12,
    description,
    source: "the promoter's own",
    confidence: 'own',
    fallback,
  });

const costPerOrder = (description: string) =>
  quantity({
    unit: 'currency/order',
    min: 1e-6,
    max: 1e9,
    description,
    source: "the promoter's own",
    confidence: 'own',
    fallback: 'no limit',
  });

export const groupLimitsSchema = z.strictObject({
  id: identifier,
  dailyBudget: money('Most expected spend a day of the group').optional(),
  minAverageRoas: roas('Least average ROAS of the group').optional(),
  minMarginalRoas: roas('Least marginal ROAS of each plan of the group', "the store's").optional(),
  maxCostPerOrder: costPerOrder('Most spend for each paid order of the group, on average').optional(),
});

export const limitsSchema = z.strictObject({
  dailyBudget: money(
    'Most expected spend a day of the store',
    "the sum of today's budgets of plans that are on",
  ).optional(),
  periodBudget: money('Most spend over the horizon').optional(),
  enforceDailyBudget: z
    .boolean()
    .default(false)
    .meta({ description: 'The platform itself stops the store at dailyBudget' }),
  minAverageRoas: roas('Least average ROAS of the store').optional(),
  minMarginalRoas: roas(
    'Least marginal ROAS of every plan (the ROI limit)',
    "each plan's break-even, 1/net margin",
  ).optional(),
  maxCostPerOrder: costPerOrder('Most spend for each paid order of the store, on average').optional(),
  groups: z
    .array(groupLimitsSchema)
    .default([])
    .meta({ description: 'Groups of plans; every group a plan names is listed here' }),
  bidStep: quantity({
    unit: 'fraction/day',
    min: 0.001,
    max: 10,
    description: 'Largest change of a bid a day',
    source: 'assumption, practice 5-30 %',
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
  withinSteps: z.boolean().default(false).meta({
    description:
      'What optimize recommends stays within bidStep and budgetStep of today; false: it names the optimum, and the days to it',
  }),
  explorationShare: quantity({
    unit: 'of dailyBudget',
    min: 0,
    max: 1,
    description: 'Part of the budget that plans without evidence get to learn how they respond',
    source: "the promoter's own; practice 5-20 %",
    confidence: 'own',
    fallback: 'none',
  }).optional(),
});

const wanted = (unit: string, description: string) =>
  quantity({
    unit,
    min: 0,
    max: 1e12,
    description,
    source: "the promoter's own",
    confidence: 'own',
    fallback: 'none',
  }).optional();

const targetSchema = z.strictObject({
  revenue: wanted('currency/day', 'Paid gross revenue to reach'),
  profit: wanted('currency/day', 'Profit after spend to reach'),
  orders: wanted('orders/day', 'Paid orders to reach'),
  clicks: wanted('clicks/day', 'Clicks to reach'),
});

export const storeSchema = z.strictObject({
  name: z.string().default('store').meta({ description: 'Name in reports' }),
  accountQuality: quantity({
    unit: 'ratio',
    min: 0.2,
    max: 5,
    description: 'Account weight in the quality score; 1 = peers',
    source: 'assumption',
    confidence: 'A',
  }).default(1),
  experience: quantity({
    unit: 'ratio',
    min: 0.2,
    max: 5,
    description: 'Buyer experience (conversion, favourites, carts) in the quality score; 1 = peers',
    source: 'assumption',
    confidence: 'A',
  }).default(1),
});

const strategySchema = z.strictObject({
  name: z.string().default('equal-marginal').meta({ description: 'hold, equal, guide or equal-marginal' }),
  params: z
    .record(z.string(), z.unknown())
    .default({})
    .meta({ description: 'Parameters of the strategy, by name' }),
});

/** Another store in the same market: what it sells, its plans, who decides for it. */
export const rivalStoreSchema = z.strictObject({
  id: identifier,
  strategy: strategySchema
    .prefault({ name: 'hold' })
    .meta({ description: 'Who decides for this store each morning' }),
  store: storeSchema.prefault({}).meta({ description: "This store's account" }),
  products: z.array(productSchema).max(100_000).default([]).meta({ description: 'What this store sells' }),
  plans: z.array(planSchema).max(100_000).default([]).meta({ description: "This store's plans" }),
  limits: limitsSchema.prefault({}).meta({ description: "This store's budgets and limits" }),
});

const patchValue: z.ZodType<unknown> = z.unknown();

export const variantSchema = z.strictObject({
  id: identifier,
  description: z.string().optional().meta({ description: 'What it asks, in a sentence', fallback: 'the id' }),
  set: z.record(z.string(), patchValue).meta({
    description:
      'Path: value; list items by id or index (from 0), null restores the default. "plans.coat.bid: 1.4"',
  }),
});

const ruleExpression = z.string().min(1).max(500);
const ruleSchema = z.strictObject({
  when: ruleExpression
    .optional()
    .meta({ description: "Condition over the plan's figures (docs/strategies.md)", fallback: 'with preset' }),
  do: z
    .strictObject({
      bid: ruleExpression.optional().meta({ description: 'New bid, "bid * 0.9"', fallback: 'stays' }),
      dailyBudget: ruleExpression.optional().meta({ description: 'New daily budget', fallback: 'stays' }),
      enabled: z
        .literal(false)
        .optional()
        .meta({ description: 'false switches the plan off', fallback: 'stays' }),
    })
    .optional()
    .meta({ description: 'What the first rule that holds does; {} leaves the plan alone' }),
  preset: z.string().optional().meta({
    description: 'Instead of when and do: the rules of a shipped set, for example rules-evidence',
    fallback: 'none',
  }),
});

/** The whole YAML file. */
export const scenarioSchema = z.strictObject({
  name: z.string().min(1).max(200).meta({ description: 'Title of the report' }),
  description: z.string().optional().meta({ description: 'What the scenario is about', fallback: 'empty' }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as CNY')
    .default('CNY')
    .meta({ description: 'Currency of every amount (ISO 4217); defaults in money are yuan' }),
  seed: quantity({
    unit: '-',
    min: 0,
    max: 4294967295,
    integer: true,
    description: 'Same seed, same bytes',
    source: "the user's own",
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
        source: "the user's own",
        confidence: 'own',
      }).default(28),
      firstWeekday: z
        .enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'])
        .default('monday')
        .meta({ description: 'Weekday of day 1' }),
    })
    .prefault({})
    .meta({ description: 'How long is simulated' }),
  objective: z.enum(objectiveNames).default('revenue').meta({
    description:
      'revenue, orders or clicks: as much as the ROI limit allows; profit: as much profit as possible; budget (MinimizeBudget, MinimumTargetResponse): least spend that reaches target; the other long names mean the same as the short ones',
  }),
  target: targetSchema.optional().meta({
    description: 'What least budget is to reach, a day; one of its fields',
    fallback: 'none; required with objective: budget',
  }),
  strategy: strategySchema.prefault({}).meta({ description: 'Who decides bids and budgets each morning' }),
  rules: z.array(ruleSchema).min(1).max(200).optional().meta({
    description:
      "An operator's rules, which then decide in place of strategy.name; strategy.params may set waitDays",
    fallback: 'none',
  }),
  store: storeSchema.prefault({}).meta({ description: 'The account' }),
  products: z.array(productSchema).max(100_000).default([]).meta({ description: 'What is sold' }),
  plans: z.array(planSchema).max(100_000).default([]).meta({ description: "Today's plans" }),
  population: populationSchema
    .optional()
    .meta({ description: 'Plans drawn from distributions, for research', fallback: 'none' }),
  market: marketSchema
    .prefault({})
    .meta({ description: 'Demand, rivals, season and how the platform works' }),
  limits: limitsSchema
    .prefault({})
    .meta({ description: 'Budgets, the ROI limit, and how far a day may move' }),
  shop: shopSchema.optional().meta({
    description:
      'What paid visits meet after the click: reputation, free traffic, customers, activities, stock',
    fallback: 'none: conversion as given',
  }),
  rivalStores: z.array(rivalStoreSchema).max(1000).default([]).meta({
    description:
      'Stores with plans of their own in the same auctions; played by the event tiers alone (rivals of keywords come on top)',
  }),
  variants: z.array(variantSchema).default([]).meta({ description: 'What-if patches for compare' }),
});

/** A scenario after parsing: defaults filled in, formulas still text. */
export type Scenario = z.output<typeof scenarioSchema>;
/** A scenario as written in YAML. */
export type ScenarioInput = z.input<typeof scenarioSchema>;
