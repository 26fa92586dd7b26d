import { optimize } from '../core/analysis/optimize/optimize.ts';
import { InputError } from '../core/issues/issue.ts';
import { loadScenario } from '../io/scenarioFile.ts';
import type { BatchRow } from '../report/batch/batchTable.ts';
import { issueText } from '../report/messages/index.ts';

/** One scenario of a batch. */
export interface RecommendTask {
  readonly file: string;
  readonly runs: number;
  readonly seed?: number;
}

/** Optimizes one scenario file; bad input becomes a row that says why. */
export async function recommendTask({ file, runs, seed }: RecommendTask): Promise<BatchRow[]> {
  try {
    const { resolved } = await loadScenario(file, seed === undefined ? {} : { seed });
    const result = optimize(resolved, { runs });
    return result.plans.map((plan) => ({
      scenario: file,
      planId: plan.id,
      currency: result.scenario.currency,
      bid: plan.today.enabled ? plan.today.bid : 0,
      recommendedBid: plan.recommended.enabled ? plan.recommended.bid : 0,
      budget: plan.today.enabled ? plan.today.dailyBudget : 0,
      recommendedBudget: plan.recommended.enabled ? plan.recommended.dailyBudget : 0,
      spendChange: plan.difference.spend.mean,
      revenueChange: plan.difference.revenue.mean,
      profitChange: plan.difference.profit.mean,
      reason: plan.reason,
    }));
  } catch (error) {
    if (error instanceof InputError) return [{ scenario: file, error: firstMistakes(file, error) }];
    return [
      { scenario: file, error: `unexpected: ${error instanceof Error ? error.message : String(error)}` },
    ];
  }
}

const MOST_MISTAKES = 3;

/** A row of a table has room for a few mistakes; `validate` lists them all. */
function firstMistakes(file: string, { issues }: InputError): string {
  const told = issues.slice(0, MOST_MISTAKES).map(issueText);
  const more = issues.length - told.length;
  return [...told, ...(more > 0 ? [`${more} more: bidwright validate ${file}`] : [])].join(' | ');
}
