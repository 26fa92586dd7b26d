import { normalQuantile } from '../../math/normalQuantile.ts';
import { adjustFamily } from '../fixed/families.ts';
import { fisherExact } from '../fixed/fisher.ts';
import { shrunkLift, type ShrunkRate } from '../shrinkage/empiricalBayes.ts';
import { normalUpper } from '../special/normalUpper.ts';
import type { Dispersion } from './dispersion.ts';
import { pairEvidence, type CumulativeMetric } from './pairEvidence.ts';
import type { PairResult } from './result.ts';

/** Below this many successes in a pair the normal law is doubtful and Fisher's exact test gives the p-value. */
const EXACT_BELOW = 40;

/**
 * The leader against every other creative at the end of the data. `reach` is the number of standard errors that the
 * decision rule guarantees intervals for (its bound for proofs, the normal quantile otherwise).
 */
export function pairResults(
  totals: CumulativeMetric,
  creatives: readonly string[],
  leader: number,
  dispersion: Dispersion,
  shrunk: readonly ShrunkRate[] | undefined,
  reach: (other: number) => number,
  alpha: number,
): PairResult[] {
  const last = totals.amount[0].length - 1;
  const others = creatives.map((_, j) => j).filter((j) => j !== leader);
  const evidence = others.map((j) => pairEvidence(totals, leader, j, last, dispersion));
  const p = others.map((j, k) => fixedP(totals, leader, j, last, evidence[k].z, dispersion));
  const adjusted = adjustFamily(p, 'holm');
  return others.map((j, k) => {
    const base = totals.amount[j][last] / totals.trials[j][last];
    const { difference, standardError, z } = evidence[k];
    const half = (reach(j) * standardError) / Math.abs(base);
    const rawLift = difference / base;
    const rawLiftInterval = [rawLift - half, rawLift + half] as const;
    const honest = shrunk && shrunkLift(shrunk[leader], shrunk[j], alpha);
    return {
      other: creatives[j],
      lift: honest?.lift ?? rawLift,
      liftInterval: honest?.interval ?? rawLiftInterval,
      rawLift,
      rawLiftInterval,
      z,
      p: p[k],
      adjustedP: adjusted[k],
    };
  });
}

function fixedP(
  totals: CumulativeMetric,
  i: number,
  j: number,
  last: number,
  z: number,
  dispersion: Dispersion,
): number {
  const [one, two] = [i, j].map((arm) => ({
    successes: totals.amount[arm][last],
    n: totals.trials[arm][last],
  }));
  const few = one.successes + two.successes < EXACT_BELOW;
  return totals.series.kind === 'rate' && few && dispersion.factor === 1
    ? fisherExact(two, one).p
    : 2 * normalUpper(Math.abs(z));
}

/** Standard errors of a fixed-horizon interval. */
export function fixedReach(alpha: number): number {
  return -normalQuantile(alpha / 2);
}
