import { exp, log } from '../../math/elementary.ts';
import { sigmoidAround, sigmoidParts, type Curve } from './curve.ts';

/** Logistic saturation with carryover of earlier spend. */
export interface LogisticParameters {
  /** Ceiling of the value [value], > 0. */
  readonly scale: number;
  /** Steepness k > 0 [1/money]. */
  readonly steepness: number;
  /** Effective spend at which the curve bends and half the ceiling is earned, >= 0 [money]. */
  readonly midpoint: number;
  /** Effective spend that is there before any is added, >= 0 [money]. */
  readonly carryover: number;
}

/**
 * value(x) = scale / (1 + exp(-k (z - midpoint))), z = x + carryover. Note that value(0) > 0: what is earned without
 * spend. S-shaped; concave where z >= midpoint.
 */
export function logisticCurve({ scale, steepness, midpoint, carryover }: LogisticParameters): Curve {
  const inflection = midpoint - carryover;
  const height = (spend: number) => 1 / (1 + exp(-steepness * (spend - inflection)));
  return {
    value: (spend) => scale * height(spend),
    slope: (spend) => {
      const rest = exp(-steepness * Math.abs(spend - inflection));
      return (scale * steepness * rest) / ((1 + rest) * (1 + rest));
    },
    spendAtSlope: (slope) => {
      if (slope <= 0) return Infinity;
      const q = slope / (scale * steepness);
      const start = Math.max(0, inflection);
      if (q >= 0.25) return start;
      // q = r / (1 + r)^2 with r = exp(-k (z - midpoint)) <= 1: r = 4q / (1 + sqrt(1 - 4q))^2.
      const root = 1 + Math.sqrt(1 - 4 * q);
      return Math.max(start, inflection - log((4 * q) / (root * root)) / steepness);
    },
    parts: (from, to) => sigmoidParts(inflection, from, to),
    concaveAround: (spend) => sigmoidAround(inflection, spend),
    bend: {
      at: (spend) => {
        const rest = exp(-steepness * Math.abs(spend - inflection));
        const size =
          (scale * steepness * steepness * rest * (1 - rest)) / ((1 + rest) * (1 + rest) * (1 + rest));
        return spend < inflection ? size : -size;
      },
      // value''' = 0 where exp(-k (z - midpoint)) = 2 +- sqrt(3).
      turns: [-1, 1].map((side) => inflection + (side * log(2 + Math.sqrt(3))) / steepness),
    },
    saturation: Math.max(0, inflection + 28 / steepness),
  };
}
