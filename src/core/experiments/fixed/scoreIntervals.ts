import { normalQuantile } from '../../math/normalQuantile.ts';
import type { Interval } from '../interval.ts';
import type { Proportion } from './proportionPair.ts';

/**
 * Score interval of p1 - p2: the differences delta whose score statistic, with the variance under "p1 - p2 = delta", stays
 * below z. `corrected` multiplies the variance by N/(N-1) (Miettinen & Nurminen 1985); without it, Mee 1984.
 */
export function scoreDifference(
  first: Proportion,
  second: Proportion,
  alpha: number,
  corrected = true,
): Interval {
  const total = first.n + second.n;
  const factor = corrected ? total / (total - 1) : 1;
  const observed = first.successes / first.n - second.successes / second.n;
  const statistic = (delta: number) => {
    const p2 = likeliest(first, second, (p) => p + delta, 1, Math.max(0, -delta), Math.min(1, 1 - delta));
    const p1 = p2 + delta;
    const variance = ((p1 * (1 - p1)) / first.n + (p2 * (1 - p2)) / second.n) * factor;
    return (observed - delta) / Math.sqrt(variance);
  };
  return invert(statistic, observed, -1, 1, alpha);
}

/** Score interval of p1 / p2 (Koopman 1984; `corrected` as Miettinen & Nurminen). */
export function scoreRatio(
  first: Proportion,
  second: Proportion,
  alpha: number,
  corrected = false,
): Interval {
  const total = first.n + second.n;
  const factor = corrected ? total / (total - 1) : 1;
  const [o1, o2] = [first.successes / first.n, second.successes / second.n];
  // Searched in theta / (1 + theta), which is bounded.
  const statistic = (share: number) => {
    const theta = share / (1 - share);
    const p2 = likeliest(first, second, (p) => theta * p, theta, 0, Math.min(1, 1 / theta));
    const p1 = theta * p2;
    const variance = ((p1 * (1 - p1)) / first.n + (theta * theta * p2 * (1 - p2)) / second.n) * factor;
    return (o1 - theta * o2) / Math.sqrt(variance);
  };
  const [low, high] = invert(statistic, o1 / (o1 + o2), 0, 1, alpha);
  return [low / (1 - low), high >= 1 ? Infinity : high / (1 - high)];
}

/** The second proportion that maximises the likelihood when the first is tied to it; the score falls in p, so bisection. */
function likeliest(
  first: Proportion,
  second: Proportion,
  tied: (p: number) => number,
  slope: number,
  from: number,
  to: number,
): number {
  let [low, high] = [from, to];
  for (let i = 0; i < 100; i++) {
    const p = (low + high) / 2;
    const q = tied(p);
    const score =
      slope * (term(first.successes, q) - term(first.n - first.successes, 1 - q)) +
      term(second.successes, p) -
      term(second.n - second.successes, 1 - p);
    if (score > 0) low = p;
    else high = p;
  }
  return (low + high) / 2;
}

function term(count: number, probability: number): number {
  return count === 0 ? 0 : count / probability;
}

/** Where a falling statistic crosses z and -z. */
function invert(
  statistic: (value: number) => number,
  centre: number,
  from: number,
  to: number,
  alpha: number,
): Interval {
  const z = -normalQuantile(alpha / 2);
  const search = (target: number, low: number, high: number) => {
    for (let i = 0; i < 100; i++) {
      const middle = (low + high) / 2;
      if (statistic(middle) > target) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  return [search(z, from, centre), search(-z, centre, to)];
}
