import type { MechanismId } from '../../scenario/resolved.ts';

/**
 * How winners are charged: prices per click [currency] of the shown bidders, best first.
 *
 * All arrays are in score order and hold every bidder that takes part, also those below the reserve.
 * @param scores bid x quality, descending
 * @param bids [currency/click]
 * @param qualities own factor of each bidder in this auction, noise included: score / bid
 * @param positionEffects clicks of each slot relative to the first, not increasing
 * @param reserve least score that is shown
 * @param tick smallest step of a price [currency/click]
 * @returns one price a shown bidder; its length is the number of ads shown
 */
export type PriceRule = (
  scores: Float64Array,
  bids: Float64Array,
  qualities: Float64Array,
  positionEffects: Float64Array,
  reserve: number,
  tick: number,
) => Float64Array;

/** A mechanism with what it promises; the laws in test/ run what each one declares. */
export interface Mechanism {
  readonly id: MechanismId;
  readonly prices: PriceRule;
  /** Bidding one's value is a best answer to anything the others bid. */
  readonly truthful: boolean;
  /** The price depends on what others bid, so that a lone bidder pays the reserve. */
  readonly secondPrice: boolean;
}

/** How many ads are shown: those at or above the reserve, one a slot. Scores descend. */
export function shownCount(scores: Float64Array, slots: number, reserve: number): number {
  const most = Math.min(slots, scores.length);
  let shown = 0;
  while (shown < most && scores[shown]! >= reserve) shown += 1;
  return shown;
}
