import { exp, log, log1p } from '../../math/elementary.ts';
import { belowProbability, logBelowProbability, type RivalField } from './rivalField.ts';

/** Below it a product of probabilities is taken in logarithms: e^-745 is no number. */
export const LEAST_LOG = -700;

/**
 * P(rank = j + 1) of an own log-score x, in medians of the field: Bin(j; N, 1 - H(x)), for j = 0 .. ranks - 1. Far below a field in
 * which many take part the chance of the first rank is no floating-point number although later ranks are certain; they are
 * worked out in logarithms then.
 * @param ranks at most N + 1
 */
export function rankChances(field: RivalField, x: number, ranks: number, out: Float64Array): void {
  const { count } = field;
  const below = belowProbability(field, x);
  // The same, without a second distribution function.
  const logBelow = below > 1e-14 ? log(below) : logBelowProbability(field, x);
  if (count * logBelow < LEAST_LOG) return fromLogarithms(count, logBelow, log1p(-below), ranks, out);
  const odds = (1 - below) / below;
  let probability = exp(count * logBelow);
  for (let j = 0; j < ranks; j++) {
    out[j] = probability;
    probability *= (odds * (count - j)) / (j + 1);
  }
}

function fromLogarithms(
  count: number,
  logBelow: number,
  logAbove: number,
  ranks: number,
  out: Float64Array,
): void {
  let ways = 0;
  for (let j = 0; j < ranks; j++) {
    out[j] = exp(ways + j * logAbove + (count - j) * logBelow);
    if (j < count) ways += log((count - j) / (j + 1));
  }
}
