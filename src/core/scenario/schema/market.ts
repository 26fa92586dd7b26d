import { z } from 'zod';
import { hourConversion, hourTraffic } from '../presets.ts';
import { identifier, quantity, varying } from '../field.ts';
import { devicesSchema } from './bidFactors.ts';
import { qualitySchema } from './quality.ts';
import { rivalsOverTimeSchema } from './rivalsOverTime.ts';
import { searchTermSchema } from './searchTerm.ts';
import { spilloverSchema } from './spillover.ts';

export const searchMarketSchema = z.strictObject({
  slots: quantity({
    unit: 'slots',
    min: 1,
    max: 100,
    integer: true,
    description: 'Promoted slots a search shows',
    source: 'assumption: slots a mobile result list shows',
    confidence: 'A',
  }).default(40),
  examinationRows: quantity({
    unit: 'rows',
    min: 0.2,
    max: 100,
    description: 'Decay length of examination: e^-(p-1)/rows',
    source: 'calibrated assumption, plausible 3-12',
    confidence: 'A',
  }).default(6),
  positionExponent: quantity({
    unit: 'exponent',
    min: 0,
    max: 3,
    description: 'Click-through of position p relative to the first: p^-exponent',
    source: 'calibrated assumption; paid search click curves fall by position',
    confidence: 'A',
  }).default(0.15),
  suggestedRank: quantity({
    unit: 'rank',
    min: 1,
    max: 100,
    description: "Expected rank that the platform's suggested bid aims at",
    source: 'assumption: the middle of the first screens',
    confidence: 'A',
  }).default(8),
  reserve: quantity({
    unit: 'currency/click',
    min: 0,
    max: 1e4,
    description: 'Least score (bid x quality) that is shown',
    source: 'calibrated assumption',
    confidence: 'A',
  }).default(0.2),
  tick: quantity({
    unit: 'currency/click',
    min: 0,
    max: 100,
    description: 'Added to the next score over own quality',
    source: 'platform rule: 0.01 yuan above the next',
    confidence: 'M',
  }).default(0.01),
  activity: quantity({
    unit: 'probability',
    min: 0,
    max: 1,
    description: 'A rival takes part in a given search',
    source: 'assumption',
    confidence: 'A',
  }).default(0.5),
  bidSd: quantity({
    unit: 'log units',
    min: 0.05,
    max: 3,
    description: "Standard deviation of rivals' log bids",
    source: 'assumption, plausible .4-1.0; log-normal after Ostrovsky and Schwarz',
    confidence: 'A',
  }).default(0.6),
  qualitySd: quantity({
    unit: 'log units',
    min: 0,
    max: 3,
    description: "Standard deviation of rivals' log quality",
    source: 'assumption',
    confidence: 'A',
  }).default(0.35),
  scoreNoise: quantity({
    unit: 'log units',
    min: 0,
    max: 1,
    description: 'Noise of each score in each auction',
    source: 'assumption',
    confidence: 'A',
  }).default(0.2),
  conversionSlope: quantity({
    unit: 'fraction/rank',
    min: -0.2,
    max: 0.2,
    description: 'Conversion changes by this with every rank further down: (1+slope)^(rank-1)',
    source: 'studies disagree, plausible -.005 to .01; flat within 5 % over 11 positions (Varian)',
    confidence: 'H',
  }).default(0),
  terms: z.array(searchTermSchema).max(100_000).default([]).meta({
    description:
      'What buyers type. A keyword takes its searches from the terms it matches; one that matches none keeps its own',
  }),
  devices: devicesSchema.optional().meta({
    description: 'Mobile and desktop apart, each with its own quality score',
    fallback: 'one device; where a plan has mobilePercent, the defaults of this block',
  }),
});

export const displayMarketSchema = z.strictObject({
  marketCpm: varying({
    unit: 'currency/1000 impressions',
    min: 1e-6,
    max: 1e6,
    description: 'CPM at which half of the impressions are won',
    source: 'public examples at 50 yuan, plausible 10-120',
    confidence: 'M',
  }).default(40),
  winExponent: quantity({
    unit: 'exponent',
    min: 1.05,
    max: 10,
    description: 'Won share b^a/(b^a+c^a)',
    source: 'assumption',
    confidence: 'A',
  }).default(2),
  tick: quantity({
    unit: 'currency/1000 impressions',
    min: 0,
    max: 100,
    description: "Added to the next one's CPM",
    source: 'platform rule: 0.1 yuan above the next',
    confidence: 'M',
  }).default(0.1),
  reserveCpm: quantity({
    unit: 'currency/1000 impressions',
    min: 0,
    max: 1e5,
    description: 'Least CPM sold',
    source: 'assumption',
    confidence: 'A',
  }).default(2),
  frequencyExponent: quantity({
    unit: 'exponent',
    min: 0,
    max: 2,
    description: 'Click-through falls with frequency f: f^-exponent',
    source: 'assumption',
    confidence: 'A',
  }).default(0.3),
  clickThroughRate: quantity({
    unit: 'clicks/impression',
    min: 0,
    max: 1,
    description: 'Reference click-through rate of display',
    source: 'general knowledge, plausible .5-8 %',
    confidence: 'K',
  }).default(0.04),
  spillover: spilloverSchema
    .optional()
    .meta({ description: 'Display brings searches for own-brand words', fallback: 'none' }),
});

export const eventSchema = z.strictObject({
  id: identifier,
  from: quantity({
    unit: 'day',
    min: 1,
    max: 3660,
    integer: true,
    description: 'First day, counted from 1',
    source: "the user's own",
    confidence: 'own',
  }),
  to: quantity({
    unit: 'day',
    min: 1,
    max: 3660,
    integer: true,
    description: 'Last day',
    source: "the user's own",
    confidence: 'own',
  }),
  demand: quantity({
    unit: 'factor',
    min: 0,
    max: 100,
    description: 'On searches and impressions on offer',
    source: "the user's own",
    confidence: 'own',
  }).default(1),
  conversion: quantity({
    unit: 'factor',
    min: 0,
    max: 20,
    description: 'On conversion',
    source: "the user's own",
    confidence: 'own',
  }).default(1),
  rivalBids: quantity({
    unit: 'factor',
    min: 0.01,
    max: 100,
    description: "On rivals' bids",
    source: "the user's own",
    confidence: 'own',
  }).default(1),
  announced: z.boolean().optional().meta({
    description:
      'The promoter knows its days, demand and conversion beforehand: they stand in the observation as `calendar`',
    fallback: 'false',
  }),
});

const weekdayFactors = (description: string) =>
  z
    .array(
      quantity({
        unit: 'factor',
        min: 0,
        max: 20,
        description,
        source: 'weekends: clicks x 1.08, buys a visit x .94 (sign from public pages, size assumed)',
        confidence: 'A',
      }),
    )
    .length(7);

const hourWeights = (description: string) =>
  z
    .array(
      quantity({
        unit: 'weight',
        min: 0,
        max: 1000,
        description,
        source: 'shape from public hour curves, values assumed',
        confidence: 'A',
      }),
    )
    .length(24);

export const seasonSchema = z.strictObject({
  weekdayDemand: weekdayFactors('Demand Monday..Sunday').default([0.98, 0.98, 0.98, 0.98, 0.98, 1.05, 1.05]),
  weekdayConversion: weekdayFactors('Conversion Monday..Sunday').default([
    1.017, 1.017, 1.017, 1.017, 1.017, 0.9575, 0.9575,
  ]),
  demand: varying({
    unit: 'factor',
    min: 0,
    max: 100,
    description: 'On demand, by day',
    source: "the user's own",
    confidence: 'own',
  }).default(1),
  conversion: varying({
    unit: 'factor',
    min: 0,
    max: 20,
    description: 'On conversion, by day',
    source: "the user's own",
    confidence: 'own',
  }).default(1),
  rivalBids: varying({
    unit: 'factor',
    min: 0.01,
    max: 100,
    description: "On rivals' bids, by day (inflation, shocks)",
    source: "the user's own",
    confidence: 'own',
  }).default(1),
  events: z
    .array(eventSchema)
    .default([])
    .meta({ description: 'Festivals and shocks; where they overlap they multiply' }),
});

export const delaySchema = z.strictObject({
  sameDay: quantity({
    unit: 'fraction',
    min: 0,
    max: 1,
    description: 'Paid orders that arrive on the click day',
    source: 'assumption; display logs: half within 24 h',
    confidence: 'A',
  }).default(0.7),
  meanDays: quantity({
    unit: 'days',
    min: 0.1,
    max: 30,
    description: 'Mean delay of the others',
    source: 'assumption',
    confidence: 'A',
  }).default(3),
  windowDays: quantity({
    unit: 'days',
    min: 1,
    max: 30,
    integer: true,
    description: 'Attribution window; later orders are not attributed',
    source: 'platforms offer 1, 3, 7, 15 or 30 days',
    confidence: 'H',
  }).default(15),
});

export const marketSchema = z.strictObject({
  category: z
    .enum(['apparel', 'beauty', 'electronics', 'home', 'food', 'baby'])
    .default('apparel')
    .meta({ description: 'Sets default click-through, conversion, returns and bid level' }),
  auction: z.enum(['gsp', 'vcg', 'first-price']).default('gsp').meta({
    description:
      'How clicks are priced: gsp charges what keeps the rank plus a tick, vcg what others lose by it, first-price the bid',
  }),
  sharedAuctions: z.boolean().optional().meta({
    description:
      'Event tiers: plans that bid on the same keyword or audience id meet in the same auctions, the own ones included',
    fallback: 'true where there are rivalStores, else false',
  }),
  search: searchMarketSchema.prefault({}).meta({ description: 'The auction of searches' }),
  display: displayMarketSchema.prefault({}).meta({ description: 'The auction of impressions' }),
  rivals: rivalsOverTimeSchema
    .optional()
    .meta({ description: 'What rivals do over the horizon', fallback: 'they stand as given' }),
  quality: qualitySchema.prefault({}).meta({ description: 'How the quality score forms' }),
  season: seasonSchema.prefault({}).meta({ description: 'What changes by day' }),
  hours: z
    .strictObject({
      traffic: hourWeights('Relative traffic by hour').default([...hourTraffic]),
      conversion: hourWeights('Relative conversion by hour').default([...hourConversion]),
    })
    .prefault({})
    .meta({ description: 'The day by hours' }),
  delay: delaySchema.prefault({}).meta({ description: 'When orders arrive after the click' }),
  clickToVisit: quantity({
    unit: 'visits/click',
    min: 0,
    max: 1,
    description: 'Clicks that arrive',
    source: 'assumption',
    confidence: 'A',
  }).default(0.97),
  demandNoise: quantity({
    unit: 'log units',
    min: 0,
    max: 2,
    description: 'Day-to-day noise of demand of each keyword or audience',
    source: 'assumption',
    confidence: 'A',
  }).default(0.1),
  suggestedBidNoise: quantity({
    unit: 'log units',
    min: 0,
    max: 2,
    description: "Noise of the platform's suggested bid",
    source: 'assumption: 30 %',
    confidence: 'A',
  }).default(0.3),
  overDelivery: quantity({
    unit: 'fraction',
    min: 0,
    max: 1,
    description: 'Platform may exceed a daily budget by this',
    source: 'assumption',
    confidence: 'A',
  }).default(0),
  minimumBid: quantity({
    unit: 'currency',
    min: 0,
    max: 1e4,
    description: 'Least bid the platform takes',
    source: 'platform rule: 0.05 yuan',
    confidence: 'H',
  }).default(0.05),
  bidTick: quantity({
    unit: 'currency',
    min: 1e-6,
    max: 100,
    description: 'Step of bids',
    source: 'platform rule: 0.01 yuan',
    confidence: 'H',
  }).default(0.01),
  budgetTick: quantity({
    unit: 'currency',
    min: 1e-6,
    max: 1e6,
    description: 'Step of daily budgets',
    source: 'minor unit of the currency; some platforms take whole yuan',
    confidence: 'A',
  }).default(0.01),
  minimumDailyBudget: quantity({
    unit: 'currency/day',
    min: 0,
    max: 1e6,
    description: 'Least daily budget the platform takes',
    source: 'platform rule: 30 yuan',
    confidence: 'H',
  }).default(30),
});
