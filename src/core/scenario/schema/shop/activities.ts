import { z } from 'zod';
import { identifier } from '../../field.ts';
import { spec, whole } from './spec.ts';

const optional = (unit: string, min: number, max: number, description: string) =>
  spec(unit, min, max, `${description}; default of the kind`, 'docs/model.md').optional();

/** A platform or own activity for one product, or all (docs/model.md; guide A24, A34). */
export const activitySchema = z.strictObject({
  id: identifier,
  kind: z
    .enum(['juhuasuan', 'daily-special', 'flash-sale', 'self-run'])
    .default('self-run')
    .meta({ description: 'Sets traffic, discount, fees and quality' }),
  product: identifier.optional().meta({ description: 'Unset: every product' }),
  from: whole('day', 1, 3660, 'First day, counted from 1', "the shop's own"),
  to: whole('day', 1, 3660, 'Last day', "the shop's own"),
  traffic: optional('factor', 0, 100, 'Visits relative to a usual day; more than 1 comes free'),
  conversion: optional('factor', 0, 20, 'Conversion, the lower price included'),
  discount: optional('fraction of price', 0, 0.9, 'Price cut'),
  quality: optional('fraction', 0, 1, 'Fit of visitors and honesty of the offer: 1 leaves ratings alone'),
  feeBase: optional('currency/day', 0, 1e7, 'Base fee'),
  feeRate: optional('fraction of revenue', 0, 1, 'Fee on revenue of the product'),
  feeCap: optional('currency/day', 0, 1e7, 'Most fee a day'),
  returns: optional('factor', 0, 5, 'Return rate relative to usual'),
  dip: optional('fraction', 0, 1, 'Free visits lost afterwards'),
  dipDays: optional('days', 0, 60, 'Days of the dip'),
  pulledForward: optional('fraction', 0, 1, "Activity orders taken from the shop's own next two weeks"),
  laterPrice: optional('fraction', 0, 0.5, 'Price paid less, later, by buyers of the activity'),
  ratingLoss: optional('stars', 0, 2, 'Rating lost by orders of an activity of quality 0'),
});

/** A sales festival of the whole platform (docs/model.md): Double 11 and its like. */
export const festivalSchema = z.strictObject({
  id: identifier,
  day: whole('day', 1, 3660, 'The day itself, counted from 1', "the shop's own"),
  waitDays: whole('days', 0, 60, 'Days before, in which buyers wait', 'docs/model.md', 'A').default(7),
  waitConversion: spec('factor', 0, 5, 'Conversion while they wait', 'docs/model.md').default(0.75),
  waitCarts: spec('factor', 0, 10, 'Carts while they wait', 'docs/model.md').default(1.4),
  waitBids: spec('factor', 0.01, 20, "Rivals' bids while they wait", 'docs/model.md: 1.5-2.5').default(1.5),
  dayDemand: spec('factor', 0, 100, 'Visitors on the day', 'docs/model.md').default(5),
  dayConversion: spec('factor', 0, 20, 'Conversion on the day', 'docs/model.md').default(2),
  dayBids: spec('factor', 0.01, 20, "Rivals' bids on the day", 'docs/model.md').default(2.5),
  dayReturns: spec(
    'factor',
    0,
    5,
    'Return rate of the day relative to usual',
    'Tmall apparel after Double 11: 25-40 %',
  ).default(1.5),
  dip: spec('fraction', 0, 1, 'Demand lost afterwards', 'docs/model.md').default(0.25),
  dipDays: whole('days', 0, 60, 'Days of the dip', 'docs/model.md', 'A').default(14),
});
