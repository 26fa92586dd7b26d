import type { Decision } from '../contract/decision.ts';
import type { Observation } from '../contract/observation.ts';

/**
 * Keeps the plans' daily budgets together within the store's: where wishes pass it, all wished budgets are scaled back
 * alike. Where the platform itself stops the store at its budget, plan budgets may sum to more.
 */
export function fitBudgets(observation: Observation, decisions: readonly Decision[]): Decision[] {
  const { limits, plans } = observation;
  if (limits.enforceDailyBudget) return [...decisions];
  const byPlan = new Map(decisions.map((decision) => [decision.planId, decision]));
  let moved = 0;
  let total = 0;
  for (const plan of plans) {
    const decision = byPlan.get(plan.id);
    if (!(decision?.enabled ?? plan.enabled)) continue;
    total += decision?.dailyBudget ?? plan.dailyBudget;
    moved += decision?.dailyBudget ?? 0;
  }
  const excess = total - limits.dailyBudget;
  if (!(excess > 0) || !(moved > 0)) return [...decisions];
  const scale = Math.max(0, 1 - excess / moved);
  return decisions.map((decision) =>
    decision.dailyBudget === undefined
      ? decision
      : { ...decision, dailyBudget: decision.dailyBudget * scale },
  );
}
