import { z } from 'zod';
import { quantity } from '../field.ts';

/** Display makes people look for the brand, some days later. */
export const spilloverSchema = z.strictObject({
  strength: quantity({
    unit: 'fraction',
    min: 0,
    max: 5,
    description: 'Extra searches for own-brand words that usual display brings in the long run',
    source: 'assumption; display raises search conversions, mostly after two weeks (Kireyev et al.)',
    confidence: 'A',
  }).default(0.05),
  lagDays: quantity({
    unit: 'days',
    min: 1,
    max: 120,
    description: 'Mean time between impression and search',
    source: 'assumption after Kireyev et al.: about two weeks',
    confidence: 'A',
  }).default(14),
  usualImpressions: quantity({
    unit: 'impressions/day',
    min: 1,
    max: 1e12,
    description:
      'Display impressions a day that count as usual; the searches given are those of usual display',
    fallback: "what today's plans show in the first week",
    source: "the promoter's own",
    confidence: 'own',
  }).optional(),
});
