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
/** A field that may be absent or null; `withoutNulls` makes both the same (a transform a field takes twenty times as long). */
const optional = <T extends z.ZodType>(schema: T) => schema.nullish();
/** A parsed value in which null has become undefined. */
type Filled<T> = T extends (infer Item)[]
  ? Filled<Item>[]
  : T extends object
    ? { [Key in keyof T]: Filled<Exclude<T[Key], null>> }
    : T;

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
    carryover: optional(amount),
  }),
  z.strictObject({
    type: z.literal('logistic'),
    scale: amount,
    steepness: positive,
    midpoint: amount,
    carryover: optional(amount),
  }),
  z.strictObject({ type: z.literal('points'), points: z.array(pointSchema).min(1) }),
]);
export type CurveInput = Filled<z.output<typeof curveSchema>>;

const floors = {
  minAverageRoas: optional(amount),
  minMarginalRoas: optional(amount),
  maxCostPerOrder: optional(positive),
};
const economics = {
  margin: optional(marginSchema),
  orderValue: optional(positive),
  conversionRate: optional(positive.max(1)),
};

const planSchema = z.strictObject({
  id,
  curve: curveSchema,
  /** Curves drawn from what is known of the true one (posterior draws); draw k of every plan is one case. */
  draws: optional(z.array(curveSchema).min(1)),
  /** Least and most spend [money]. */
  min: optional(amount),
  max: optional(amount),
  /** Today's spend [money]: what relative bounds and "never worse than today" refer to. */
  today: optional(amount),
  /** Least and most spend as multiples of `today`. */
  minOfToday: optional(amount),
  maxOfToday: optional(amount),
  /** Largest relative change from `today`: 0.2 allows 0.8 to 1.2 times. */
  stepLimit: optional(amount),
  /** Today's bid [money]; read off the points at `today` if absent. */
  todayBid: optional(positive),
  /** Largest relative change of the bid from today's, where points carry bids: 0.3 allows 0.7 to 1.3 times. */
  bidStep: optional(amount),
  /** Largest relative change of spend from one period to the next. */
  spendStep: optional(amount),
  /** Spend stays at `today`. */
  fixed: optional(z.boolean()),
  /** May be switched off: spends 0, or at least `min`. */
  canPause: optional(z.boolean()),
  /** Units that can still be sold; revenue stops at stock * orderValue. */
  stock: optional(amount),
  /** Whether the curve rests on data; without, the plan gets its share of the exploration budget. */
  evidence: optional(z.boolean()),
  /** Standard deviation of a day's spend over its mean, for the daily cap [-]. */
  spendVariation: optional(amount),
  ...floors,
  ...economics,
});
export type PlanInput = Filled<z.output<typeof planSchema>>;

const groupSchema = z.strictObject({
  id,
  /** Ids of plans, and of groups inside this one. */
  plans: z.array(id),
  budget: optional(amount),
  minSpend: optional(amount),
  ...floors,
});
export type GroupInput = Filled<z.output<typeof groupSchema>>;

export const problemSchema = z.strictObject({
  $schema: z.string().optional(),
  name: optional(z.string()),
  description: optional(z.string()),
  objective: optional(z.string()),
  /** Most that may be spent [money]. */
  budget: optional(amount),
  /** Makes the budget an equality. */
  spendAll: optional(z.boolean()),
  /** Revenue to reach with least spend (MinimizeBudget), or in any case. */
  target: optional(amount),
  /** Smallest amount of money that can be set, 0.01 by default. */
  minorUnit: optional(positive),
  /** `stepLimit` of every plan that has none of its own: how far budgets may move from today's. */
  budgetStep: optional(amount),
  /** `bidStep` of every plan whose points carry bids and that has none of its own. */
  bidStep: optional(amount),
  groups: optional(z.array(groupSchema)),
  plans: z.array(planSchema).min(1),
  /** What to plan for where plans have draws: their mean, or a bad case. */
  risk: optional(
    z.strictObject({
      measure: z.enum(['mean', 'quantile', 'cvar']),
      /** Share of bad cases [-]: the quantile, or the tail whose mean is meant; 1 is the mean of all. */
      level: z.number().positive().max(1).default(0.1),
    }),
  ),
  /** Part of the budget for plans without evidence [-]. */
  explorationShare: optional(z.number().min(0).max(1)),
  /** Periods (days) that share the budget: each scales the curves' traffic and may have a budget of its own. */
  periods: optional(
    z.array(z.strictObject({ id, traffic: positive.default(1), budget: optional(amount) })).min(1),
  ),
  ...floors,
  ...economics,
});
export type ProblemInput = Filled<z.output<typeof problemSchema>>;

/** Turns every null of parsed data into undefined, in place: the parser has made the objects anew. */
export function withoutNulls<T>(data: T): Filled<T> {
  if (Array.isArray(data)) for (const item of data) withoutNulls(item);
  else if (typeof data === 'object' && data !== null)
    for (const [key, value] of Object.entries(data))
      if (value === null) (data as Record<string, unknown>)[key] = undefined;
      else if (typeof value === 'object') withoutNulls(value);
  return data as Filled<T>;
}
