import { z } from 'zod';
import { quantity, varying } from '../field.ts';

/** The rivals one keyword meets; unset fields come from the keyword's tier and the market. */
export const rivalsSchema = z.strictObject({
  count: quantity({
    unit: 'advertisers',
    min: 0,
    max: 10_000,
    integer: true,
    description: 'Advertisers bidding on the word',
    fallback: 'by tier',
    source: 'calibrated assumption by tier',
    confidence: 'A',
  }).optional(),
  medianBid: varying({
    unit: 'currency/click',
    min: 1e-6,
    max: 1e5,
    description: 'Median of rival bid times quality relative to 1',
    fallback: 'by tier and category',
    source: 'calibrated assumption by tier',
    confidence: 'A',
  }).optional(),
  bidSd: quantity({
    unit: 'log units',
    min: 0.05,
    max: 3,
    description: 'Standard deviation of log bids',
    fallback: 'market.search.bidSd',
    source: 'assumption, plausible .4-1.0; one search account shows .84-1.18 across keywords',
    confidence: 'A',
  }).optional(),
});
