import { normalUpper } from '../special/normalUpper.ts';
import { logMultinomialEvidence, nullConcentration } from '../sequential/multinomialEvidence.ts';
import { chiSquareUpper } from '../special/gamma.ts';

export interface SampleRatio {
  readonly statistic: number;
  /** Arms with a positive planned share, less one. */
  readonly degreesOfFreedom: number;
  readonly p: number;
  readonly expected: readonly number[];
  /** Impressions that reached arms with planned share 0. */
  readonly leaked: number;
  /** Enough traffic for the chi-square law (every expected count >= 5, total >= 100). */
  readonly testable: boolean;
  readonly mismatch: boolean;
  readonly leak: boolean;
}

/** p below which a sample-ratio mismatch is called. */
export const MISMATCH_LEVEL = 0.001;
/** Impressions on a zero-share arm that are forgiven: 5, or this fraction of all. */
const LEAK_FRACTION = 1e-4;

/**
 * Sample-ratio mismatch: do impressions follow the planned shares? sum (o - e)^2 / e over arms with a positive share,
 * df = those arms - 1; traffic on zero-share arms is a leak, reported apart. With changing weights pass expected counts
 * summed over periods (`expectedFrom`). Sources: Fabijan et al. 2019; bucketeer srm.
 */
export function sampleRatio(counts: readonly number[], shares: readonly number[]): SampleRatio {
  const total = shares.reduce((sum, share) => sum + share, 0);
  const counted = counts.reduce((sum, count, i) => (shares[i] > 0 ? sum + count : sum), 0);
  return sampleRatioAgainst(
    counts,
    shares.map((share) => (counted * share) / total),
  );
}

/** The same against expected counts: for shares that changed, e_i = sum over periods of (period's traffic x share). */
export function sampleRatioAgainst(counts: readonly number[], expected: readonly number[]): SampleRatio {
  let statistic = 0;
  let arms = 0;
  let leaked = 0;
  let all = 0;
  counts.forEach((count, i) => {
    all += count;
    if (expected[i] > 0) {
      statistic += (count - expected[i]) ** 2 / expected[i];
      arms++;
    } else leaked += count;
  });
  const degreesOfFreedom = arms - 1;
  const p = degreesOfFreedom > 0 ? chiSquareUpper(statistic, degreesOfFreedom) : 1;
  const testable = all >= 100 && expected.every((value) => value === 0 || value >= 5);
  return {
    statistic,
    degreesOfFreedom,
    p,
    expected,
    leaked,
    testable,
    mismatch: testable && p < MISMATCH_LEVEL,
    leak: leaked > Math.max(5, LEAK_FRACTION * all),
  };
}

/** Two-arm split against a share by the normal law, with or without the half-count continuity correction. */
export function splitNormalP(counts: readonly [number, number], share: number, corrected: boolean): number {
  const n = counts[0] + counts[1];
  const gap = Math.abs(counts[0] - n * share);
  const moved = corrected ? Math.max(0, gap - 0.5) : gap;
  return Math.min(1, 2 * normalUpper(moved / Math.sqrt(n * share * (1 - share))));
}

/** Concentration of the sequential test: as sure of the planned split as 10,000 impressions (Lindon & Malek 2022). */
const CONCENTRATION = 10_000;

/** ln E against the planned shares from cumulative impressions; may be looked at every day. Zero-share arms are left out. */
export function sequentialSampleRatio(counts: readonly number[], shares: readonly number[]): number {
  const kept = shares.map((share, i) => ({ share, count: counts[i] })).filter(({ share }) => share > 0);
  const total = kept.reduce((sum, { share }) => sum + share, 0);
  const planned = kept.map(({ share }) => share / total);
  return logMultinomialEvidence(
    kept.map(({ count }) => count),
    planned,
    nullConcentration(planned, CONCENTRATION),
  );
}
