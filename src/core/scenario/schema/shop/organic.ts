import { z } from 'zod';
import { audiencePresets } from '../../presets.ts';
import { spec } from './spec.ts';

/** Organic search (docs/model.md): visits grow with weighted sales of seven days, scores and praise. */
export const organicSchema = z.strictObject({
  ratio: spec(
    'visits/visit',
    0,
    100,
    'Organic visits for each paid visit today, on average',
    'the guide: 1:1',
    'L',
  ).default(1),
  elasticity: spec(
    'exponent',
    0,
    0.95,
    'Of organic visits to weighted sales',
    'docs/model.md (.3-.7)',
  ).default(0.5),
  paidWeight: spec('factor', 0, 1, 'Weight of a paid sale', 'docs/model.md').default(0.8),
  broadWeight: spec('factor', 0, 1, 'Weight of a paid sale of a broad word', 'docs/model.md').default(0.5),
  lagDays: spec('days', 0, 60, 'Mean lag of the response', 'docs/model.md').default(3),
  floorSales: spec('orders/7 days', 0, 1e6, 'Sales every product is credited with', 'assumption').default(0),
  scoreWeight: spec('1/z', 0, 0.5, 'Weight of the z-score of the mean score', 'docs/model.md').default(0.15),
  praiseWeight: spec('1/z', 0, 0.5, 'Weight of the z-score of the praise rate', 'docs/model.md').default(
    0.15,
  ),
  scoreSd: spec('stars', 0.001, 2, 'Spread of the mean score among peers', 'assumption').default(0.1),
  praiseSd: spec('fraction', 0.0001, 0.5, 'Spread of the praise rate among peers', 'assumption').default(
    0.008,
  ),
  conversionWeight: spec('exponent', 0, 2, 'Of conversion over its level today', 'docs/model.md: .3').default(
    0,
  ),
  paidLift: spec(
    'factor',
    0,
    1,
    'Organic visits gained as paid share goes from 0 to 1',
    'Ghose & Yang 3.5:1; size assumed',
  ).default(0.03),
  conversionFactor: spec(
    'factor',
    0,
    20,
    'Conversion of an organic visit relative to the product',
    'assumption',
  ).default(1),
  releaseBoost: spec(
    'factor',
    0,
    20,
    'Extra organic visits of a product just released (A69)',
    'assumption',
  ).default(0),
  releaseDays: spec('days', 0.1, 365, 'Decay of the boost', 'assumption').default(14),
});

const { old, cart, broad } = audiencePresets;
const share = (of: string, value: number, source: string, confidence: 'H' | 'A') =>
  spec('fraction', 0, 1, `Paid visits that would not have come anyway: ${of}`, source, confidence).default(
    value,
  );

/** How much of paid traffic is additional (docs/model.md); the rest is missing from organic visits. */
export const incrementalitySchema = z.strictObject({
  generic: share('generic words', 0.85, 'Google pause studies .78-.89', 'H'),
  brand: share('own brand words (keywords with brand: true)', 0.15, 'Blake, Nosko, Tadelis; 0-.3', 'H'),
  old: share('old customers', old.incrementality, 'docs/model.md', 'A'),
  cart: share('cart', cart.incrementality, 'docs/model.md', 'A'),
  'rival-visitors': share(
    "rivals' visitors",
    audiencePresets['rival-visitors'].incrementality,
    'docs/model.md',
    'A',
  ),
  'look-alike': share('look-alikes', audiencePresets['look-alike'].incrementality, 'docs/model.md', 'A'),
  broad: share('broad', broad.incrementality, 'docs/model.md', 'A'),
});
