import { exp, log } from '../../math/elementary.ts';
import { normalQuantile } from '../../math/normalQuantile.ts';
import { normalUpper } from '../special/normalUpper.ts';
import type { Interval } from '../interval.ts';
import { wilsonInterval } from './binomialIntervals.ts';

/** Successes out of n. */
export interface Proportion {
  readonly successes: number;
  readonly n: number;
}

export interface ZTest {
  readonly z: number;
  readonly p: number;
  readonly pGreater: number;
  readonly pLess: number;
}

/**
 * z test of two proportions, z > 0 when the first is higher. Pooled variance under "no difference" (the usual test), or the
 * sum of the two variances. With no successes or only successes in both arms there is no evidence: z = 0, p = 1.
 */
export function proportionZTest(
  first: Proportion,
  second: Proportion,
  variance: 'pooled' | 'unpooled' = 'pooled',
  nullDifference = 0,
): ZTest {
  const [p1, p2] = [rate(first), rate(second)];
  const pooled = (first.successes + second.successes) / (first.n + second.n);
  const squared =
    variance === 'pooled'
      ? pooled * (1 - pooled) * (1 / first.n + 1 / second.n)
      : (p1 * (1 - p1)) / first.n + (p2 * (1 - p2)) / second.n;
  const difference = p1 - p2 - nullDifference;
  const z = difference === 0 ? 0 : difference / Math.sqrt(squared);
  return { z, p: 2 * normalUpper(Math.abs(z)), pGreater: normalUpper(z), pLess: normalUpper(-z) };
}

/** Wald interval of p1 - p2. */
export function waldDifference(first: Proportion, second: Proportion, alpha: number): Interval {
  const [p1, p2] = [rate(first), rate(second)];
  const half = zOf(alpha) * Math.sqrt((p1 * (1 - p1)) / first.n + (p2 * (1 - p2)) / second.n);
  return [p1 - p2 - half, p1 - p2 + half];
}

/** Agresti-Caffo interval of p1 - p2: one success and one failure added to each arm (Agresti & Caffo 2000). */
export function agrestiCaffoDifference(first: Proportion, second: Proportion, alpha: number): Interval {
  const padded = ({ successes, n }: Proportion) => ({ successes: successes + 1, n: n + 2 });
  return waldDifference(padded(first), padded(second), alpha);
}

/** Newcombe's hybrid interval of p1 - p2 from the two Wilson intervals (Newcombe 1998, method 10). */
export function newcombeDifference(first: Proportion, second: Proportion, alpha: number): Interval {
  const [p1, p2] = [rate(first), rate(second)];
  const [l1, u1] = wilsonInterval(first.successes, first.n, alpha);
  const [l2, u2] = wilsonInterval(second.successes, second.n, alpha);
  return [
    p1 - p2 - Math.sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2),
    p1 - p2 + Math.sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2),
  ];
}

/** Katz's interval of p1 / p2 on the log scale; `padding` = 1/2 gives the adjusted log interval (Walter 1975). */
export function katzRatio(first: Proportion, second: Proportion, alpha: number, padding = 0): Interval {
  const [x1, n1] = [first.successes + padding, first.n + padding];
  const [x2, n2] = [second.successes + padding, second.n + padding];
  const centre = log((x1 / n1) * (n2 / x2));
  const half = zOf(alpha) * Math.sqrt(1 / x1 - 1 / n1 + 1 / x2 - 1 / n2);
  return [exp(centre - half), exp(centre + half)];
}

/** Interval of p1 / p2 on the inverse hyperbolic sine scale: never wider than Katz's (Newcombe 2001). */
export function inverseSinhRatio(first: Proportion, second: Proportion, alpha: number): Interval {
  const centre = log(rate(first) / rate(second));
  const root = Math.sqrt(1 / first.successes + 1 / second.successes - 1 / first.n - 1 / second.n);
  const y = (zOf(alpha) / 2) * root;
  const half = 2 * log(y + Math.sqrt(y * y + 1));
  return [exp(centre - half), exp(centre + half)];
}

/** Woolf's interval of the odds ratio; `padding` = 1/2 is Gart's adjustment. */
export function oddsRatioInterval(
  first: Proportion,
  second: Proportion,
  alpha: number,
  padding = 0,
): Interval {
  const cells = [
    first.successes + padding,
    first.n - first.successes + padding,
    second.successes + padding,
    second.n - second.successes + padding,
  ];
  const centre = log((cells[0] / cells[1]) * (cells[3] / cells[2]));
  const half = zOf(alpha) * Math.sqrt(cells.reduce((sum, cell) => sum + 1 / cell, 0));
  return [exp(centre - half), exp(centre + half)];
}

export function rate({ successes, n }: Proportion): number {
  return successes / n;
}

function zOf(alpha: number): number {
  return -normalQuantile(alpha / 2);
}
