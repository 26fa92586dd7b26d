import { exp } from '../../math/elementary.ts';

/** Below it a ratio of scores is taken as 0. */
const NEGLIGIBLE = -700;

/**
 * GSP price of a click [currency] from log-score gaps: the least price that keeps the rank, next score / own factor
 * + tick, where own factor = own score / bid, noise included; at least reserve / own factor, at most the bid.
 *
 * @param toNext log(next score / own score) <= 0; -Infinity when nobody else takes part
 * @param toReserve log(reserve / own score) <= 0; -Infinity without a reserve
 */
export function clickPrice(bid: number, toNext: number, toReserve: number, tick: number): number {
  const next = toNext === -Infinity ? 0 : bid * scoreRatio(toNext) + tick;
  // A rival at or above the reserve makes the reserve irrelevant.
  const price = toNext >= toReserve ? next : Math.max(next, bid * scoreRatio(toReserve));
  return Math.min(bid, price);
}

function scoreRatio(logRatio: number): number {
  return logRatio < NEGLIGIBLE ? 0 : exp(logRatio);
}
