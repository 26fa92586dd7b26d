import type { PriceColumns } from '../contract/cellFields.ts';
import { normalCdf, normalCdfs } from '../math/normal.ts';
import { normalQuantile, normalQuantiles } from '../math/normalQuantile.ts';

/**
 * The average price of n billed events, given that each lies in [low, high] and has this mean and variance: normal by the
 * central limit theorem, cut symmetrically so that it keeps its mean exactly and never leaves [low, high].
 * @param u uniform in (0,1)
 */
export function boundedAverage(
  u: number,
  n: number,
  mean: number,
  variance: number,
  low: number,
  high: number,
): number {
  const sd = Math.sqrt(variance / n);
  const room = Math.min(mean - low, high - mean);
  if (!(sd > 0) || !(room > 0)) return mean;
  const tail = normalCdf(-room / sd);
  const z = normalQuantile(tail + u * (1 - 2 * tail));
  return Math.min(high, Math.max(low, mean + sd * z));
}

/**
 * `boundedAverage` of a batch of cells, in place of the means: the same numbers, a column after the other.
 * @param sd of the average, sqrt(variance / n)
 * @param cells flat cells of the batch, where `prices` has their range
 * @param tail working memory
 * @param z working memory
 */
export function boundedAverages(
  u: Float64Array,
  mean: Float64Array,
  sd: Float64Array,
  { lowest, highest }: PriceColumns,
  cells: Int32Array,
  count: number,
  tail: Float64Array,
  z: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    const c = cells[i]!;
    const room = Math.min(mean[i]! - lowest[c]!, highest[c]! - mean[i]!);
    // Where there is no room, or nothing to fill it, the mean stands.
    tail[i] = sd[i]! > 0 && room > 0 ? -room / sd[i]! : NaN;
  }
  normalCdfs(tail, count);
  for (let i = 0; i < count; i++) z[i] = tail[i]! + u[i]! * (1 - 2 * tail[i]!);
  normalQuantiles(z, count, z);
  for (let i = 0; i < count; i++) {
    if (Number.isNaN(tail[i])) continue;
    const c = cells[i]!;
    mean[i] = Math.min(highest[c]!, Math.max(lowest[c]!, mean[i]! + sd[i]! * z[i]!));
  }
}
