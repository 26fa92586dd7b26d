import type { PreparedScenario } from '../../engine/prepare.ts';
import type { RunResult } from '../../engine/result.ts';
import { run, type PlanSettings } from '../../engine/run.ts';
import { hold } from '../../strategies/hold.ts';
import { uncapped } from '../uncapped.ts';

/** One plan's setting; plans not named keep today's. */
export interface PlanTrial {
  readonly plan: number;
  readonly bid: number;
  readonly dailyBudget: number;
}

/**
 * Runs the fluid engine over the whole horizon with some plans on trial, and hands each trial the run that holds it. Plans do not
 * meet in these markets, so all trials share one run; with a shop (they sell the same products) or an account that learns they do,
 * so each has its own while the others stand. The store's enforced budget is lifted; plan budgets are as stated.
 */
export function runTrials(prepared: PreparedScenario, trials: readonly PlanTrial[]): RunResult[] {
  const { scenario } = prepared;
  const free = uncapped(prepared);
  const meet = scenario.shop !== undefined || scenario.market.quality.account !== undefined;
  if (meet) return trials.map((trial) => runWith(free, [trial]));
  const shared = runWith(free, trials);
  return trials.map(() => shared);
}

function runWith(prepared: PreparedScenario, trials: readonly PlanTrial[]): RunResult {
  const { plans } = prepared.scenario;
  const bid = Float64Array.from(plans, (plan) => plan.bid);
  const dailyBudget = Float64Array.from(plans, (plan) => plan.dailyBudget);
  const enabled = Uint8Array.from(plans, (plan) => (plan.enabled ? 1 : 0));
  for (const trial of trials) {
    bid[trial.plan] = trial.bid;
    dailyBudget[trial.plan] = trial.dailyBudget;
    enabled[trial.plan] = 1;
  }
  return runFluid(prepared, { bid, dailyBudget, enabled });
}

/** One fluid run with its totals by cell; settings default to today's. */
export function runFluid(prepared: PreparedScenario, settings?: PlanSettings): RunResult {
  return run(prepared, hold, {
    tier: 'fluid',
    cellTotals: true,
    ...(settings === undefined ? {} : { settings }),
  });
}
