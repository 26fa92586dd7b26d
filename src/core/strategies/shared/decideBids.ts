import type { Decision, Reason } from '../../contract/decision.ts';
import type { Observation, PlanObservation } from '../../contract/observation.ts';
import { fitBudgets } from '../fitBudgets.ts';
import { yesterdayOf } from './yesterday.ts';

/** A bid for a plan, and optionally a cap on what it may spend today. */
export interface WishedBid {
  readonly plan: PlanObservation;
  readonly bid: number;
  /** [currency] */
  readonly cap?: number;
  readonly reason: Reason;
}

/** Room over what the new bid is expected to spend; only where plan budgets must share the store's. */
const HEADROOM = 1.3;
/** A plan's budget share never falls below this share of an equal split. */
const LEAST_SHARE = 0.1;

/**
 * Bids as decisions. Where the platform stops the store at its budget, the bid level alone steers spend and every plan's own budget
 * is opened; otherwise plan budgets follow what the new bids are expected to spend, within the store's budget.
 */
export function decideBids(observation: Observation, wishes: readonly WishedBid[]): Decision[] {
  const { limits } = observation;
  const fair = limits.dailyBudget / Math.max(1, wishes.length);
  const decisions = wishes.map(({ plan, bid, cap, reason }): Decision => {
    const open = limits.enforceDailyBudget
      ? limits.dailyBudget
      : Math.max(LEAST_SHARE * fair, HEADROOM * expectedSpend(observation, plan, bid));
    return { planId: plan.id, bid, dailyBudget: Math.min(open, cap ?? Infinity), reason };
  });
  return fitBudgets(observation, decisions);
}

/** Yesterday's uncapped spend moved to the new bid by the usual elasticity; an equal share before the first day. */
function expectedSpend(observation: Observation, plan: PlanObservation, bid: number): number {
  const { uncappedCost } = yesterdayOf(observation, plan);
  const t = observation.day - 1;
  if (t < 0) return observation.limits.dailyBudget / observation.plans.length;
  const before = plan.history.bid[t]!;
  const ratio = before > 0 && bid > 0 ? bid / before : 1;
  return uncappedCost * Math.min(4, ratio * Math.sqrt(ratio));
}
