import { exp, log, pow } from '../../math/elementary.ts';

/** Polynomial stitched boundary of Howard et al. 2021 (eq. 10): a closed form that pays for simplicity with width. */
export function polynomialStitching(
  v: number,
  alpha: number,
  options: { vMin: number; c?: number; s?: number; eta?: number },
): number {
  const { vMin, c = 0, s = 1.4, eta = 2 } = options;
  const k1 = (pow(eta, 0.25) + pow(eta, -0.25)) / Math.SQRT2;
  const k2 = (Math.sqrt(eta) + 1) / 2;
  const used = Math.max(v, vMin);
  const ell = s * log(log((eta * used) / vMin)) + log(riemannZeta(s) / (alpha * pow(log(eta), s)));
  const linear = k2 * c * ell;
  return Math.sqrt(k1 * k1 * used * ell + linear * linear) + linear;
}

/** Law-of-the-iterated-logarithm bound for the empirical distribution function, all times >= tMin (Howard & Ramdas 2022). */
export function empiricalProcessBound(t: number, alpha: number, tMin: number, a = 0.85): number {
  if (t < tMin) return Infinity;
  // C solves alpha = inf over eta of the union bound; bisection outside, golden section inside.
  const error = (c: number) => {
    let best = Infinity;
    for (let step = 1; step <= 4000; step++) {
      const eta = 1 + (2 * a * a - 1) * (step / 4001);
      const gamma = Math.sqrt(2 / eta) * (a - Math.sqrt((2 * (eta - 1)) / (c > 0 ? c : 1)));
      if (!(gamma * gamma > 1)) continue;
      const value = 4 * exp(-gamma * gamma * c) * (1 + 1 / ((gamma * gamma - 1) * log(eta)));
      best = Math.min(best, value);
    }
    return best;
  };
  let low = 1;
  let high = 200;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (error(middle) > alpha) low = middle;
    else high = middle;
  }
  return a * Math.sqrt((log(1 + log(t / tMin)) + high) / t);
}

/** Riemann's zeta for s > 1 by Euler-Maclaurin. */
export function riemannZeta(s: number): number {
  const terms = 20;
  let sum = 0;
  for (let k = 1; k < terms; k++) sum += pow(k, -s);
  const tail = pow(terms, 1 - s) / (s - 1) + 0.5 * pow(terms, -s);
  const b2 = (s / 12) * pow(terms, -s - 1);
  const b4 = ((s * (s + 1) * (s + 2)) / 720) * pow(terms, -s - 3);
  const b6 = ((s * (s + 1) * (s + 2) * (s + 3) * (s + 4)) / 30240) * pow(terms, -s - 5);
  return sum + tail + b2 - b4 + b6;
}
