import { z } from 'zod';

/** What is maximised (or, for budgets, minimised), under the names users know. */
export const OBJECTIVES = [
  'MaximizeRevenue',
  'MaximizeProfit',
  'MaximizeOrders',
  'MaximizeClicks',
  'MinimizeBudget',
  'MinimumTargetResponse',
] as const;
export type ObjectiveName = (typeof OBJECTIVES)[number];

const amount = z.number().nonnegative();
const positive = z.number().positive();
const id = z.string().min(1);

/** Net margin of a unit of revenue, or what it is made of. */
const marginSchema = z.union([
  z.number(),
  z.strictObject({
    /** Price less cost of goods, of price [-]. */
    gross: z.number().max(1),
    /** Share of revenue returned [-]. */
    returnRate: z.number().min(0).max(1).default(0),
    /** Platform fees, of revenue before returns [-]. */
    feeRate: z.number().min(0).max(1).default(0),
    /** Later margin that a unit of revenue brings (lifetime value) [-]. */
    lifetimeValueWeight: z.number().nonnegative().default(0),
  }),
]);

const pointSchema = z.union([
  z.tuple([amount, z.number()]),
  z.strictObject({ spend: amount, value: z.number(), bid: amount.optional() }),
]);

const curveSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hill'),
    scale: amount,
    exponent: z.number().min(0.05).max(20),
    halfSaturation: positive,
    carryover: amount.nullish(),
  }),
  z.strictObject({
    type: z.literal('logistic'),
    scale: amount,
    steepness: positive,
    midpoint: amount,
    carryover: amount.nullish(),
  }),
  z.strictObject({ type: z.literal('points'), points: z.array(pointSchema).min(1) }),
]);
export type CurveInput = z.output<typeof curveSchema>;

const floors = {
  minAverageRoas: amount.nullish(),
  minMarginalRoas: amount.nullish(),
  maxCostPerOrder: positive.nullish(),
};
const economics = {
  margin: marginSchema.nullish(),
  orderValue: positive.nullish(),
  conversionRate: positive.max(1).nullish(),
};

const planSchema = z.strictObject({
  id,
  curve: curveSchema,
  /** Least and most spend [money]. */
  min: amount.nullish(),
  max: amount.nullish(),
  /** Today's spend [money]: what relative bounds and "never worse than today" refer to. */
  today: amount.nullish(),
  /** Least and most spend as multiples of `today`. */
  minOfToday: amount.nullish(),
  maxOfToday: amount.nullish(),
  /** Largest relative change from `today`: 0.2 allows 0.8 to 1.2 times. */
  stepLimit: amount.nullish(),
  /** Spend stays at `today`. */
  fixed: z.boolean().nullish(),
  /** May be switched off: spends 0, or at least `min`. */
  canPause: z.boolean().nullish(),
  /** Units that can still be sold; revenue stops at stock * orderValue. */
  stock: amount.nullish(),
  /** Whether the curve rests on data; without, the plan gets its share of the exploration budget. */
  evidence: z.boolean().nullish(),
  /** Standard deviation of a day's spend over its mean, for the daily cap [-]. */
  spendVariation: amount.nullish(),
  ...floors,
  ...economics,
});
export type PlanInput = z.output<typeof planSchema>;

const groupSchema = z.strictObject({
  id,
  /** Ids of plans, and of groups inside this one. */
  plans: z.array(id),
  budget: amount.nullish(),
  minSpend: amount.nullish(),
  ...floors,
});
export type GroupInput = z.output<typeof groupSchema>;

export const problemSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().nullish(),
  description: z.string().nullish(),
  objective: z.string().nullish(),
  /** Most that may be spent [money]. */
  budget: amount.nullish(),
  /** Makes the budget an equality. */
  spendAll: z.boolean().nullish(),
  /** Revenue to reach with least spend (MinimizeBudget), or in any case. */
  target: amount.nullish(),
  /** Smallest amount of money that can be set, 0.01 by default. */
  minorUnit: positive.nullish(),
  groups: z.array(groupSchema).nullish(),
  plans: z.array(planSchema).min(1),
  /** Part of the budget for plans without evidence [-]. */
  explorationShare: z.number().min(0).max(1).nullish(),
  /** Periods (days) that share the budget: each scales the curves' traffic and may have a budget of its own. */
  periods: z
    .array(z.strictObject({ id, traffic: positive.default(1), budget: amount.nullish() }))
    .min(1)
    .nullish(),
  ...floors,
  ...economics,
});
export type ProblemInput = z.output<typeof problemSchema>;
