import { z } from 'zod';
import { spec, whole } from './spec.ts';

const lever = (what: string) =>
  spec('latent sd', -3, 3, `Satisfaction with ${what} above the shop of today`, 'docs/model.md').default(0);

/** Ratings: three correlated scores over a window of days, praise, recovery (docs/model.md; guide A34-A36, A44). */
export const reputationSchema = z.strictObject({
  stars: z
    .array(spec('probability', 0, 1, 'Share of ratings with 5, 4, 3, 2, 1 stars', 'docs/model.md: mean 4.80'))
    .length(5)
    .default([0.88, 0.07, 0.03, 0.01, 0.01])
    .meta({ description: 'Stars 5..1 of the shop of today; sums to 1' }),
  praise: spec('fraction', 0, 1, 'Good among good, middling and bad reviews today', 'docs/model.md').default(
    0.985,
  ),
  correlation: spec(
    'correlation',
    0,
    0.99,
    "Of one buyer's three scores",
    'docs/model.md; guide A56',
  ).default(0.7),
  halo: spec(
    'fraction',
    0,
    1,
    'Part of a gain in one score that the other two share',
    'assumption: as the correlation (A56)',
  ).default(0.7),
  ratingRate: spec('fraction', 0, 1, 'Orders that are rated', 'docs/model.md (.2-.6)').default(0.35),
  delayDays: whole('days', 1, 60, 'Days from payment to rating', 'docs/model.md', 'A').default(6),
  windowDays: whole('days', 1, 365, 'Days the scores look back', 'Tmall rule', 'K').default(180),
  dailyRatings: spec(
    'ratings/day',
    0,
    1e6,
    'Ratings a day before the horizon; default the steady state',
    "the shop's report",
    'own',
  ).optional(),
  peerRating: spec(
    'stars',
    1,
    5,
    "Peers' mean score; default the shop of today",
    "the shop's view",
    'own',
  ).optional(),
  description: lever('the goods'),
  service: lever('service'),
  logistics: lever('delivery'),
  recoveredDay: spec(
    'fraction',
    0,
    1,
    'Unhappy buyers helped within 24 hours (A44)',
    "the shop's own",
    'own',
  ).default(0),
  recoveredLater: spec(
    'fraction',
    0,
    1,
    'Unhappy buyers helped within 72 hours',
    "the shop's own",
    'own',
  ).default(0),
  raiseDay: spec('probability', 0, 1, 'They raise their rating, helped within 24 hours', 'A44').default(0.35),
  raiseLater: spec('probability', 0, 1, 'They raise their rating, helped within 72 hours', 'A44').default(
    0.15,
  ),
  recoveryCost: spec(
    'currency/case',
    0,
    1e5,
    'Help for one unhappy buyer, not tied to any rating',
    'assumption',
  ).default(10),
});
