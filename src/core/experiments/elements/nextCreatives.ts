import { exp } from '../../math/elementary.ts';
import { studentQuantile } from '../special/studentT.ts';
import type { ElementArm } from './elementArms.ts';
import { quadraticForm } from './linear.ts';
import type { PoissonFit } from './poissonStrata.ts';

export interface NextCreative {
  readonly elements: readonly string[];
  /** Expected click rate over that of a creative without any of the elements. */
  readonly rateRatio: number;
  /** Upper end of its interval: how good it may be. */
  readonly upper: number;
}

/** Elements considered for new combinations: the most promising; more would only list near copies. */
const CONSIDERED = 10;
const LISTED = 5;

/**
 * Combinations that no creative has shown yet, ordered by how good they may be (upper confidence bound), not by how good they
 * look: little-tried elements get their chance (optimism in the face of uncertainty, Lai & Robbins 1985). At most as many
 * elements as the fullest creative has shown: pictures get crowded.
 */
export function nextCreatives(
  arms: readonly ElementArm[],
  elements: readonly string[],
  fit: PoissonFit,
  alpha: number,
): NextCreative[] {
  const reach = studentQuantile(1 - alpha / 2, Math.max(1, fit.clusters - 1));
  const single = elements.map((_, k) => fit.coefficients[k] + reach * fit.standardErrors[k]);
  const chosen = elements
    .map((_, k) => k)
    .sort((a, b) => single[b] - single[a])
    .slice(0, CONSIDERED);
  const most = Math.max(
    1,
    ...arms.map((arm) => arm.elements.filter((name) => elements.includes(name)).length),
  );
  const seen = new Set(arms.map((arm) => keyOf(arm.elements.filter((name) => elements.includes(name)))));
  const candidates: NextCreative[] = [];
  for (let mask = 1; mask < 2 ** chosen.length; mask++) {
    const members = chosen.filter((_, bit) => (mask >> bit) & 1);
    if (members.length > most) continue;
    const names = members.map((k) => elements[k]);
    if (seen.has(keyOf(names))) continue;
    const x = elements.map((_, k) => (members.includes(k) ? 1 : 0));
    const score = members.reduce((sum, k) => sum + fit.coefficients[k], 0);
    const error = Math.sqrt(Math.max(0, quadraticForm(fit.covariance, x)));
    candidates.push({ elements: names, rateRatio: exp(score), upper: exp(score + reach * error) });
  }
  return candidates.sort((a, b) => b.upper - a.upper).slice(0, LISTED);
}

function keyOf(names: readonly string[]): string {
  return [...new Set(names)].sort().join('\u0000');
}
