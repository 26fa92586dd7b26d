import { exp, expm1, log1p, pow } from '../../math/elementary.ts';
import { normalQuantile } from '../../math/normalQuantile.ts';
import { normalUpper } from '../special/normalUpper.ts';

/** How much of alpha may have been used when a fraction of the planned information is in. */
export type Spending =
  | { readonly family: 'power'; readonly rho: number }
  | { readonly family: 'obrien-fleming' }
  | { readonly family: 'pocock' }
  | { readonly family: 'hwang-shih-decani'; readonly gamma: number };

/** alpha t^2: the default, between Pocock (early) and O'Brien-Fleming (late). */
export const QUADRATIC_SPENDING: Spending = { family: 'power', rho: 2 };

/**
 * Cumulative error spent at information fraction t in [0, 1]; 0 at 0, alpha at 1 and beyond.
 *
 * power: alpha t^rho (Kim & DeMets 1987). O'Brien-Fleming type: 2 (1 - Phi(z_{1-alpha/2} / sqrt t)), one-sided without
 * the halves (Lan & DeMets 1983). Pocock type: alpha ln(1 + (e - 1) t). Hwang-Shih-DeCani: alpha (1 - e^{-g t})/(1 - e^{-g}).
 */
export function alphaSpent(spending: Spending, alpha: number, t: number, sides: 1 | 2 = 2): number {
  if (t <= 0) return 0;
  if (t >= 1) return alpha;
  switch (spending.family) {
    case 'power':
      return alpha * pow(t, spending.rho);
    case 'obrien-fleming':
      return sides * normalUpper(-normalQuantile(alpha / sides) / Math.sqrt(t));
    case 'pocock':
      return alpha * log1p((exp(1) - 1) * t);
    case 'hwang-shih-decani':
      return spending.gamma === 0 ? alpha * t : (alpha * expm1(-spending.gamma * t)) / expm1(-spending.gamma);
  }
}

/** Information fractions of looks at `sizes` when `planned` was the goal; an overrun plan is rescaled to the largest look. */
export function informationFractions(sizes: readonly number[], planned: number): number[] {
  const whole = Math.max(planned, ...sizes);
  return sizes.map((size) => size / whole);
}
