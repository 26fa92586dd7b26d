import { creativeSpread, type ArmCounts } from './empiricalBayes.ts';

/**
 * CV of true rates between creatives, learned over past tests: the square root of the traffic-weighted mean of the tests'
 * moment estimates (negative ones included, or the mean would be biased), at least 0.
 */
export function learnCv(tests: readonly (readonly ArmCounts[])[]): number {
  let weighted = 0;
  let weight = 0;
  for (const arms of tests) {
    const successes = arms.reduce((sum, arm) => sum + arm.successes, 0);
    if (arms.length < 2 || successes === 0) continue;
    // Precision of a test's estimate grows with its clicks and its arms.
    const information = (arms.length - 1) * (successes / (successes + 100)) ** 2;
    weighted += information * creativeSpread(arms).cvSquaredRaw;
    weight += information;
  }
  return weight === 0 ? 0 : Math.sqrt(Math.max(0, weighted / weight));
}
