import { exp } from '../../math/elementary.ts';
import type { RankGrid } from './rankGrid.ts';

/**
 * Turns a rank grid's GSP payments into those of VCG, by the payment identity of truthful mechanisms: expected payment
 * = s X(s) - integral from the reserve to s of X(u) du, X(s) the expected click weight at score s. No tick.
 * The spread of a price is taken relative to its mean as under GSP (an assumption; it moves no mean).
 * Source: Myerson (1981), Optimal Auction Design, lemma 3; the reserve is the price of the first click.
 */
export function chargeExternality(grid: RankGrid): void {
  const { from, step, clicks, score, scoreSquared } = grid;
  const weight = (row: number): number => clicks[row]! * exp(from + row * step);
  let area = 0;
  for (let row = 0; row < clicks.length; row++) {
    // In log score du = u dx; parabolas through three nodes, the third behind (or, in the first cell, ahead).
    if (row > 0) {
      const third = row > 1 ? weight(row - 2) : weight(2);
      const [left, right] = [weight(row - 1), weight(row)];
      area += (step / 12) * (row > 1 ? 5 * right + 8 * left - third : 5 * left + 8 * right - third);
    }
    const before = score[row]!;
    score[row] = Math.max(0, weight(row) - area);
    scoreSquared[row]! *= before > 0 ? (score[row]! / before) ** 2 : 0;
    grid.ticked[row] = 0;
    grid.crowded[row] = 0;
  }
}
