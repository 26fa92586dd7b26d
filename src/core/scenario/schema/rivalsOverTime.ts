import { z } from 'zod';
import { identifier, quantity } from '../field.ts';

/** Rivals' bids wander around their median, each word by itself. */
export const driftSchema = z.strictObject({
  sd: quantity({
    unit: 'log units',
    min: 0,
    max: 2,
    description:
      'Standard deviation of the log of the bid level once it has wandered for long; day 1 stands as given',
    source: 'assumption',
    confidence: 'A',
  }).default(0.1),
  weeklyPersistence: quantity({
    unit: 'fraction',
    min: 0,
    max: 0.999,
    description: 'What is left of a deviation after a week (AR(1))',
    source: 'assumption',
    confidence: 'A',
  }).default(0.8),
});

/** Rivals answer a share that is not the usual one. */
export const reactionSchema = z.strictObject({
  probability: quantity({
    unit: 'probability/day',
    min: 0,
    max: 1,
    description: 'They move on a day on which your share of impressions is unusual',
    source: 'assumption',
    confidence: 'A',
  }).default(0.05),
  step: quantity({
    unit: 'fraction',
    min: 0,
    max: 1,
    description: 'By how much they raise (or lower) their bids',
    source: 'assumption',
    confidence: 'A',
  }).default(0.05),
  lagDays: quantity({
    unit: 'days',
    min: 1,
    max: 60,
    integer: true,
    description: 'They look at your share of so many days ago',
    source: 'assumption',
    confidence: 'A',
  }).default(2),
  tolerance: quantity({
    unit: 'fraction',
    min: 0,
    max: 10,
    description: 'A share within this of your share at the start is not unusual',
    source: 'assumption',
    confidence: 'A',
  }).default(0.1),
  reach: quantity({
    unit: 'log units',
    min: 0,
    max: 3,
    description: 'They never move further than this from where they began',
    source: 'assumption',
    confidence: 'A',
  }).default(0.5),
});

/** New advertisers on a date. */
export const entrySchema = z.strictObject({
  day: quantity({
    unit: 'day',
    min: 1,
    max: 3660,
    integer: true,
    description: 'First day they bid, counted from 1',
    source: "the user's own",
    confidence: 'own',
  }),
  count: quantity({
    unit: 'advertisers',
    min: -10_000,
    max: 10_000,
    integer: true,
    description: 'How many come to each word; below 0 they leave',
    source: "the user's own",
    confidence: 'own',
  }),
  keywords: z
    .array(identifier)
    .optional()
    .meta({ description: 'Ids of the keywords they bid on', fallback: 'every keyword' }),
});

/** What rivals do over the horizon. Each block is off unless written. */
export const rivalsOverTimeSchema = z.strictObject({
  drift: driftSchema.optional().meta({ description: 'Bids wander', fallback: 'bids stand' }),
  inflation: quantity({
    unit: 'fraction/month',
    min: -0.5,
    max: 1,
    description: "Growth of rivals' bids in 30 days, day by day",
    source: 'assumption, plausible 0-.02; .005 is usual',
    confidence: 'A',
  }).default(0),
  reaction: reactionSchema.optional().meta({
    description: 'Rivals answer your share; each move is in the log of the run',
    fallback: 'they do not',
  }),
  entries: z.array(entrySchema).default([]).meta({ description: 'Advertisers who come or leave on a date' }),
  entryRate: quantity({
    unit: 'advertisers/keyword/month',
    min: 0,
    max: 1000,
    description: 'Advertisers who come to each word by chance in 30 days',
    source: 'assumption',
    confidence: 'A',
  }).default(0),
});
