import { middleOf } from '../bracket.ts';
import type { Bend, Part } from './curve.ts';

/** Cells after which the search leaves the rest undecided; the bounds then are wide but true. */
const MOST_CELLS = 4096;
/** Rounding of a sum of second derivatives, relative to its terms. */
const ROUNDING = 2 ** -44;

/** A sum of curves on a stretch. */
interface Sum {
  readonly bends: readonly Bend[];
  /** Weights of the curves, > 0. */
  readonly weights: readonly number[];
  /** The sum itself; rising. */
  readonly value: (spend: number) => number;
}

/**
 * Cuts [from, to] into stretches on which a weighted sum of curves is provably convex or concave, and slivers on which
 * its shape is not known but which it leaves by at most `tolerance` above the chord.
 *
 * Every curve's second derivative is monotone between its turns, so its range on a cell is known from the cell's ends;
 * the weighted ranges bound the sum's. A cell whose bounds have one sign is decided. Any other, of width w, exceeds its
 * chord by at most max(-value'') w^2 / 8; it is cut in two until that is small.
 */
export function shapesOf(sum: Sum, from: number, to: number, tolerance: number): Part[] {
  const { bends, weights, value } = sum;
  const endsAt = (x: number) => Float64Array.from(bends, (bend, k) => weights[k]! * bend.at(x));
  const turns = bends.map(({ at, turns }, k) => turns.map((x) => ({ x, bend: weights[k]! * at(x) })));
  const parts: Part[] = [];
  const open = [{ from, to, left: endsAt(from), right: endsAt(to) }];
  for (let cells = 1; open.length > 0; cells++) {
    const cell = open.pop()!;
    const { low, high } = rangeOf(cell, turns);
    if (low >= 0 || high <= 0) {
      addPart(parts, { from: cell.from, to: cell.to, shape: low >= 0 ? 'convex' : 'concave' });
      continue;
    }
    const width = cell.to - cell.from;
    const lift = Math.min((-low * width * width) / 8, value(cell.to) - value(cell.from));
    const middle = middleOf(cell.from, cell.to);
    if (lift <= tolerance || cells > MOST_CELLS || !(middle > cell.from && middle < cell.to)) {
      parts.push({ from: cell.from, to: cell.to, shape: 'line', lift });
      continue;
    }
    const bend = endsAt(middle);
    open.push({ ...cell, from: middle, left: bend }, { ...cell, to: middle, right: bend });
  }
  return parts;
}

interface Cell {
  readonly from: number;
  readonly to: number;
  /** Weighted second derivatives of the curves at the ends. */
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/** Bounds of the sum of second derivatives on a cell, rounded outwards. */
function rangeOf(
  { from, to, left, right }: Cell,
  turns: readonly (readonly { readonly x: number; readonly bend: number }[])[],
): { low: number; high: number } {
  let [low, high, lowSize, highSize] = [0, 0, 0, 0];
  for (let k = 0; k < left.length; k++) {
    let least = Math.min(left[k]!, right[k]!);
    let most = Math.max(left[k]!, right[k]!);
    for (const { x, bend } of turns[k]!)
      if (x > from && x < to) {
        least = Math.min(least, bend);
        most = Math.max(most, bend);
      }
    low += least;
    high += most;
    lowSize += Math.abs(least);
    highSize += Math.abs(most);
  }
  return { low: low - ROUNDING * lowSize, high: high + ROUNDING * highSize };
}

/** Appends a part, joined to the one before where both have one shape. */
function addPart(parts: Part[], part: Part): void {
  const before = parts.at(-1);
  if (before?.shape === part.shape) parts[parts.length - 1] = { ...part, from: before.from };
  else parts.push(part);
}
