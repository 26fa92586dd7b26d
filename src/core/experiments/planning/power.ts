import { normalCdf } from '../../math/normal.ts';
import { normalQuantile } from '../../math/normalQuantile.ts';
import { normalUpper } from '../special/normalUpper.ts';
import { logistic, logit } from '../../math/elementary.ts';
import { gaussLegendre } from '../../math/quadrature.ts';
import type { Alternative } from '../interval.ts';

const H_RULE = gaussLegendre(16);

/** Rejection probability of a z test when the statistic is N(shift, 1) (or N(shift, ratio^2) against its null). */
export function zPower(shift: number, alpha: number, alternative: Alternative = 'two-sided'): number {
  if (alternative === 'two-sided') {
    const z = -normalQuantile(alpha / 2);
    return normalUpper(z - shift) + normalCdf(-z - shift);
  }
  const z = -normalQuantile(alpha);
  return alternative === 'greater' ? normalUpper(z - shift) : normalCdf(-z - shift);
}

/**
 * Observations per arm to tell p1 from p2: [z_{1-a/2} sqrt(2 p q) + z_power sqrt(p1 q1 + p2 q2)]^2 / (p2 - p1)^2 with the
 * pooled p = (p1 + r p2)/(1 + r); `ratio` = n2 / n1, and n1 is returned (Fleiss 1981; R power.prop.test).
 */
export function proportionSampleSize(
  p1: number,
  p2: number,
  options: { alpha: number; power: number; ratio?: number; sides?: 1 | 2 },
): number {
  const { alpha, power, ratio = 1, sides = 2 } = options;
  const pooled = (p1 + ratio * p2) / (1 + ratio);
  const underNull = pooled * (1 - pooled) * (1 + 1 / ratio);
  const underAlternative = p1 * (1 - p1) + (p2 * (1 - p2)) / ratio;
  const reach =
    -normalQuantile(alpha / sides) * Math.sqrt(underNull) +
    normalQuantile(power) * Math.sqrt(underAlternative);
  return (reach / (p2 - p1)) ** 2;
}

/** Power of the pooled z test of p1 against p2 with n1 and n2 observations (pooled under the null, unpooled beyond it). */
export function proportionPower(
  p1: number,
  p2: number,
  n1: number,
  n2: number,
  alpha: number,
  alternative: Alternative = 'two-sided',
): number {
  const pooled = (n1 * p1 + n2 * p2) / (n1 + n2);
  const underNull = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
  const underAlternative = Math.sqrt((p1 * (1 - p1)) / n1 + (p2 * (1 - p2)) / n2);
  const difference = p1 - p2;
  const z = -normalQuantile(alternative === 'two-sided' ? alpha / 2 : alpha);
  const above = normalUpper((z * underNull - difference) / underAlternative);
  const below = normalCdf((-z * underNull - difference) / underAlternative);
  return alternative === 'two-sided' ? above + below : alternative === 'greater' ? above : below;
}

/** Power of a z test of two means with known variances. */
export function meanPower(
  effect: number,
  variances: readonly [number, number],
  sizes: readonly [number, number],
  alpha: number,
  alternative: Alternative = 'two-sided',
): number {
  return zPower(effect / Math.sqrt(variances[0] / sizes[0] + variances[1] / sizes[1]), alpha, alternative);
}

/** Observations in both arms together, split n1 : n2 = 1 : ratio, to find a difference of means. */
export function meanTotalSampleSize(
  variance: number,
  effect: number,
  options: { alpha: number; power: number; ratio?: number; sides?: 1 | 2 },
): number {
  const { alpha, power, ratio = 1, sides = 2 } = options;
  const reach = normalQuantile(power) - normalQuantile(alpha / sides);
  return ((1 + ratio) * (1 + 1 / ratio) * variance * reach * reach) / (effect * effect);
}

/** Smallest difference of two means found with the wanted power: (z_{1-a} + z_power) sqrt(V/n1 + V/n2). */
export function smallestDifference(
  variance: number,
  sizes: readonly [number, number],
  { alpha, power, sides = 2 }: { alpha: number; power: number; sides?: 1 | 2 },
): number {
  const reach = normalQuantile(power) - normalQuantile(alpha / sides);
  return reach * Math.sqrt(variance / sizes[0] + variance / sizes[1]);
}

/** Power for Cohen's effect size h = 2 asin sqrt p1 - 2 asin sqrt p2 with n1 and n2 observations. */
export function effectSizePower(
  h: number,
  n1: number,
  n2: number,
  alpha: number,
  alternative: Alternative = 'two-sided',
): number {
  return zPower(h / Math.sqrt(1 / n1 + 1 / n2), alpha, alternative);
}

/**
 * Cohen's effect size h = 2 asin sqrt p1 - 2 asin sqrt p2, as the integral of dp / sqrt(p (1 - p)) from p2 to p1, taken in
 * logit p, where the integrand is smooth.
 */
export function cohensH(p1: number, p2: number): number {
  const [from, to] = [logit(p2), logit(p1)];
  const panels = Math.max(1, Math.ceil(Math.abs(to - from) / 2));
  const width = (to - from) / panels;
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    H_RULE.nodes.forEach((node, i) => {
      const p = logistic(from + width * (panel + (1 + node) / 2));
      sum += ((H_RULE.weights[i] * width) / 2) * Math.sqrt(p * (1 - p));
    });
  }
  return sum;
}
