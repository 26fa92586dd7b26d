import type { ResolvedScenario } from '../../scenario/resolved.ts';
import { stepReach } from './stepReach.ts';

/** Bid and daily budget of a plan. */
export interface Setting {
  readonly bid: number;
  readonly dailyBudget: number;
  readonly enabled: boolean;
}

/**
 * The daily settings from today to a goal, each within `limits.bidStep` and `limits.budgetStep` of the day before and in whole ticks; the
 * last is the goal. Empty where today is the goal. A plan is switched on or off on the first day; one that goes off keeps its settings.
 */
export function stepPath(today: Setting, goal: Setting, { limits, market }: ResolvedScenario): Setting[] {
  const path: Setting[] = [];
  let at = today;
  while (!sameSetting(at, goal) && path.length < MOST_DAYS) {
    at = goal.enabled
      ? {
          bid: stepTowards(at.bid, goal.bid, limits.bidStep, market.bidTick),
          dailyBudget: stepTowards(at.dailyBudget, goal.dailyBudget, limits.budgetStep, market.budgetTick),
          enabled: true,
        }
      : goal;
    path.push(at);
  }
  return path;
}

const MOST_DAYS = 3660;

/** Whether two settings do the same; those of a plan that is off do not count. */
export function sameSetting(a: Setting, b: Setting): boolean {
  return a.enabled === b.enabled && (!a.enabled || (a.bid === b.bid && a.dailyBudget === b.dailyBudget));
}

/** One step of a day: at least a tick, at most the share; from nothing, and to within a tick, at once. */
function stepTowards(at: number, goal: number, step: number, tick: number): number {
  if (!(at > 0)) return goal;
  const reach = stepReach(at, step, tick);
  const up = Math.max(at + tick, reach.high);
  const down = Math.min(at - tick, reach.low);
  return Math.min(up, Math.max(down, goal));
}
