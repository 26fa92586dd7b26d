import { exp } from '../math/elementary.ts';
import type { ResolvedScenario } from '../scenario/resolved.ts';

/**
 * Share of the paid orders of one click day that arrives at age 0, 1, .. windowDays-1: the same-day share, then an
 * exponential delay counted from the next morning (docs/model.md, "Conversion delay"). Orders beyond the window are
 * not attributed, so the shares sum to at most 1.
 */
export function arrivalShares(delay: ResolvedScenario['market']['delay']): Float64Array {
  const { sameDay, meanDays, windowDays } = delay;
  const survival = (days: number): number => exp(-days / meanDays);
  return Float64Array.from({ length: windowDays }, (_, age) =>
    age === 0 ? sameDay : (1 - sameDay) * (survival(age - 1) - survival(age)),
  );
}
