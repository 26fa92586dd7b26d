import type { ResolvedScenario } from '../scenario/resolved.ts';
import { exp, log } from '../math/elementary.ts';
import { normalCdf } from '../math/normal.ts';

type QualityParameters = ResolvedScenario['market']['quality'];

/** What the platform has seen of one cell: decayed clicks and position-normalised impressions. */
export interface QualityEvidence {
  clicks: number;
  normalisedImpressions: number;
}

/** Smoothed, shrunk, position-normalised click-through rate (docs/model.md, "Quality score"). */
export function predictedClickThroughRate(
  evidence: QualityEvidence,
  prior: number,
  priorImpressions: number,
): number {
  const impressions = evidence.normalisedImpressions + priorImpressions;
  return impressions > 0 ? (evidence.clicks + priorImpressions * prior) / impressions : prior;
}

/** One day's memory decay for a half-life in days. */
export function dailyRetention(halfLifeDays: number): number {
  return exp(-Math.LN2 / halfLifeDays);
}

/**
 * Quality ratio, 1 = peers: ln Q is the weighted sum of the components' logs, each held within +-clamp.
 * @param clickThrough predicted over reference click-through rate
 */
export function qualityRatio(
  parameters: QualityParameters,
  components: { clickThrough: number; relevance: number; experience: number; account: number },
): number {
  const { weights, clamp } = parameters;
  const part = (weight: number, ratio: number): number =>
    weight * Math.min(clamp, Math.max(-clamp, log(ratio)));
  return exp(
    part(weights.clickThrough, components.clickThrough) +
      part(weights.relevance, components.relevance) +
      part(weights.experience, components.experience) +
      part(weights.account, components.account),
  );
}

/** The back office's 1-10: clamp(round(1 + 9 Phi(ln Q / spread)), 1, 10). */
export function displayedQuality(quality: number, spread: number): number {
  return Math.min(10, Math.max(1, Math.round(1 + 9 * normalCdf(log(quality) / spread))));
}
