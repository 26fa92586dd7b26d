import { z } from 'zod';
import { identifier, quantity } from '../field.ts';

const relative = (description: string, source: string) =>
  quantity({ unit: 'factor', min: 0, max: 20, description, source, confidence: 'A' });

/** How searches split between mobile and desktop; each device has its own quality score. */
export const devicesSchema = z.strictObject({
  mobileShare: quantity({
    unit: 'fraction',
    min: 0,
    max: 1,
    description: 'Searches from mobile',
    source: "a practitioner's page: 90 % of traffic is mobile",
    confidence: 'L',
  }).default(0.9),
  desktopClickThrough: relative('Click-through on desktop relative to mobile', 'assumption').default(0.8),
  desktopConversion: relative('Conversion on desktop relative to mobile', 'assumption').default(1.2),
});

/** A kind of searcher a search plan bids more for. */
export const premiumSchema = z.strictObject({
  id: identifier,
  share: quantity({
    unit: 'fraction',
    min: 0,
    max: 1,
    description: "Share of the plan's searches by such people; shares of one plan add up to at most 1",
    source: 'assumption',
    confidence: 'A',
  }).default(0.15),
  percent: quantity({
    unit: 'percent of bid',
    min: 105,
    max: 400,
    integer: true,
    description: 'Bid for them: 120 is 20 % more',
    source: 'platform range 105-400 when added',
    confidence: 'H',
  }),
  clickThroughFactor: relative('Their click-through relative to other searchers', 'assumption').default(1.1),
  conversionFactor: relative(
    'Their conversion relative to other searchers',
    'assumption: 1.25 for a matched audience',
  ).default(1.25),
});

/** The platform moves each bid by what it predicts of the search. */
export const smartBiddingSchema = z.strictObject({
  target: z
    .enum(['clicks', 'orders'])
    .default('orders')
    .meta({ description: 'What it predicts: click-through or conversion' }),
  maxPremiumPercent: quantity({
    unit: 'percent',
    min: 30,
    max: 300,
    description:
      'Most it may add to a bid; it takes away at most as much (at 200: bids from a third to three times)',
    source: 'platform range 30-300',
    confidence: 'H',
  }).default(30),
  predictionNoise: quantity({
    unit: 'log units',
    min: 0,
    max: 2,
    description: 'Lasting error of its prediction for each search',
    source: 'assumption',
    confidence: 'A',
  }).default(0.2),
});
