import type { ResolvedScenario } from '../scenario/resolved.ts';
import { exp, log } from '../math/elementary.ts';
import { normalCdf } from '../math/normal.ts';

type QualityParameters = ResolvedScenario['market']['quality'];

/**
 * Smoothed, shrunk, position-normalised click-through rate (docs/model.md, "Quality score").
 * @param clicks decayed
 * @param normalisedImpressions decayed, as if all were in the first position
 */
export function predictedClickThroughRate(
  clicks: number,
  normalisedImpressions: number,
  prior: number,
  priorImpressions: number,
): number {
  const impressions = normalisedImpressions + priorImpressions;
  return impressions > 0 ? (clicks + priorImpressions * prior) / impressions : prior;
}

/**
 * What happened over what would have happened to peers, shrunk toward a starting value: (A + n r) / (E + n).
 * @param prior n, in the units of `expected`
 * @param start r
 */
export function shrunkRatio(actual: number, expected: number, prior: number, start: number): number {
  const evidence = expected + prior;
  return evidence > 0 ? (actual + prior * start) / evidence : start;
}

/** One day's memory decay for a half-life in days. */
export function dailyRetention(halfLifeDays: number): number {
  return exp(-Math.LN2 / halfLifeDays);
}

type Component = keyof QualityParameters['weights'];

/** What a component adds to ln Q: its weight x the log of its ratio to peers, held within +-clamp. */
export function qualityPart(
  { weights, clamp }: QualityParameters,
  component: Component,
  ratio: number,
): number {
  return weights[component] * Math.min(clamp, Math.max(-clamp, log(ratio)));
}

/** The back office's 1-10: clamp(round(1 + 9 Phi(ln Q / spread)), 1, 10). */
export function displayedQuality(quality: number, spread: number): number {
  return Math.min(10, Math.max(1, Math.round(1 + 9 * normalCdf(log(quality) / spread))));
}
