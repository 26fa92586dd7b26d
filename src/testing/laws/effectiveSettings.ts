import type { Decision } from '../../core/contract/decision.ts';
import type { Observation } from '../../core/contract/observation.ts';
import { LawBroken } from './law.ts';

/** What each plan would stand at if the wishes were carried out as they are. */
export interface Setting {
  readonly bid: number;
  readonly dailyBudget: number;
  readonly enabled: boolean;
}

export function effectiveSettings(
  observation: Observation,
  decisions: readonly Decision[],
): Map<string, Setting> {
  const settings = new Map(
    observation.plans.map(({ id, bid, dailyBudget, enabled }) => [id, { bid, dailyBudget, enabled }]),
  );
  for (const { planId, bid, dailyBudget, enabled } of decisions) {
    const before = settings.get(planId);
    if (before === undefined) continue;
    settings.set(planId, {
      bid: bid ?? before.bid,
      dailyBudget: dailyBudget ?? before.dailyBudget,
      enabled: enabled ?? before.enabled,
    });
  }
  return settings;
}

/**
 * Throws LawBroken unless two mornings' settings are equal plan by plan.
 * @param scale of the second one's money
 * @param tolerance relative; sums in another order round differently
 */
export function sameSettings(
  first: ReadonlyMap<string, Setting>,
  second: ReadonlyMap<string, Setting>,
  what: string,
  { scale = 1, tolerance = 0 } = {},
): void {
  const same = (a: number, b: number): boolean =>
    Math.abs(a * scale - b) <= tolerance * Math.max(Math.abs(a * scale), Math.abs(b)) ||
    (a === b && a === Infinity);
  for (const [id, a] of first) {
    const b = second.get(id)!;
    if (a.enabled !== b.enabled || !same(a.bid, b.bid) || !same(a.dailyBudget, b.dailyBudget))
      throw new LawBroken(
        `${what}: plan ${id} stands at bid ${b.bid}, budget ${b.dailyBudget}, not ${a.bid * scale}, ${a.dailyBudget * scale}`,
      );
  }
}
