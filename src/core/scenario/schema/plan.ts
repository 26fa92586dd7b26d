import { z } from 'zod';
import { identifier, quantity, varying } from '../field.ts';
import { premiumSchema, smartBiddingSchema } from './bidFactors.ts';
import { rivalsSchema } from './rivals.ts';
import { negativeSchema, wordsField } from './searchTerm.ts';

const factor = (description: string, source: string, fallback?: string) =>
  varying({
    unit: 'factor',
    min: 0,
    max: 20,
    description,
    source,
    confidence: 'A',
    ...(fallback === undefined ? {} : { fallback }),
  });

const clickThroughRate = quantity({
  unit: 'clicks/impression',
  min: 0,
  max: 1,
  description: 'True click-through rate in the first position, before creative factors',
  fallback: 'by category or channel',
  source: "practitioners' category figures",
  confidence: 'L',
});

export const keywordSchema = z.strictObject({
  id: identifier,
  text: wordsField.optional().meta({
    description: 'The words bid on; lets one text stand with several match types',
    fallback: 'the id',
  }),
  tier: z
    .enum(['head', 'mid', 'tail'])
    .default('mid')
    .meta({ description: 'Sets the default rivals and queries' }),
  match: z
    .enum(['exact', 'phrase', 'broad'])
    .default('exact')
    .meta({ description: 'Wider matches reach more searches that convert less' }),
  bid: quantity({
    unit: 'currency/click',
    min: 0,
    max: 1e5,
    description: "Own bid; it scales with the plan's bid",
    fallback: "the plan's bid",
    source: "the promoter's own",
    confidence: 'own',
  }).optional(),
  dailyQueries: varying({
    unit: 'queries/day',
    min: 0,
    max: 1e9,
    description: 'Searches a day that can show the word, before season',
    fallback: 'by tier',
    source: 'assumption by tier',
    confidence: 'A',
  }).optional(),
  clickThroughRate: clickThroughRate.optional(),
  conversionFactor: factor('Conversion relative to the product', "the promoter's own").default(1),
  brand: z
    .boolean()
    .default(false)
    .meta({ description: 'A word with the own brand: most of its clicks would have come anyway' }),
  relevance: quantity({
    unit: 'ratio',
    min: 0.05,
    max: 5,
    description: 'Relevance to title, category and attributes; 1 = peers',
    source: 'assumption',
    confidence: 'A',
  }).default(1),
  rivals: rivalsSchema.prefault({}).meta({ description: 'The advertisers met on this word' }),
});

export const audienceSchema = z.strictObject({
  id: identifier,
  kind: z
    .enum(['old', 'cart', 'rival-visitors', 'look-alike', 'broad'])
    .default('rival-visitors')
    .meta({ description: 'Sets the default impressions, click-through and conversion' }),
  dailyImpressions: varying({
    unit: 'impressions/day',
    min: 0,
    max: 1e10,
    description: 'Impressions on offer a day, before season',
    fallback: 'by kind',
    source: 'assumption by kind of audience',
    confidence: 'A',
  }).optional(),
  bid: quantity({
    unit: "the plan's bid",
    min: 0,
    max: 1e5,
    description: "Own bid; it scales with the plan's bid",
    fallback: "the plan's bid",
    source: "the promoter's own",
    confidence: 'own',
  }).optional(),
  clickThroughRate: clickThroughRate.optional(),
  conversionFactor: factor(
    'Conversion relative to the product',
    'assumption by kind; order supported by field experiments',
    'by kind',
  ).optional(),
  marketCpm: varying({
    unit: 'currency/1000 impressions',
    min: 1e-6,
    max: 1e6,
    description: 'CPM at which half of the impressions are won',
    fallback: 'market.display.marketCpm',
    source: 'assumption',
    confidence: 'A',
  }).optional(),
  audienceSize: quantity({
    unit: 'people',
    min: 1,
    max: 1e10,
    description: 'People in the audience; more impressions than people lower click-through by frequency',
    fallback: 'frequency is ignored',
    source: 'assumption',
    confidence: 'A',
  }).optional(),
});

export const creativeSchema = z.strictObject({
  id: identifier,
  clickThroughFactor: quantity({
    unit: 'factor',
    min: 0,
    max: 20,
    description: 'Click-through relative to the plan',
    source: 'assumption: log sd .30 between creatives',
    confidence: 'A',
  }).default(1),
  conversionFactor: factor('Conversion relative to the plan (clickbait: below 1)', 'assumption').default(1),
  share: quantity({
    unit: 'weight',
    min: 0,
    max: 1e6,
    description: 'Weight in the rotation',
    source: 'equal rotation',
    confidence: 'own',
  }).default(1),
  elements: z
    .array(z.string())
    .default([])
    .meta({ description: 'Tags such as price, quality, brand, gift, scene, colour' }),
});

const percentOfBid = quantity({
  unit: 'percent of bid',
  min: 0,
  max: 250,
  description: 'Time discount; 0 switches the hour off',
  source: 'platform range 30-250',
  confidence: 'K',
});

const spendLimit = (unit: string, max: number, description: string) =>
  quantity({
    unit,
    min: 0,
    max,
    description,
    fallback: 'no limit',
    source: "the promoter's own",
    confidence: 'own',
  }).optional();

export const planLimitsSchema = z.strictObject({
  minDailyBudget: quantity({
    unit: 'currency/day',
    min: 0,
    max: 1e9,
    description: 'Least daily budget while the plan is on',
    fallback: 'market.minimumDailyBudget',
    source: "the promoter's own",
    confidence: 'own',
  }).optional(),
  maxDailyBudget: quantity({
    unit: 'currency/day',
    min: 0,
    max: 1e9,
    description: 'Most daily budget',
    fallback: 'no limit',
    source: "the promoter's own",
    confidence: 'own',
  }).optional(),
  minBid: quantity({
    unit: 'currency',
    min: 0,
    max: 1e5,
    description: 'Least bid',
    fallback: 'market.minimumBid',
    source: "the promoter's own",
    confidence: 'own',
  }).optional(),
  maxBid: quantity({
    unit: 'currency',
    min: 0,
    max: 1e5,
    description: 'Most bid',
    fallback: 'no limit',
    source: "the promoter's own",
    confidence: 'own',
  }).optional(),
  minAverageRoas: quantity({
    unit: 'revenue/spend',
    min: 0,
    max: 1e4,
    description: 'Least average ROAS of the plan',
    fallback: 'no limit',
    source: "the promoter's own",
    confidence: 'own',
  }).optional(),
  minMarginalRoas: quantity({
    unit: 'revenue/spend',
    min: 0,
    max: 1e4,
    description: 'Least marginal ROAS of the plan (its ROI limit)',
    fallback: "the group's, else the store's, else break-even",
    source: 'break-even is 1 / net margin',
    confidence: 'own',
  }).optional(),
  maxCostPerOrder: quantity({
    unit: 'currency/order',
    min: 1e-6,
    max: 1e9,
    description: 'Most spend for each paid order of the plan, on average (CPA)',
    fallback: 'no limit',
    source: "the promoter's own",
    confidence: 'own',
  }).optional(),
  minSpend: spendLimit('currency/day', 1e9, 'Least expected spend a day; such a plan is never switched off'),
  maxSpend: spendLimit('currency/day', 1e9, 'Most expected spend a day'),
  minOfToday: spendLimit(
    "today's spend",
    1e6,
    "Least expected spend, as a multiple of what today's setting spends",
  ),
  maxOfToday: spendLimit(
    "today's spend",
    1e6,
    "Most expected spend, as a multiple of what today's setting spends",
  ),
  fixed: z.boolean().default(false).meta({ description: 'Leave this plan as it is' }),
});

const common = {
  id: identifier,
  name: z.string().optional().meta({ description: 'Name in reports', fallback: 'the id' }),
  group: identifier
    .optional()
    .meta({ description: 'Group it belongs to; an id of limits.groups', fallback: 'none' }),
  product: identifier.meta({ description: 'What it sells; an id of products' }),
  dailyBudget: varying({
    unit: 'currency/day',
    min: 0,
    max: 1e9,
    description: "Today's daily budget",
    source: "the promoter's own",
    confidence: 'own',
  }),
  usualBid: quantity({
    unit: "the plan's bid",
    min: 0,
    max: 1e5,
    description:
      'Bid that rivals are used to; where they answer (market.rivals.reaction), they answer what differs',
    fallback: "the plan's bid; 0 where the plan is off",
    source: "the promoter's own",
    confidence: 'own',
  }).optional(),
  enabled: z.boolean().default(true).meta({ description: 'Off plans spend nothing' }),
  evidence: z.boolean().default(true).meta({
    description:
      'false: how the plan responds is a guess; optimize gives it its part of limits.explorationShare',
  }),
  pacing: z
    .enum(['standard', 'smooth'])
    .default('standard')
    .meta({ description: 'standard: spend until gone; smooth: spread over the day' }),
  schedule: z
    .array(percentOfBid)
    .length(24)
    .optional()
    .meta({ description: 'Percent of the bid by hour 0..23: 0 (off) or 30 to 250', fallback: '100 all day' }),
  clickThroughRate: clickThroughRate.optional(),
  conversionFactor: factor('Conversion relative to the product', 'assumption').default(1),
  creatives: z
    .array(creativeSchema)
    .min(1)
    .default([{ id: 'main', clickThroughFactor: 1, conversionFactor: 1, share: 1, elements: [] }])
    .meta({ description: 'Pictures and texts in rotation' }),
  limits: planLimitsSchema.prefault({}).meta({ description: 'What may be decided for this plan' }),
};

const bidSpec = { min: 0, max: 1e5, source: "the promoter's own", confidence: 'own' } as const;

export const searchPlanSchema = z.strictObject({
  ...common,
  channel: z.literal('search').meta({ description: 'Pay a click in the auction of each search' }),
  bid: varying({ ...bidSpec, unit: 'currency/click', description: "Today's bid a click" }),
  keywords: z.array(keywordSchema).min(1).max(100_000).meta({ description: 'Words it bids on' }),
  negatives: z
    .array(negativeSchema)
    .max(10_000)
    .default([])
    .meta({ description: 'Negative keywords: searches the plan stays out of' }),
  mobilePercent: quantity({
    unit: 'percent of bid',
    min: 1,
    max: 400,
    integer: true,
    description: 'Bid on mobile; desktop stays at 100',
    fallback: '100',
    source: 'platform range 1-400',
    confidence: 'H',
  }).optional(),
  premiums: z.array(premiumSchema).max(100).default([]).meta({ description: 'Searchers it bids more for' }),
  smartBidding: smartBiddingSchema
    .optional()
    .meta({ description: 'The platform moves bids by its own predictions', fallback: 'off' }),
});

export const displayPlanSchema = z.strictObject({
  ...common,
  channel: z.literal('display').meta({ description: 'Buy impressions before an audience' }),
  bid: varying({
    ...bidSpec,
    unit: 'currency/click (cpc) or currency/1000 impressions (cpm)',
    description: "Today's bid",
  }),
  bidType: z
    .enum(['cpc', 'cpm'])
    .default('cpc')
    .meta({ description: 'Whether the bid is a click or for 1000 impressions' }),
  audiences: z.array(audienceSchema).min(1).max(10_000).meta({ description: 'Whom it is shown to' }),
});

export const planSchema = z.discriminatedUnion('channel', [searchPlanSchema, displayPlanSchema]);

export type Plan = z.output<typeof planSchema>;
export type SearchPlan = z.output<typeof searchPlanSchema>;
export type DisplayPlan = z.output<typeof displayPlanSchema>;
