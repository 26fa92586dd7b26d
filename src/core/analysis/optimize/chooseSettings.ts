import type { PreparedScenario } from '../../engine/prepare.ts';
import { run } from '../../engine/run.ts';
import { hold } from '../../strategies/hold.ts';
import { meanCounts, storeCounts } from '../summarize.ts';
import { searchSettings, type SearchedSettings } from './searchSettings.ts';

/** How far above the budget the uncapped spend may aim: E[min(C, B)] falls short of E[C] by about .4 sigma at C = B. */
const FACTORS = [1, 1.05, 1.1];
const REPLICATIONS = 3;
/** Replications no report shows, so that the choice is not made on the runs that judge it. */
const FIRST_REPLICATION = 1_000_000;

/**
 * The settings to recommend. Where the daily budgets bind, noise makes them clip, so bids that aim exactly at the budget
 * leave part of it unspent: a few targets above it are simulated with their caps, and the best one is taken.
 */
export function chooseSettings(prepared: PreparedScenario): SearchedSettings {
  const base = searchSettings(prepared);
  const atBudget = base.solution.binding.some(
    ({ node, limit }) => node === 'account' && limit === 'maxSpend',
  );
  const { limits } = prepared.scenario;
  if (!atBudget || limits.enforceDailyBudget || limits.periodBudget !== null) return base;
  const candidates = FACTORS.map((factor) => (factor === 1 ? base : searchSettings(prepared, factor)));
  const worth = candidates.map((candidate) => simulatedValue(prepared, candidate));
  const best = candidates[worth.indexOf(Math.max(...worth))]!;
  // The certificate stays that of the budget itself.
  return {
    ...best,
    solution: { ...best.solution, certificate: base.solution.certificate, binding: base.solution.binding },
  };
}

/** Objective a day of a setting, simulated with its caps. */
function simulatedValue(prepared: PreparedScenario, { settings }: SearchedSettings): number {
  const counts = Array.from({ length: REPLICATIONS }, (_, i) =>
    storeCounts(run(prepared, hold, { tier: 'stochastic', settings, replication: FIRST_REPLICATION + i })),
  );
  const mean = meanCounts(counts);
  return prepared.scenario.objective === 'profit' ? mean.profit : mean.revenue;
}
