import { z } from 'zod';
import { spec } from './spec.ts';

/** Conversion factors (docs/model.md); a product's `conversionRate` is its rate where every factor is at the peers' level. */
export const conversionSchema = z.strictObject({
  priceElasticity: spec(
    'exponent',
    0,
    6,
    'Elasticity of conversion to price over reference price, of a product like all others',
    'Bijmolt et al. 2005: mean 2.62',
    'H',
  ).default(2.6),
  uniquenessRelief: spec(
    'exponent',
    0,
    3,
    'Elasticity taken away by uniqueness 1 (A7); default product: 2.6 - .8 x .75 = 2',
    'assumption',
  ).default(0.8),
  shopType: z
    .enum(['c2c', 'corporate', 'specialty', 'flagship'])
    .default('c2c')
    .meta({ description: 'Trust of the shop type (A4): 1, 1.05, 1.08, 1.15 (assumption)' }),
  logistics: spec(
    'factor',
    0.5,
    1.2,
    'Delivery against peers; .85 bad, 1 good',
    'Cui, Li, Li: -14.56 % without high-quality delivery',
    'H',
  ).default(1),
  ratingExponent: spec(
    'exponent',
    0,
    2,
    'Elasticity to rating over peers',
    'You, Vadakkepatt, Joshi 2015: valence .417',
    'H',
  ).default(0.417),
  reviewExponent: spec(
    'exponent',
    0,
    1,
    'Elasticity to (1 + reviews) over peers',
    'You et al. 2015: volume .236, x .3 within one page',
    'H',
  ).default(0.0708),
  peerReviews: spec(
    'reviews',
    0,
    1e9,
    "Peers' reviews of half a year; default the product's own at the start",
    "the shop's view of peers",
    'own',
  ).optional(),
  negativeHarm: spec(
    'fraction',
    0,
    0.99,
    'Purchases lost by a buyer who sees a negative review',
    'Varga & Albuquerque: -51.4 %',
    'H',
  ).default(0.514),
  seenPerNegative: spec(
    'views/visit',
    0,
    1,
    'Negative reviews seen a visit, for each one on the first page',
    'docs/model.md',
  ).default(0.04),
  visibleReviews: spec('reviews', 0, 1000, 'Reviews on the first page', 'assumption').default(20),
  peerNegativeShare: spec('fraction', 0, 1, "Peers' share of negative reviews", 'docs/model.md').default(
    0.015,
  ),
  answeredShare: spec('fraction', 0, 1, 'Negative reviews answered well', "the shop's own").default(0),
  answeredHarm: spec(
    'factor',
    0,
    1,
    'Harm of an answered negative relative to an unanswered one',
    'A45',
  ).default(0.7),
  zeroSalesPenalty: spec(
    'fraction',
    0,
    0.95,
    'Conversion lost by a product that has never sold: Z = 1 - p e^(-sales30/scale)',
    'docs/model.md',
  ).default(0.3),
  zeroSalesScale: spec(
    'orders/30 days',
    0.1,
    1e6,
    'Sales at which the penalty fades',
    'docs/model.md',
  ).default(10),
  promotion: spec(
    'factor',
    0,
    10,
    'Standing promotions, gifts on the page',
    'docs/model.md; guide A14',
  ).default(1),
  giftCost: spec(
    'fraction of price',
    0,
    1,
    'Cost of the gift in each order (A14: 3-8 %)',
    'assumption',
  ).default(0),
});

/** Click-through of own ads as the shop changes (docs/model.md, logit); zero weights leave the market's click-through as it is. */
export const clickThroughSchema = z.strictObject({
  price: spec('logit/log price', 0, 3, 'Weight of ln(reference price / price)', 'docs/model.md').default(
    0.25,
  ),
  sales: spec('logit/log orders', 0, 1, 'Weight of ln((1 + sales30) / start)', 'docs/model.md').default(0.05),
  rating: spec('logit/star', 0, 5, 'Weight of rating less peers', 'docs/model.md').default(0.8),
  fatigue: spec(
    'logit',
    0,
    2,
    'Weight of ln(1 + impressions/scale): creatives wear out',
    'docs/model.md',
  ).default(0.05),
  fatigueImpressions: spec('impressions', 1, 1e12, 'Scale of wear-out', 'docs/model.md').default(50_000),
  organicLift: spec(
    'factor',
    0,
    1,
    'Paid click-through gained as organic share goes from 0 to 1',
    'Ghose & Yang: organic -> paid 3.5 x paid -> organic; size assumed',
  ).default(0.1),
});

/** Chat service: how many staff answer how fast, and what it brings (docs/model.md; guide A43). */
export const serviceSchema = z.strictObject({
  chatShare: spec('fraction', 0, 1, 'Visits that ask in chat', 'assumption').default(0.15),
  chatLift: spec(
    'fraction',
    0,
    1,
    'Purchase probability gained by an answered chatter',
    'Tan, Wang, Tan: +15.99 %',
    'H',
  ).default(0.16),
  staff: spec(
    'people',
    0,
    10_000,
    'Agents on duty; 0: every chat is answered as by peers',
    "the shop's own",
    'own',
  ).default(0),
  chatMinutes: spec('minutes', 0.1, 240, 'Minutes an agent needs for a chat', 'assumption').default(4),
  hours: spec('hours/day', 1, 24, 'Hours of service a day', 'assumption').default(16),
  patienceSeconds: spec(
    'seconds',
    1,
    3600,
    'Wait within which a chat counts as answered',
    'assumption',
  ).default(60),
  peerReply: spec('fraction', 0, 1, 'Chats peers answer in time', 'assumption').default(0.8),
  wage: spec('currency/agent/day', 0, 1e5, 'Cost of an agent a day', "the shop's own", 'own').default(0),
  satisfaction: spec(
    'latent sd',
    0,
    3,
    'Service satisfaction lost when no chat is answered in time',
    'assumption (A43)',
  ).default(0.5),
});
