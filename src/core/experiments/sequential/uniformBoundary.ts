import { log } from '../../math/elementary.ts';
import { normalCdf } from '../../math/normal.ts';
import { logBeta, logGammaLower, logGammaUpper } from '../special/gamma.ts';
import { logGamma } from '../../math/stirling.ts';
import { betaLower } from '../special/betaTail.ts';

/** ln of a mixture supermartingale at sum s with variance process v. */
type LogMixture = (s: number, v: number) => number;

export interface MixtureFamily {
  readonly logMixture: LogMixture;
  /** Largest possible s at v, if the increments are bounded. */
  readonly largest: (v: number) => number;
}

/** rho that makes the two-sided normal mixture tightest at variance `v`: v / (2 ln(1/a) + ln(1 + 2 ln(1/a))). */
export function bestRho(v: number, alpha: number): number {
  return v / (2 * log(1 / alpha) + log(1 + 2 * log(1 / alpha)));
}

/** Its one-sided form, tuned at 2a. */
export function bestRhoOneSided(v: number, alpha: number): number {
  return bestRho(v, 2 * alpha);
}

const unbounded = () => Infinity;

/** Two-sided normal mixture: 1/2 ln(rho/(v+rho)) + s^2/(2(v+rho)). Source of all five: Howard, Ramdas, McAuliffe, Sekhon 2021. */
export function twoSidedNormalMixture(vOpt: number, alphaOpt: number): MixtureFamily {
  const rho = bestRho(vOpt, alphaOpt);
  return {
    logMixture: (s, v) => 0.5 * log(rho / (v + rho)) + (s * s) / (2 * (v + rho)),
    largest: unbounded,
  };
}

/** One-sided (half-normal) mixture: 1/2 ln(4 rho/(v+rho)) + s^2/(2(v+rho)) + ln Phi(s / sqrt(v+rho)). */
export function oneSidedNormalMixture(vOpt: number, alphaOpt: number): MixtureFamily {
  const rho = bestRhoOneSided(vOpt, alphaOpt);
  return {
    logMixture: (s, v) =>
      0.5 * log((4 * rho) / (v + rho)) + (s * s) / (2 * (v + rho)) + log(normalCdf(s / Math.sqrt(v + rho))),
    largest: unbounded,
  };
}

/** Gamma-exponential mixture for sub-exponential sums of scale c. */
export function gammaExponentialMixture(vOpt: number, alphaOpt: number, c: number): MixtureFamily {
  const rho = bestRhoOneSided(vOpt, alphaOpt) / (c * c);
  const lead = rho * log(rho) - logGamma(rho) - logGammaLower(rho, rho);
  return {
    logMixture(s, v) {
      const shape = v / (c * c) + rho;
      const moved = (c * s + v) / (c * c);
      return lead + logGamma(shape) + logGammaLower(shape, moved + rho) - shape * log(moved + rho) + moved;
    },
    largest: unbounded,
  };
}

/** Gamma-Poisson mixture for sub-Poisson sums of scale c. */
export function gammaPoissonMixture(vOpt: number, alphaOpt: number, c: number): MixtureFamily {
  const rho = bestRhoOneSided(vOpt, alphaOpt) / (c * c);
  const lead = rho * log(rho) - logGamma(rho) - logGammaUpper(rho, rho);
  return {
    logMixture(s, v) {
      const rate = v / (c * c) + rho;
      const shape = s / c + rate;
      return lead + logGamma(shape) + logGammaUpper(shape, rate) - shape * log(rate) + v / (c * c);
    },
    largest: unbounded,
  };
}

/** Beta-binomial mixture for increments in [-g, h] (sub-Bernoulli sums). */
export function betaBinomialMixture(
  vOpt: number,
  alphaOpt: number,
  g: number,
  h: number,
  oneSided: boolean,
): MixtureFamily {
  const rho = (oneSided ? bestRhoOneSided : bestRho)(vOpt, alphaOpt);
  const r = Math.max(rho - g * h, 1e-3 * g * h);
  const span = g + h;
  const limit = oneSided ? h / span : 1;
  const normalizer = logIncompleteBeta(r / (g * span), r / (h * span), limit);
  return {
    logMixture: (s, v) =>
      (v / (g * h)) * log(span) -
      ((v + h * s) / (h * span)) * log(g) -
      ((v - g * s) / (g * span)) * log(h) +
      logIncompleteBeta((r + v - g * s) / (g * span), (r + v + h * s) / (h * span), limit) -
      normalizer,
    largest: (v) => v / g,
  };
}

/** ln of the unnormalised incomplete beta integral from 0 to x. */
function logIncompleteBeta(a: number, b: number, x: number): number {
  return x >= 1 ? logBeta(a, b) : logBeta(a, b) + log(betaLower(x, a, b));
}

/** The bound u(v) with P(S ever exceeds u(V)) <= alpha: where the mixture reaches ln(1/alpha). */
export function mixtureBound(family: MixtureFamily, v: number, alpha: number): number {
  const threshold = log(1 / alpha);
  let high = family.largest(v);
  if (high === Infinity) {
    high = v;
    while (family.logMixture(high, v) < threshold) high *= 2;
  } else if (family.logMixture(high * (1 - 1e-12), v) < threshold) return high;
  let low = 0;
  for (let i = 0; i < 200 && high - low > 1e-14 * high; i++) {
    const middle = (low + high) / 2;
    if (family.logMixture(middle, v) < threshold) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
