import { log, log1p } from '../../math/elementary.ts';
import type { Interval } from '../interval.ts';

/**
 * Confidence sequence of a bounded mean by hedged betting, from outcomes in [0, 1] in the order they came.
 *
 * Capital K_t(m) = max(theta prod(1 + l_i (x_i - m)), (1-theta) prod(1 - l_i (x_i - m))), theta = 1/2, predictable bets
 * l_t = sqrt(2 ln(2/a) / (s_{t-1}^2 t ln(1+t))) truncated at 1/(2m) and 1/(2(1-m)); the m with K_t(m) < 1/a at every t
 * remain. s and the mean start from one fake observation of 1/2 with variance 1/4. Grid of `cells` values of m.
 * Source: Waudby-Smith & Ramdas 2023. Aggregated counts have no order: use `bernoulliSequence` there.
 */
export function bettingSequence(outcomes: readonly number[], alpha: number, cells = 1000): Interval {
  const bets = predictableBets(outcomes, alpha);
  const threshold = log(2 / alpha);
  let low = Infinity;
  let high = -Infinity;
  for (let cell = 0; cell <= cells; cell++) {
    const m = cell / cells;
    if (!survives(outcomes, bets, m, threshold)) continue;
    low = Math.min(low, m);
    high = Math.max(high, m);
  }
  // One cell of slack each side keeps the grid's coverage.
  return low > high ? [NaN, NaN] : [Math.max(0, low - 1 / cells), Math.min(1, high + 1 / cells)];
}

function predictableBets(outcomes: readonly number[], alpha: number): Float64Array {
  const bets = new Float64Array(outcomes.length);
  let sum = 0.5;
  let squares = 0.25;
  for (let i = 0; i < outcomes.length; i++) {
    const t = i + 1;
    const variance = squares / t;
    bets[i] = Math.sqrt((2 * log(2 / alpha)) / (variance * t * log(1 + t)));
    sum += outcomes[i];
    const mean = sum / (t + 1);
    squares += (outcomes[i] - mean) ** 2;
  }
  return bets;
}

function survives(outcomes: readonly number[], bets: Float64Array, m: number, threshold: number): boolean {
  let up = 0;
  let down = 0;
  for (let i = 0; i < outcomes.length; i++) {
    const gain = outcomes[i] - m;
    up += log1p(Math.min(bets[i], m > 0 ? 0.5 / m : Infinity) * gain);
    down += log1p(-Math.min(bets[i], m < 1 ? 0.5 / (1 - m) : Infinity) * gain);
    if (up >= threshold || down >= threshold) return false;
  }
  return true;
}
