import { prepare } from '../../engine/prepare.ts';
import type { RunResult } from '../../engine/result.ts';
import { run } from '../../engine/run.ts';
import type { ResolvedScenario } from '../../scenario/resolved.ts';
import { hold } from '../../strategies/hold.ts';
import type { Figures } from '../figures.ts';
import type { DailySeriesOfStore, OptimizeResult, PlanOutcome } from '../optimizeResult.ts';
import { pairedDifferences } from '../pairedInterval.ts';
import { shopOutcome } from '../shopOutcome.ts';
import { meanCounts, meanFigures, storeCounts, storeCountsAt } from '../summarize.ts';
import { findingsOf } from './findings.ts';
import { answerOf } from './answerOf.ts';
import { limitCosts } from './limitCosts.ts';
import { planOutcome } from './planOutcome.ts';
import { spendReturn } from './spendReturn.ts';
import { solveFacts, targetFacts } from './solveFacts.ts';

export interface OptimizeOptions {
  /** Paired runs behind means and intervals. Default 20. */
  readonly runs?: number;
  readonly seed?: number;
  /** Called after each paired run with the number done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Simulates today, reallocates, simulates again: the scenario is the model, so the plan is made on its own fluid frontiers, and
 * both settings are then run side by side over the same random numbers.
 */
export function optimize(scenario: ResolvedScenario, options: OptimizeOptions = {}): OptimizeResult {
  const runs = options.runs ?? 20;
  const prepared = prepare(scenario);
  const answer = answerOf(prepared);
  const { today, searched } = answer;
  const before: RunResult[] = [];
  const after: RunResult[] = [];
  for (let replication = 0; replication < runs; replication++) {
    const base = { tier: 'stochastic', replication, seed: options.seed ?? scenario.seed } as const;
    before.push(run(prepared, hold, { ...base, settings: today }));
    after.push(run(prepared, hold, { ...base, settings: searched.settings }));
    options.onProgress?.(replication + 1, runs);
  }
  const plans = scenario.plans.map((_, plan) => planOutcome(prepared, searched, plan, before, after));
  const recommended = meanFigures(after.map(storeCounts));
  const result: Omit<OptimizeResult, 'findings'> = {
    version: 1,
    kind: 'optimize',
    scenario: scenarioFacts(scenario, options.seed),
    runs,
    store: {
      today: meanFigures(before.map(storeCounts)),
      recommended,
      difference: pairedDifferences(before.map(storeCounts), after.map(storeCounts)),
      breakEvenRoas: storeBreakEven(plans),
      todayByDay: seriesByDay(before),
      recommendedByDay: seriesByDay(after),
    },
    plans,
    ...(prepared.shop === null
      ? {}
      : { shop: shopOutcome(prepared, before, after, { today, recommended: searched.settings }) }),
    solve: solveFacts(answer),
    limits: limitCosts(searched.problem, searched.solution),
    frontier: spendReturn(searched.problem),
    ...targetFacts(answer, recommended),
  };
  return { ...result, findings: findingsOf(scenario, result, before) };
}

function scenarioFacts(scenario: ResolvedScenario, seed: number | undefined): OptimizeResult['scenario'] {
  const { name, description, currency, days, objective, limits, plans } = scenario;
  const set = new Set(plans.map(({ bounds }) => bounds.minMarginalRoas));
  const [only] = set;
  return {
    name,
    description,
    currency,
    days,
    seed: seed ?? scenario.seed,
    objective,
    dailyBudget: limits.openBudget === true ? null : limits.dailyBudget,
    minAverageRoas: limits.minAverageRoas,
    ...(limits.maxCostPerOrder === undefined ? {} : { maxCostPerOrder: limits.maxCostPerOrder }),
    minMarginalRoas: set.size === 1 ? (only ?? null) : null,
  };
}

function storeBreakEven(plans: readonly PlanOutcome[]): number | null {
  let spend = 0;
  let weighted = 0;
  for (const { recommended, breakEvenRoas } of plans) {
    if (breakEvenRoas === null) continue;
    spend += recommended.figures.spend;
    weighted += recommended.figures.spend * breakEvenRoas;
  }
  return spend > 0 ? weighted / spend : null;
}

function seriesByDay(results: readonly RunResult[]): DailySeriesOfStore {
  const days = results[0]?.days ?? 0;
  const figures = Array.from({ length: days }, (_, day): Figures =>
    meanFigures([meanCounts(results.map((result) => storeCountsAt(result, day)))]),
  );
  return {
    spend: figures.map(({ spend }) => spend),
    revenue: figures.map(({ revenue }) => revenue),
    roas: figures.map(({ roas }) => roas),
    profit: figures.map(({ profit }) => profit),
  };
}
