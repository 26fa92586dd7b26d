import type { z } from 'zod';
import { exp } from '../math/elementary.ts';
import { uniform, type StreamKey } from '../math/keyed.ts';
import { normalQuantile } from '../math/normalQuantile.ts';
import type { distributionSchema } from './schema/population.ts';

export type Distribution = z.output<typeof distributionSchema>;

/**
 * One draw by inversion: the same key, channel and index give the same draw. logNormal: median x exp(sd x z), so that amounts of money
 * scale with their median; choice: each value equally likely.
 */
export function drawDistribution(
  distribution: Distribution,
  key: StreamKey,
  channel: number,
  index = 0,
): number {
  if (typeof distribution === 'number') return distribution;
  const u = uniform(key, 0, channel, index);
  if ('logNormal' in distribution) {
    const { median, sd } = distribution.logNormal;
    return median * exp(sd * normalQuantile(u));
  }
  if ('uniform' in distribution) {
    const { min, max } = distribution.uniform;
    return min + (max - min) * u;
  }
  return distribution.choice[Math.floor(u * distribution.choice.length)]!;
}
