import { log, pow } from '../../math/elementary.ts';
import { chiSquareUpper } from '../special/gamma.ts';
import type { Proportion } from './proportionPair.ts';

export interface ChiSquareResult {
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
}

/** Exponents of the power-divergence family that have names of their own (Cressie & Read 1984). */
export const DIVERGENCES = {
  pearson: 1,
  'log-likelihood': 0,
  'freeman-tukey': -0.5,
  'mod-log-likelihood': -1,
  neyman: -2,
  'cressie-read': 2 / 3,
} as const;

/**
 * Test that all arms have one rate, on the arms x (successes, failures) table; df = arms - 1. Yates' correction, if asked
 * for, moves each cell by up to 1/2 towards its expectation and applies to two arms only.
 */
export function chiSquareRates(
  arms: readonly Proportion[],
  options: { yates?: boolean; lambda?: number } = {},
): ChiSquareResult {
  const { lambda = 1 } = options;
  const yates = options.yates === true && arms.length === 2;
  const total = arms.reduce((sum, arm) => sum + arm.n, 0);
  const pooled = arms.reduce((sum, arm) => sum + arm.successes, 0) / total;
  let statistic = 0;
  for (const { successes, n } of arms) {
    for (const [observed, expected] of [
      [successes, n * pooled],
      [n - successes, n * (1 - pooled)],
    ]) {
      if (expected === 0) continue;
      const gap = expected - observed;
      const moved = yates ? observed + Math.sign(gap) * Math.min(0.5, Math.abs(gap)) : observed;
      statistic += divergence(moved, expected, lambda);
    }
  }
  const degreesOfFreedom = arms.length - 1;
  return { statistic, degreesOfFreedom, p: chiSquareUpper(statistic, degreesOfFreedom) };
}

/** Test that every arm's rate is the given one; df = number of arms. */
export function chiSquareAgainst(arms: readonly Proportion[], rate: number): ChiSquareResult {
  const statistic = arms.reduce((sum, { successes, n }) => {
    const gap = successes - n * rate;
    return sum + (gap * gap) / (n * rate * (1 - rate));
  }, 0);
  return { statistic, degreesOfFreedom: arms.length, p: chiSquareUpper(statistic, arms.length) };
}

function divergence(observed: number, expected: number, lambda: number): number {
  if (lambda === 1) return (observed - expected) ** 2 / expected;
  if (lambda === 0) return observed === 0 ? 0 : 2 * observed * log(observed / expected);
  if (lambda === -1) return 2 * expected * log(expected / observed);
  return (2 / (lambda * (lambda + 1))) * observed * (pow(observed / expected, lambda) - 1);
}
