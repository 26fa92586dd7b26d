import { normalCdf, normalPdf } from '../../math/normal.ts';
import { normalQuantile } from '../../math/normalQuantile.ts';
import type { Effect, Difference } from '../fixed/effect.ts';
import type { Interval } from '../interval.ts';

/** Prior of the effect; `proper: false` is flat. `scale` says on which scale mean and variance are given. */
export interface EffectPrior {
  readonly mean: number;
  readonly variance: number;
  readonly proper: boolean;
  readonly scale: Difference;
}

export interface EffectPosterior {
  readonly mean: number;
  readonly standardDeviation: number;
  readonly interval: Interval;
  /** P(effect > 0). */
  readonly chanceToWin: number;
  /** Expected loss of [keeping the control, shipping the treatment]. */
  readonly risk: readonly [number, number];
}

/** Posterior of an effect that is normal with known standard error, and its decision quantities; precision-weighted mean. */
export function effectPosterior(effect: Effect, alpha: number, prior?: EffectPrior): EffectPosterior {
  const precision = 1 / effect.standardError ** 2;
  const priorPrecision = prior?.proper === true ? 1 / prior.variance : 0;
  const total = precision + priorPrecision;
  const mean = (effect.estimate * precision + (prior?.mean ?? 0) * priorPrecision) / total;
  const standardDeviation = Math.sqrt(1 / total);
  const half = -normalQuantile(alpha / 2) * standardDeviation;
  return {
    mean,
    standardDeviation,
    interval: [mean - half, mean + half],
    chanceToWin: normalCdf(mean / standardDeviation),
    risk: normalRisk(mean, standardDeviation),
  };
}

/** The prior on the scale of the analysis: an absolute prior divided by |control mean| for a relative lift, and back. */
export function priorOnScale(prior: EffectPrior, scale: Difference, controlMean: number): EffectPrior {
  if (prior.scale === scale) return prior;
  const factor = scale === 'relative' ? 1 / Math.abs(controlMean) : Math.abs(controlMean);
  return { ...prior, scale, mean: prior.mean * factor, variance: prior.variance * factor * factor };
}

/**
 * Expected loss of a N(mu, s) effect: [keeping control, shipping treatment] = [E max(effect, 0), E max(-effect, 0)],
 * E max(effect, 0) = mu Phi(mu/s) + s phi(mu/s).
 */
export function normalRisk(mean: number, standardDeviation: number): readonly [number, number] {
  const z = mean / standardDeviation;
  const gain = standardDeviation * normalPdf(z);
  return [mean * normalCdf(z) + gain, -mean * normalCdf(-z) + gain];
}
