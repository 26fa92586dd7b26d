import { normalQuantile } from '../../math/normalQuantile.ts';
import type { Interval } from '../interval.ts';
import type { ShrunkRate } from '../shrinkage/empiricalBayes.ts';
import type { CumulativeMetric } from './pairEvidence.ts';

/**
 * What the test itself has cost: sum over creatives of trials x (leader's rate - its rate), with shrunk rates, so that the
 * luck of the leader is not booked as a loss. Interval from the posteriors' variances.
 */
export function testCost(
  totals: CumulativeMetric,
  leader: number,
  shrunk: readonly ShrunkRate[] | undefined,
  alpha: number,
): { lost: number; interval: Interval } {
  const last = totals.amount[0].length - 1;
  const rates =
    shrunk?.map((arm) => arm.rate) ?? totals.amount.map((amount, i) => amount[last] / totals.trials[i][last]);
  let lost = 0;
  let others = 0;
  let variance = 0;
  totals.trials.forEach((trials, i) => {
    if (i === leader) return;
    lost += trials[last] * (rates[leader] - rates[i]);
    others += trials[last];
    variance += trials[last] ** 2 * varianceOf(shrunk?.[i]);
  });
  variance += others * others * varianceOf(shrunk?.[leader]);
  const half = -normalQuantile(alpha / 2) * Math.sqrt(variance);
  return { lost, interval: [lost - half, lost + half] };
}

function varianceOf(arm: ShrunkRate | undefined): number {
  return arm === undefined ? 0 : (arm.rate * (1 - arm.rate)) / (arm.a + arm.b + 1);
}
