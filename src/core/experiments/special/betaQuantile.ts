import { exp, log } from '../../math/elementary.ts';
import { normalQuantile } from '../../math/normalQuantile.ts';
import { tail } from './betaTail.ts';
import { logitBeta, logitBetaShape, logitBetaValue } from './logitBeta.ts';

/**
 * The x with P(X <= x) = probability for X ~ Beta(a, b), to full precision also in the tails.
 * Safeguarded Newton steps on the logarithm of the tail mass, which is concave in logit x.
 */
export function betaQuantile(probability: number, a: number, b: number): number {
  if (probability <= 0) return 0;
  if (probability >= 1) return 1;
  const beta = logitBeta(a, b);
  const below = tail(beta, 0, -1);
  const direction = probability <= below ? -1 : 1;
  const target = log(direction === -1 ? probability : 1 - probability);
  let low = 0;
  let high = beta.spread;
  while (log(tail(beta, direction * high, direction)) > target) high *= 2;
  let distance = Math.min(high, Math.abs(normalQuantile(exp(target))) * beta.spread);
  for (let i = 0; i < 200 && high - low > 1e-16 * high; i++) {
    const mass = tail(beta, direction * distance, direction);
    const excess = log(mass) - target;
    if (excess > 0) low = distance;
    else high = distance;
    const slope = exp(beta.logPeak + logitBetaShape(beta, direction * distance)) / mass;
    const next = distance + excess / slope;
    if (Math.abs(next - distance) <= 1e-14 * distance) return logitBetaValue(beta, direction * next);
    distance = next > low && next < high ? next : (low + high) / 2;
  }
  return logitBetaValue(beta, direction * distance);
}
