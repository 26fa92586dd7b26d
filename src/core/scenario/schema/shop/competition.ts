import { z } from 'zod';
import { spec, whole } from './spec.ts';

/** Other shops (docs/model.md; guide A13, A16, A42, A47, A49, A62). */
export const competitionSchema = z.strictObject({
  inflation: spec(
    'fraction/month',
    -0.5,
    0.5,
    "Growth of rivals' bids, in steps of 30 days",
    'project default (0-2 %)',
  ).default(0.005),
  priceDrift: spec(
    'fraction/month',
    0,
    0.5,
    'Fall of the reference price for each doubling of shops: -k(n/n_ref - 1)',
    'A13',
  ).default(0.01),
  shops: spec('shops', 0, 1e6, 'Competing shops', "the shop's view", 'own').default(20),
  usualShops: spec('shops', 1, 1e6, 'Shops at which prices hold', 'assumption').default(20),
  follow: spec(
    'fraction',
    0,
    1,
    "Part of the peers' price cut the shop follows",
    "the shop's own",
    'own',
  ).default(0),
  peers: whole(
    'peers',
    0,
    200,
    'Peers simulated one by one, with a log of what they do (A62)',
    'assumption',
    'A',
  ).default(0),
  concentration: spec('exponent', 0, 2, 'kappa: organic share of a shop ~ sales^kappa', 'A49').default(0.8),
  salesSd: spec('log units', 0, 3, "Spread of peers' sales on the first day", 'assumption').default(0.8),
  actionRate: spec('actions/day', 0, 1, 'A peer acts on a given day', 'assumption').default(0.03),
  priceStep: spec('fraction', 0, 0.9, "Size of a peer's price move", 'assumption').default(0.05),
  peerResponse: spec('factor', 0, 5, "Peers' sales gained by an action", 'assumption').default(0.15),
});

/** Freight insurance whose premium follows the return rate (A75). */
export const insuranceSchema = z.strictObject({
  base: spec('currency/order', 0, 100, 'Premium without returns', 'A75').default(0.6),
  slope: spec('currency/order', 0, 100, 'Premium for each unit of return rate', 'A75').default(4),
  memoryDays: spec('days', 1, 365, 'Memory of the return rate', 'assumption').default(30),
});

/** What one element of a creative does to click-through and conversion (A39); opposite signs are clickbait. */
export const elementSchema = z.strictObject({
  name: z.string().min(1).max(80).meta({ description: 'As in the elements of creatives' }),
  clickThrough: spec('log units', -3, 3, 'Effect on click-through', 'own tests', 'own').default(0),
  conversion: spec('log units', -3, 3, 'Effect on conversion', 'own tests', 'own').default(0),
});
