import { exp, log, log1p, pow } from '../../math/elementary.ts';
import { sigmoidAround, sigmoidParts, type Bend, type Curve, type Part } from './curve.ts';

/** Hill saturation with carryover of earlier spend. */
export interface HillParameters {
  /** Ceiling of the value [value], > 0. */
  readonly scale: number;
  /** Exponent e > 0 [-]: concave up to 1, S-shaped above. */
  readonly exponent: number;
  /** Effective spend h > 0 that earns half the ceiling [money]. */
  readonly halfSaturation: number;
  /** Effective spend that is there before any is added, >= 0 [money]. */
  readonly carryover: number;
}

/**
 * value(x) = scale z^e / (z^e + h^e), z = x + carryover.
 * Source: A. V. Hill 1910, J. Physiol. 40:iv; as a media response curve: Jin et al. 2017 (Google), section 3.
 */
export function hillCurve(hill: HillParameters): Curve {
  return new HillCurve(hill);
}

/** A class, so that thousands of curves share their functions. */
class HillCurve implements Curve {
  readonly hill: HillParameters;
  private readonly inflection: number;

  constructor(hill: HillParameters) {
    const { exponent: e, halfSaturation, carryover } = hill;
    this.hill = hill;
    this.inflection = (e > 1 ? halfSaturation * pow((e - 1) / (e + 1), 1 / e) : 0) - carryover;
  }

  value(spend: number): number {
    const { scale, exponent, halfSaturation, carryover } = this.hill;
    const p = pow((spend + carryover) / halfSaturation, exponent);
    return p > 1 ? scale / (1 + 1 / p) : (scale * p) / (1 + p);
  }

  slope(spend: number): number {
    const { scale, exponent, halfSaturation, carryover } = this.hill;
    const z = spend + carryover;
    const p = pow(z / halfSaturation, exponent);
    if (p === 0) return exponent < 1 ? Infinity : exponent === 1 ? scale / halfSaturation : 0;
    const share = p > 1 ? 1 / (p * (1 + 1 / p) * (1 + 1 / p)) : p / ((1 + p) * (1 + p));
    return ((scale * exponent) / z) * share;
  }

  spendAtSlope(slope: number): number {
    const { scale, exponent, halfSaturation, carryover } = this.hill;
    if (slope <= 0) return Infinity;
    const level = (slope / (scale * exponent)) * halfSaturation;
    const z = halfSaturation * hillSpend(level, exponent);
    return Math.max(0, this.inflection, z - carryover);
  }

  parts(from: number, to: number): readonly Part[] {
    return sigmoidParts(this.inflection, from, to);
  }

  concaveAround(spend: number): { readonly from: number; readonly to: number } {
    return sigmoidAround(this.inflection, spend);
  }

  get bend(): Bend {
    return hillBend(this.hill);
  }

  get saturation(): number {
    return this.hill.halfSaturation * pow(10, 12 / this.hill.exponent);
  }
}

/**
 * With u = z/h and p = u^e: value'' = scale/h^2 e p ((e-1) - (e+1) p) / (u^2 (1+p)^3), which turns where value''' = 0:
 * (e-1)(e-2) - 4 (e^2-1) p + (e+1)(e+2) p^2 = 0. Concave curves (e <= 1) do not turn.
 */
function hillBend({ scale, exponent, halfSaturation, carryover }: HillParameters): Bend {
  const e = exponent;
  const unit = (scale * e) / halfSaturation / halfSaturation;
  const spread = e > 1 ? e * Math.sqrt(3 * (e * e - 1)) : NaN;
  const odds = [-spread, spread].map((root) => (2 * (e * e - 1) + root) / ((e + 1) * (e + 2)));
  return {
    at: (spend) => {
      const u = (spend + carryover) / halfSaturation;
      const p = pow(u, e);
      // Next to 0, where p^2 and p / u^2 would underflow.
      if (p < 1e-100) return e === 1 ? -2 * unit : unit * (e - 1) * pow(u, e - 2);
      const q = 1 / p;
      const share =
        p > 1
          ? (q * ((e - 1) * q - (e + 1))) / ((1 + q) * (1 + q) * (1 + q))
          : (p * (e - 1 - (e + 1) * p)) / ((1 + p) * (1 + p) * (1 + p));
      return (unit * share) / u / u;
    },
    turns: odds.filter((p) => p > 0).map((p) => halfSaturation * pow(p, 1 / e) - carryover),
  };
}

/**
 * u = z/h on the concave part with u^(e-1) / (1 + u^e)^2 = level; 0 if the derivative never reaches it.
 *
 * Newton on g(t) = (e-1) t - 2 log(1 + exp(e t)) - log(level), t = log u. g is concave and both asymptotes lie above
 * it, so from the lesser of their roots the steps go left, never past the root.
 */
export function hillSpend(level: number, exponent: number): number {
  if (exponent === 1) return Math.max(0, 1 / Math.sqrt(level) - 1);
  const goal = log(level);
  let t = -goal / (exponent + 1);
  if (exponent < 1) t = Math.min(t, goal / (exponent - 1));
  for (let step = 0; step < 60; step++) {
    const p = exp(exponent * t);
    const bend = (exponent - 1 - (exponent + 1) * p) / (1 + p);
    if (bend >= 0) return 0;
    const g = (exponent - 1) * t - 2 * log1p(p) - goal;
    const change = g / bend;
    t -= change;
    if (Math.abs(change) <= 2 ** -46 * Math.max(1, Math.abs(t))) break;
  }
  return exp(t);
}
