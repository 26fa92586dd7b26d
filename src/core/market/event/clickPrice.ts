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

/**
 * VCG price of a click [currency] in `slot` from log-score gaps: bid x sum over places l >= slot of
 * (e_l - e_(l+1)) max(score below l, reserve) / (e_slot own score), as `vickreyClarkeGroves`.
 *
 * @param positionEffects e_l, not increasing
 * @param toBelow log(score one place below l / own score) at l - slot; -Infinity where nobody is
 * @param toReserve as in `clickPrice`
 */
export function externality(
  bid: number,
  positionEffects: Float64Array,
  slot: number,
  toBelow: Float64Array,
  toReserve: number,
): number {
  const own = positionEffects[slot]!;
  if (own === 0) return Math.min(bid, bid * scoreRatio(toReserve));
  let loss = 0;
  for (let place = slot; place < positionEffects.length; place += 1) {
    const below = place + 1 < positionEffects.length ? positionEffects[place + 1]! : 0;
    loss += (positionEffects[place]! - below) * scoreRatio(Math.max(toBelow[place - slot]!, toReserve));
  }
  return Math.min(bid, bid * (loss / own));
}

function scoreRatio(logRatio: number): number {
  return logRatio < NEGLIGIBLE ? 0 : exp(logRatio);
}
