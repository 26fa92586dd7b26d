import { normalQuantile } from '../../math/normalQuantile.ts';
import { focalLaws, rankProbabilities, type FocalLaws, type FocalMarket } from './focalMarket.ts';
import { scoreTail } from './scoreLaw.ts';

/** The own score falls with equal probability in each of 2^12 cells; the rank is read off the other 20 bits of a word. */
export const OWN_CELLS = 4096;
export const RANK_STEPS = 1 << 20;

/**
 * Bounds of the rank's law over each cell of the own score, in steps of 2^-20.
 *
 * P(rank <= j) rises with the own score, so its values at the cell's edges bound it inside. A level below the lower
 * bound of j is rank j for certain and one beyond the upper bound of the last slot is not shown, whatever the own score
 * within the cell; only between the bounds need the score itself be drawn. So most auctions take one word and no
 * arithmetic, and the law is exact.
 */
export interface ConditionalTable {
  readonly market: FocalMarket;
  readonly laws: FocalLaws;
  /** Empty where every rank is worked out. Per cell 2 x slots entries: lower bound (rounded down) and upper bound (rounded up) of P(rank <= j), j = 0, 1, ... */
  readonly bounds: Int32Array;
}

/** The same law without the bounds: every auction draws the own score and works its rank out. Pays off for few auctions. */
export function untabulated(market: FocalMarket): ConditionalTable {
  return { market, laws: focalLaws(market), bounds: new Int32Array(0) };
}

/** @throws InputError `event.range` */
export function conditionalTable(market: FocalMarket): ConditionalTable {
  const laws = focalLaws(market);
  const slots = market.positionEffects.length;
  const bounds = new Int32Array(OWN_CELLS * 2 * slots);
  let lower = new Float64Array(slots);
  let upper = new Float64Array(slots);
  for (let cell = 0; cell < OWN_CELLS; cell += 1) {
    cumulativeRanks(market, laws, scoreAt(laws, (cell + 1) / OWN_CELLS), upper);
    for (let rank = 0; rank < slots; rank += 1) {
      const at = 2 * (cell * slots + rank);
      bounds[at] = Math.max(0, Math.floor(lower[rank]! * RANK_STEPS * (1 - 1e-12)));
      bounds[at + 1] = Math.min(RANK_STEPS, Math.ceil(upper[rank]! * RANK_STEPS * (1 + 1e-12)));
    }
    [lower, upper] = [upper, lower];
  }
  return { market, laws, bounds };
}

/** The own log score at level p of its distribution. */
export function scoreAt({ own }: FocalLaws, p: number): number {
  return own.sd === 0 ? own.mean : own.mean + own.sd * normalQuantile(p);
}

/** P(shown at rank <= j) at an own log score; 0 below the reserve. */
export function cumulativeRanks(market: FocalMarket, laws: FocalLaws, x: number, out: Float64Array): void {
  if (x < laws.reserve) {
    out.fill(0);
    return;
  }
  rankProbabilities(market.rivals, scoreTail(laws.rival, x), out);
  for (let rank = 1; rank < out.length; rank += 1) out[rank]! += out[rank - 1]!;
}
