import type { PreparedScenario } from '../../engine/prepare.ts';
import type { RunResult } from '../../engine/result.ts';
import type { OptimizeResult } from '../optimizeResult.ts';
import { pairedDifferences } from '../pairedInterval.ts';
import { meanFigures, planCounts, storeCounts } from '../summarize.ts';
import type { Answer } from './answerOf.ts';

/** What the plans' own bounds cost: the answer without them over the same random numbers, less the recommended one. */
export function relaxedOutcome(
  { scenario }: PreparedScenario,
  { searched, expected }: Answer,
  recommended: readonly RunResult[],
  relaxed: readonly RunResult[],
): NonNullable<OptimizeResult['relaxed']> {
  const { bid, dailyBudget, enabled } = searched.settings;
  return {
    store: meanFigures(relaxed.map(storeCounts)),
    cost: pairedDifferences(recommended.map(storeCounts), relaxed.map(storeCounts)),
    expected: scenario.target === undefined ? expected.recommended.worth : expected.recommended.spend,
    plans: scenario.plans.map(({ id }, plan) => ({
      id,
      bid: bid[plan]!,
      dailyBudget: dailyBudget[plan]!,
      enabled: enabled[plan] === 1,
      figures: meanFigures(relaxed.map((run) => planCounts(run, plan))),
    })),
  };
}
