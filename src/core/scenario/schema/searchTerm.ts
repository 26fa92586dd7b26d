import { z } from 'zod';
import { quantity, varying } from '../field.ts';
import { rivalsSchema } from './rivals.ts';

/** Words as a buyer types them; compared word by word, without case (scenario/searchWords.ts). */
export const wordsField = z.string().trim().min(1).max(120);

/** What buyers type: a search term with its own volume, conversion and rivals. Keywords reach it by their match type. */
export const searchTermSchema = z.strictObject({
  text: wordsField.meta({ description: 'The search as typed; upper and lower case count alike' }),
  tier: z
    .enum(['head', 'mid', 'tail'])
    .default('tail')
    .meta({ description: 'Sets the default rivals and queries' }),
  dailyQueries: varying({
    unit: 'queries/day',
    min: 0,
    max: 1e9,
    description: 'Searches a day for exactly this, before season',
    fallback: 'by tier',
    source: 'assumption by tier',
    confidence: 'A',
  }).optional(),
  clickThroughFactor: quantity({
    unit: 'factor',
    min: 0,
    max: 20,
    description: 'Click-through relative to the keyword that reaches it',
    source: "the promoter's own",
    confidence: 'own',
  }).default(1),
  conversionFactor: varying({
    unit: 'factor',
    min: 0,
    max: 20,
    description: 'Conversion relative to the keyword that reaches it',
    fallback: 'by match: exact 1, phrase .8, broad .6',
    source: 'assumption: broad converts at .6 of exact',
    confidence: 'A',
  }).optional(),
  relevance: quantity({
    unit: 'ratio',
    min: 0.05,
    max: 5,
    description: 'Relevance of the product to this search, relative to the keyword',
    fallback: 'by match: exact 1, phrase .9, broad .75',
    source: 'assumption',
    confidence: 'A',
  }).optional(),
  rivals: rivalsSchema.prefault({}).meta({
    description: "The advertisers met on this search; unset figures are the keyword's, then the tier's",
  }),
  related: z.array(wordsField).max(100).default([]).meta({
    description: 'Words of keywords that reach it by broad match although they share no words with it',
  }),
});

/** A word or phrase that keeps a plan out of searches; text alone is a phrase. */
export const negativeSchema = z
  .union([
    wordsField,
    z.strictObject({
      text: wordsField.meta({ description: 'The words to keep out' }),
      match: z
        .enum(['exact', 'phrase'])
        .default('phrase')
        .meta({ description: 'exact: only this search; phrase: every search that contains it' }),
    }),
  ])
  .meta({ description: 'A negative keyword: text (as a phrase), or { text, match }' });

export type SearchTerm = z.output<typeof searchTermSchema>;
export type Negative = z.output<typeof negativeSchema>;
