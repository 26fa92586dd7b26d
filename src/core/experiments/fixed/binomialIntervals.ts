import { normalQuantile } from '../../math/normalQuantile.ts';
import type { Interval } from '../interval.ts';
import { betaQuantile } from '../special/betaQuantile.ts';

/** Wilson's score interval of a proportion (Wilson 1927). */
export function wilsonInterval(successes: number, n: number, alpha: number): Interval {
  const z = -normalQuantile(alpha / 2);
  const { centre, weight } = shrunk(successes, n, z);
  const p = successes / n;
  const half = (z * Math.sqrt((p * (1 - p) + (z * z) / (4 * n)) / n)) / weight;
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/** Agresti & Coull's interval: Wald around Wilson's centre (1998). */
export function agrestiCoullInterval(successes: number, n: number, alpha: number): Interval {
  const z = -normalQuantile(alpha / 2);
  const { centre } = shrunk(successes, n, z);
  const half = z * Math.sqrt((centre * (1 - centre)) / (n + z * z));
  return [centre - half, centre + half];
}

/** Clopper-Pearson exact interval from beta quantiles (1934). */
export function clopperPearsonInterval(successes: number, n: number, alpha: number): Interval {
  return [
    successes === 0 ? 0 : betaQuantile(alpha / 2, successes, n - successes + 1),
    successes === n ? 1 : 1 - betaQuantile(alpha / 2, n - successes, successes + 1),
  ];
}

/** Jeffreys interval: equal tails of Beta(s + 1/2, n - s + 1/2). */
export function jeffreysInterval(successes: number, n: number, alpha: number): Interval {
  return [
    betaQuantile(alpha / 2, successes + 0.5, n - successes + 0.5),
    1 - betaQuantile(alpha / 2, n - successes + 0.5, successes + 0.5),
  ];
}

/** Wald interval p +- z sqrt(p q / n); poor at small rates, kept for comparison. */
export function waldInterval(successes: number, n: number, alpha: number): Interval {
  const p = successes / n;
  const half = -normalQuantile(alpha / 2) * Math.sqrt((p * (1 - p)) / n);
  return [p - half, p + half];
}

function shrunk(successes: number, n: number, z: number): { centre: number; weight: number } {
  const weight = 1 + (z * z) / n;
  return { centre: (successes / n + (z * z) / (2 * n)) / weight, weight };
}
