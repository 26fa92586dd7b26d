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
import { relaxedOutcome } from './relaxedOutcome.ts';
import type { SearchedSettings } from './searchSettings.ts';
import { stepPath, type Setting } from './stepPath.ts';
import { withoutBounds } from './withinSteps.ts';
import { stepAnswer } from './stepAnswer.ts';
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
  const optimum = answerOf(prepared);
  const bounded = scenario.limits.withinSteps === true;
  const answer = bounded ? stepAnswer(prepared, optimum) : optimum;
  const relaxed = bounded ? answerOf(withoutBounds(prepared)) : null;
  const { today, searched } = answer;
  const before: RunResult[] = [];
  const after: RunResult[] = [];
  const free: RunResult[] = [];
  for (let replication = 0; replication < runs; replication++) {
    const base = { tier: 'stochastic', replication, seed: options.seed ?? scenario.seed } as const;
    before.push(run(prepared, hold, { ...base, settings: today }));
    after.push(run(prepared, hold, { ...base, settings: searched.settings }));
    if (relaxed !== null) free.push(run(prepared, hold, { ...base, settings: relaxed.searched.settings }));
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
    ...(relaxed === null ? {} : { relaxed: relaxedOutcome(prepared, relaxed, after, free) }),
    steps: stepsOf(scenario, today, optimum.searched.settings),
    ...targetFacts(answer, recommended),
  };
  return { ...result, findings: findingsOf(scenario, result, before) };
}

/** Day by day from today to the optimum, the plans that move. */
function stepsOf(
  scenario: ResolvedScenario,
  today: SearchedSettings['settings'],
  goal: SearchedSettings['settings'],
): OptimizeResult['steps'] {
  const at = ({ bid, dailyBudget, enabled }: SearchedSettings['settings'], plan: number): Setting => ({
    bid: bid[plan]!,
    dailyBudget: dailyBudget[plan]!,
    enabled: enabled[plan] === 1,
  });
  const rows = scenario.plans.flatMap(({ id }, plan) =>
    stepPath(at(today, plan), at(goal, plan), scenario).map((setting, day) => ({
      day: day + 1,
      planId: id,
      ...setting,
    })),
  );
  return rows.sort((a, b) => a.day - b.day);
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
    bidStep: limits.bidStep,
    budgetStep: limits.budgetStep,
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
