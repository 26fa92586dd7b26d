import type { Messages } from './index.ts';

/** Problems of the `shop` block and of `claims`. */
export const shopMessages: Messages = {
  'shop.stars-sum': ({ params }) =>
    `cannot use shop.reputation.stars: the shares of 5, 4, 3, 2 and 1 stars sum to ${String(params.value)}, must sum to 1`,
  'shop.balance-before-end': ({ params }) =>
    `cannot use presale.balanceDay: it is day ${String(params.value)}, must come after the last day of deposits (${String(params.to)})`,
  'claims.unknown': ({ params }) =>
    `cannot test the claim ${String(params.value)}: it is not known, must be one of ${String(params.candidates)}`,
};
