import type { AppliedDecision, Decision } from '../contract/decision.ts';
import type { EngineState } from './state.ts';

/**
 * Carries out a strategy's wishes as the platform would: within the step limits a day, the plan's own bounds, the
 * platform's minimums, and in whole ticks. Fixed plans and unknown ids are left alone. A wish that had to be moved is
 * marked `adjusted`.
 * @param stepFree reference policies are free of the step limits (bounds, minimums and ticks still hold)
 */
export function applyDecisions(
  state: EngineState,
  day: number,
  decisions: readonly Decision[],
  stepFree = false,
): AppliedDecision[] {
  if (decisions.length === 0) return [];
  const { plans } = state.prepared.scenario;
  const index = new Map(plans.map((plan, p) => [plan.id, p]));
  const applied: AppliedDecision[] = [];
  for (const decision of decisions) {
    const plan = index.get(decision.planId);
    if (plan === undefined || plans[plan]!.bounds.fixed) continue;
    applied.push(applyOne(state, plan, day, decision, stepFree));
  }
  return applied;
}

function applyOne(
  state: EngineState,
  plan: number,
  day: number,
  decision: Decision,
  stepFree: boolean,
): AppliedDecision {
  const { bounds } = state.prepared.scenario.plans[plan]!;
  const { market } = state.prepared.scenario;
  const limits = stepFree ? { bidStep: Infinity, budgetStep: Infinity } : state.prepared.scenario.limits;
  const bidBefore = state.bid[plan]!;
  const dailyBudgetBefore = state.dailyBudget[plan]!;
  const wishedBid = decision.bid ?? bidBefore;
  const wishedBudget = decision.dailyBudget ?? dailyBudgetBefore;
  const bid =
    decision.bid === undefined
      ? bidBefore
      : toStep(
          within(
            within(
              wishedBid,
              down(bidBefore, limits.bidStep),
              bidBefore > 0 ? bidBefore * (1 + limits.bidStep) : Infinity,
            ),
            Math.max(bounds.minBid, market.minimumBid),
            bounds.maxBid ?? Infinity,
          ),
          market.bidTick,
        );
  const dailyBudget =
    decision.dailyBudget === undefined
      ? dailyBudgetBefore
      : toStep(
          within(
            within(
              wishedBudget,
              down(dailyBudgetBefore, limits.budgetStep),
              dailyBudgetBefore > 0 ? dailyBudgetBefore * (1 + limits.budgetStep) : Infinity,
            ),
            Math.max(bounds.minDailyBudget, market.minimumDailyBudget),
            bounds.maxDailyBudget ?? Infinity,
          ),
          market.budgetTick,
        );
  state.bid[plan] = bid;
  state.dailyBudget[plan] = dailyBudget;
  if (decision.enabled !== undefined) state.enabled[plan] = decision.enabled ? 1 : 0;
  const adjusted =
    Math.abs(bid - wishedBid) > market.bidTick || Math.abs(dailyBudget - wishedBudget) > market.budgetTick;
  const enabled = state.enabled[plan] === 1;
  return {
    day,
    planId: decision.planId,
    bidBefore,
    bid,
    dailyBudgetBefore,
    dailyBudget,
    enabled,
    reason: decision.reason,
    adjusted,
  };
}

/** The least a step limit allows; a step of 1 or more reaches 0. */
function down(before: number, step: number): number {
  return step >= 1 ? 0 : before * (1 - step);
}

/** NaN counts as the lower end: a strategy that loses its way must not raise anything. */
function within(value: number, low: number, high: number): number {
  return Math.min(Math.max(Number.isNaN(value) ? low : value, low), high);
}

/** Rounds to whole steps; divided by steps a unit, so that 139 steps of 0.01 are 1.39. */
function toStep(value: number, step: number): number {
  return Number.isFinite(value) ? Math.round(value / step) / (1 / step) : value;
}
