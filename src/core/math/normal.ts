import { expOfSum, log, log1p } from './elementary.ts';
import { INVERSE_SQRT_2PI, NORMAL_NEAR, normalCentre, normalTailRatio } from './normalReduced.ts';

/** Density of the standard normal at z, relative error below 1e-15 in the tails too. */
export function normalPdf(z: number): number {
  return INVERSE_SQRT_2PI * gaussian(z);
}

/**
 * P(Z <= z) of the standard normal, relative error below 1e-15 down to 1e-300; the upper tail is normalCdf(-z).
 * Source: Cody (1969), Math. Comp. 23, rational approximations of the error function, in the form of ANORM (1993).
 */
export function normalCdf(z: number): number {
  const size = Math.abs(z);
  if (size <= NORMAL_NEAR) return 0.5 + normalCentre(z);
  if (size > 40) return z > 0 ? 1 : 0;
  const tail = gaussian(size) * normalTailRatio(size);
  return z > 0 ? 1 - tail : tail;
}

/** `normalCdf(z[i])` in place of z[i] for i below `count`: the same numbers, in loops that engines compile without calls. */
export function normalCdfs(z: Float64Array, count: number): void {
  if (gaussians.length < count) gaussians = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) gaussians[i] = gaussian(z[i]!);
  for (let i = 0; i < count; i++) {
    const at = z[i]!;
    const size = Math.abs(at);
    if (size <= NORMAL_NEAR) z[i] = 0.5 + normalCentre(at);
    else {
      const tail = size > 40 ? 0 : gaussians[i]! * normalTailRatio(size);
      z[i] = at > 0 ? 1 - tail : tail;
    }
  }
}

let gaussians = new Float64Array(0);

/** log P(Z <= z), accurate in both tails, for any finite z. */
export function logNormalCdf(z: number): number {
  if (z > -1) return z > 0 ? log1p(-normalCdf(-z)) : log(normalCdf(z));
  return log(normalTailRatio(-z)) - 0.5 * z * z;
}

/** normalPdf(z) / normalCdf(z), the rate at which the distribution function falls to the left; about -z far below 0. */
export function normalReversedHazard(z: number): number {
  if (z < -NORMAL_NEAR) return INVERSE_SQRT_2PI / normalTailRatio(-z);
  const density = gaussian(z);
  const below = z <= NORMAL_NEAR ? 0.5 + normalCentre(z) : 1 - density * normalTailRatio(z);
  return (INVERSE_SQRT_2PI * density) / below;
}

/** exp(-z^2 / 2); z is cut to sixteenths so that the square of the first part is exact. */
function gaussian(z: number): number {
  const size = Math.abs(z);
  if (!(size < 40)) return z !== z ? z : 0;
  const cut = Math.floor(size * 16) / 16;
  return expOfSum(-0.5 * cut * cut, -0.5 * (size - cut) * (size + cut));
}
