import { normalCdf } from '../../math/normal.ts';

/** P(Z > z) of the standard normal, exact in the upper tail. */
export function normalUpper(z: number): number {
  return normalCdf(-z);
}
