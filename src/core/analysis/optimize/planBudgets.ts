import type { PreparedScenario } from '../../engine/prepare.ts';

/** Daily budgets [currency/day], and which plans stay on. */
export interface PlannedBudgets {
  readonly dailyBudget: Float64Array;
  readonly enabled: Uint8Array;
}

/**
 * Daily budgets in whole steps. Each plan gets what it needs where that fits into the store's daily budget, or where the
 * platform itself stops the store there; otherwise what stands above the minimum budgets is scaled back alike, so that all
 * budgets sum to the store's. Where even the minimums do not fit, the plans with the least need are switched off.
 * @param needs what each plan would need [currency/day]
 */
export function planBudgets(prepared: PreparedScenario, needs: Float64Array, on: Uint8Array): PlannedBudgets {
  const { plans, limits, market } = prepared.scenario;
  const enabled = Uint8Array.from(on);
  const movable = (p: number): boolean => !plans[p]!.bounds.fixed && enabled[p] === 1;
  const floor = plans.map(({ bounds }) => Math.max(bounds.minDailyBudget, market.minimumDailyBudget));
  const wanted = plans.map(({ bounds }, p) =>
    Math.min(Math.max(needs[p]!, floor[p]!), bounds.maxDailyBudget ?? Infinity),
  );
  const sum = (of: (p: number) => number): number => plans.reduce((total, _, p) => total + of(p), 0);
  const kept = sum((p) => (plans[p]!.bounds.fixed && enabled[p] === 1 ? plans[p]!.dailyBudget : 0));
  const room = limits.enforceDailyBudget ? Infinity : Math.max(0, limits.dailyBudget - kept);
  const floors = (): number => sum((p) => (movable(p) ? floor[p]! : 0));
  while (floors() > room) enabled[leastNeed(needs, movable)] = 0;
  const above = sum((p) => (movable(p) ? wanted[p]! - floor[p]! : 0));
  const share = above > 0 ? Math.min(1, (room - floors()) / above) : 0;
  const dailyBudget = Float64Array.from(plans, (plan, p) => {
    if (!movable(p)) return plan.dailyBudget;
    // Down to whole steps, so that the sum stays within the store's budget; 1e-6 of a step forgives rounding.
    const steps = Math.floor((floor[p]! + (wanted[p]! - floor[p]!) * share) / market.budgetTick + 1e-6);
    return steps / (1 / market.budgetTick);
  });
  return { dailyBudget, enabled };
}

function leastNeed(needs: Float64Array, movable: (p: number) => boolean): number {
  let least = -1;
  needs.forEach((need, p) => {
    if (movable(p) && (least === -1 || need < needs[least]!)) least = p;
  });
  return least;
}
