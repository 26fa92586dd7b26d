import { exp } from '../../math/elementary.ts';
import { chiSquareRates } from '../fixed/chiSquareTest.ts';
import { logMultinomialEvidence, nullConcentration } from '../sequential/multinomialEvidence.ts';
import type { Dispersion } from './dispersion.ts';
import type { CumulativeMetric } from './pairEvidence.ts';

/** Are all creatives equal? Chi-square at the end of the data, and the running multinomial p-value; NaN for money. */
export function omnibus(
  totals: CumulativeMetric,
  counts: readonly { successes: number; n: number }[],
  concentration: number,
  dispersions: readonly Dispersion[],
): { p: number; anytimeP: number } {
  if (totals.series.kind === 'value') return { p: NaN, anytimeP: NaN };
  let largest = 0;
  dispersions.forEach((dispersion, d) => {
    const shown = totals.trials.map((series) => series[d]);
    const all = shown.reduce((sum, value) => sum + value, 0);
    if (shown.some((value) => value === 0)) return;
    const shares = shown.map((value) => value / all);
    const clicks = totals.amount.map((series) => series[d] / dispersion.factor);
    largest = Math.max(
      largest,
      logMultinomialEvidence(clicks, shares, nullConcentration(shares, concentration)),
    );
  });
  const { factor } = dispersions[dispersions.length - 1];
  const scaled = counts.map(({ successes, n }) => ({ successes: successes / factor, n: n / factor }));
  return { p: chiSquareRates(scaled).p, anytimeP: exp(-largest) };
}
