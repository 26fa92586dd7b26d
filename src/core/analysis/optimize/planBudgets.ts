import type { PreparedScenario } from '../../engine/prepare.ts';

/**
 * Daily budgets in whole minor units. Each plan gets what it needs where that fits into the store's daily budget, or where the
 * platform itself stops the store there; otherwise all needs are scaled back alike, so that the budgets sum to the cent.
 * @param needs what each plan would need [currency/day]; 0 for plans that are off
 */
export function planBudgets(
  prepared: PreparedScenario,
  needs: Float64Array,
  enabled: Uint8Array,
): Float64Array {
  const { plans, limits, market } = prepared.scenario;
  const wanted = needs.map((need, p) => {
    const { bounds } = plans[p]!;
    if (bounds.fixed || enabled[p] === 0) return plans[p]!.dailyBudget;
    const floor = Math.max(bounds.minDailyBudget, market.minimumDailyBudget);
    return Math.min(Math.max(need, floor), bounds.maxDailyBudget ?? Infinity);
  });
  const movable = plans.map(({ bounds }, p) => !bounds.fixed && enabled[p] === 1);
  const kept = wanted.reduce((sum, budget, p) => sum + (movable[p] || enabled[p] === 0 ? 0 : budget), 0);
  const moved = wanted.reduce((sum, budget, p) => sum + (movable[p] ? budget : 0), 0);
  const room = Math.max(0, limits.dailyBudget - kept);
  const scale = limits.enforceDailyBudget || moved <= room ? 1 : room / moved;
  // Down to whole minor units, so that the sum stays within the store's budget.
  return wanted.map((budget, p) => (movable[p] ? Math.floor(budget * scale * 100 + 1e-6) / 100 : budget));
}
