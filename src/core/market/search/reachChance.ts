import { log } from '../../math/elementary.ts';
import { normalPdf } from '../../math/normal.ts';
import { rankChances } from './rankChances.ts';
import type { RivalField } from './rivalField.ts';
import { NEGLIGIBLE_NOISE } from './searchTable.ts';

const REACH = 6;
/** Simpson pieces over +-6 standard deviations of the own noise. */
const PIECES = 96;

/**
 * P(a bid's ad stands at `rank` or better in one search): the sum over j < rank of Bin(j; N, 1 - H(s e^e)), averaged over the own
 * score noise e, where s e^e is at or above the reserve. It is also the distribution function of what the place costs in bids:
 * the rank-th best rival's score (docs/model.md, "Landscapes").
 * @param x own log score in medians of the field, before noise
 * @param rank at least 1; ranks beyond the slots shown are cut by the caller
 */
export function reachChance(field: RivalField, x: number, rank: number, noise: number): number {
  const reserve = log(field.reserve);
  if (noise < NEGLIGIBLE_NOISE) return x < reserve ? 0 : atScore(field, x, rank);
  // Below the reserve nothing is shown: the integral begins there, where what is integrated jumps.
  const low = Math.max(-REACH, (reserve - x) / noise);
  if (low >= REACH) return 0;
  const step = (REACH - low) / PIECES;
  let sum = 0;
  for (let i = 0; i <= PIECES; i++) {
    const z = low + i * step;
    const weight = i === 0 || i === PIECES ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * normalPdf(z) * atScore(field, x + noise * z, rank);
  }
  return (sum * step) / 3;
}

function atScore(field: RivalField, x: number, rank: number): number {
  // Rivals too few to fill the better places.
  if (field.count < rank) return 1;
  if (chances.length < rank) chances = new Float64Array(rank);
  rankChances(field, x, rank, chances);
  let sum = 0;
  for (let above = 0; above < rank; above++) sum += chances[above]!;
  return Math.min(1, sum);
}

let chances = new Float64Array(0);
