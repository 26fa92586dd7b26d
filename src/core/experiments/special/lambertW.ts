import { log } from '../../math/elementary.ts';

/** The branch W_{-1} of Lambert's function on [-1/e, 0): the w <= -1 with w e^w = x. Newton on ln(-w) + w = ln(-x). */
export function lambertWMinus1(x: number): number {
  const target = log(-x);
  let w = target - log(-target);
  if (!(w < -1)) w = -1 - Math.sqrt(Math.max(0, 2 * (-target - 1)));
  for (let i = 0; i < 100; i++) {
    const next = w - (log(-w) + w - target) / (1 / w + 1);
    if (Math.abs(next - w) <= 1e-16 * Math.abs(w)) return next;
    w = next;
  }
  return w;
}
