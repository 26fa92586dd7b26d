import { z } from 'zod';
import { spec } from './spec.ts';

/**
 * What `optimize` credits a plan with beyond its own orders (docs/model.md, "Reallocation"). Without the block it credits
 * nothing: the return limits that promoters set are meant for orders the platform attributes.
 */
export const creditSchema = z.strictObject({
  organic: spec(
    'fraction',
    0,
    1,
    'Part of the profit of organic visits that a plan brings or displaces',
    'docs/model.md',
  ).default(1),
  lifetime: spec(
    'fraction',
    0,
    1,
    'Part of the lifetime credit of new customers (shop.customers.creditLifetime)',
    'docs/model.md',
  ).default(1),
});
