import { exp, expm1 } from '../../math/elementary.ts';
import type { RankGrid } from './rankGrid.ts';

/**
 * Turns a rank grid's GSP payments into those of VCG, by the payment identity of truthful mechanisms: expected payment
 * = s X(s) - integral from the reserve to s of X(u) du, X(s) the expected click weight at score s. No tick.
 * The spread of a price is taken relative to its mean as under GSP (an assumption; it moves no mean).
 * Source: Myerson (1981), Optimal Auction Design, lemma 3; the reserve is the price of the first click.
 */
export function chargeExternality(grid: RankGrid): void {
  const { from, step, clicks, score, scoreSquared } = grid;
  const moments = exponentialMoments(step);
  let area = 0;
  for (let row = 0; row < clicks.length; row++) {
    if (row > 0) area += exp(from + (row - 1) * step) * cellArea(clicks, row, moments);
    const before = score[row]!;
    score[row] = Math.max(0, clicks[row]! * exp(from + row * step) - area);
    scoreSquared[row]! *= before > 0 ? (score[row]! / before) ** 2 : 0;
    grid.ticked[row] = 0;
    grid.crowded[row] = 0;
  }
}

/** Integrals of e^t, t e^t / h and t^2 e^t / h^2 over a cell [0, h]: exact where X is a parabola, so a lone bidder pays the reserve. */
function exponentialMoments(h: number): readonly [number, number, number] {
  const end = exp(h);
  const zeroth = expm1(h);
  const first = end - zeroth / h;
  return [zeroth, first, end - (2 / h) * first];
}

/** Integral over the cell left of a row, from a parabola in log score through three nodes: the third behind, or, in the first cell, ahead. */
function cellArea(
  clicks: Float64Array,
  row: number,
  [zeroth, first, second]: readonly [number, number, number],
): number {
  const left = clicks[row - 1]!;
  const right = clicks[row]!;
  const behind = row > 1 ? clicks[row - 2]! : 3 * (left - right) + clicks[2]!;
  return left * zeroth + 0.5 * (right - behind) * first + 0.5 * (right - 2 * left + behind) * second;
}
