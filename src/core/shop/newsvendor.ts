import { gammaQuantile } from '../math/gammaQuantile.ts';

/**
 * Units to order once for a season of uncertain demand: the quantile of demand at (p - c)/(p - c + c - s) (Arrow, Harris,
 * Marschak 1951); demand gamma distributed. None where a unit earns nothing.
 * @param mean expected demand [units], @param cv its coefficient of variation
 * @param gain profit of a unit sold, @param loss loss of a unit left [currency]
 */
export function newsvendor(mean: number, cv: number, gain: number, loss: number): number {
  if (!(mean > 0) || !(gain > 0)) return 0;
  const ratio = Math.min(gain / (gain + Math.max(0, loss)), 0.9999);
  const scale = cv * cv;
  return Math.ceil(mean * scale * gammaQuantile(ratio, 1 / scale));
}
