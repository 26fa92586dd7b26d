import { InputError } from '../../issues/issue.ts';
import { nearest } from '../../issues/nearest.ts';
import { prepare, type PreparedScenario } from '../../engine/prepare.ts';
import { run } from '../../engine/run.ts';
import type { FormulaCompiler } from '../../scenario/formulaScope.ts';
import { resolve } from '../../scenario/resolve.ts';
import type { Plan } from '../../scenario/schema/plan.ts';
import type { Scenario } from '../../scenario/schema/scenario.ts';
import { hold } from '../../strategies/hold.ts';
import { analyzeTest } from '../analysis/analyzeTest.ts';
import type { AnalysisOptions } from '../analysis/plan.ts';
import type { TestResult } from '../analysis/result.ts';
import { buildTestTable, type CreativeDay } from '../table/testTable.ts';
import { splitByCreative, type TrueCreative } from './splitByCreative.ts';

export interface RunTestRequest {
  /** Parsed scenario; its days are the length of the test unless `days` says otherwise. */
  readonly scenario: Scenario;
  readonly formulas?: FormulaCompiler | undefined;
  /** Default: the first plan with several creatives. */
  readonly planId?: string | undefined;
  readonly days?: number | undefined;
  readonly analysis?: AnalysisOptions;
}

/** What nobody could know while the test ran. */
interface TestTruth {
  /** The creative with the highest true click-through. */
  readonly best: string;
  /** True lift of the best over each creative (0 for itself), in plan order. */
  readonly creatives: readonly {
    readonly id: string;
    readonly clickThroughFactor: number;
    readonly behindBest: number;
  }[];
  /** Whether the decision names the best; undefined while it names none. */
  readonly right?: boolean;
  /** True lift of the decided (or leading) creative over the next best by the test's own order. */
  readonly realisedLift: number;
  /** Clicks that showing the others has cost in truth. */
  readonly clicksLost: number;
}

export interface SimulatedTest {
  readonly planId: string;
  readonly rows: readonly CreativeDay[];
  readonly plannedImpressions: number;
  readonly result: TestResult;
  readonly truth: TestTruth;
}

/**
 * Runs a horizontal test in the simulator: all creatives of a plan rotate evenly over the days, the analysis sees only what
 * a report would show, and the truth comes after. The planned size is what the plan is expected to be shown.
 */
export function runTest(request: RunTestRequest): SimulatedTest {
  const { scenario } = request;
  const plan = testedPlan(scenario, request.planId);
  const testing = rotating(scenario, plan, request.days);
  const prepared = prepare(resolve(testing, request.formulas));
  const index = prepared.scenario.plans.findIndex(({ id }) => id === plan.id);
  const creatives = trueCreatives(testing, plan);
  const plannedImpressions = expectedImpressions(prepared, index) / creatives.length;
  const outcome = run(prepared, hold, { tier: 'stochastic' });
  const rows = splitByCreative(outcome, index, creatives, prepared.scenario.firstWeekday);
  const result = analyzeTest(buildTestTable(rows), {
    ...request.analysis,
    ...(request.analysis?.rule === 'anytime' ? {} : { plan: { impressionsPerArm: plannedImpressions } }),
  });
  return { planId: plan.id, rows, plannedImpressions, result, truth: truthOf(creatives, rows, result) };
}

/** The plan to be tested. Throws InputError when there is none with several creatives. */
export function testedPlan(scenario: Scenario, planId: string | undefined): Plan {
  const several = scenario.plans.filter((plan) => plan.creatives.length > 1);
  const found = planId === undefined ? several[0] : scenario.plans.find((plan) => plan.id === planId);
  const known = several.map((plan) => plan.id);
  if (found === undefined && planId !== undefined) {
    const near = nearest(
      planId,
      scenario.plans.map((plan) => plan.id),
    );
    const params = {
      plan: planId,
      known: scenario.plans.map((plan) => plan.id),
      ...(near === undefined ? {} : { near }),
    };
    throw new InputError([{ code: 'test.run.noPlan', path: ['plans'], params }]);
  }
  if (found === undefined || found.creatives.length < 2) {
    const params = { plan: found?.id ?? scenario.plans[0]?.id ?? '', known };
    throw new InputError([{ code: 'test.run.oneCreative', path: ['plans'], params }]);
  }
  return found;
}

/** The scenario with the plan's creatives in even rotation, for so many days. */
function rotating(scenario: Scenario, plan: Plan, days: number | undefined): Scenario {
  const creatives = plan.creatives.map((creative) => ({ ...creative, share: 1 }));
  return {
    ...withCreatives(scenario, plan.id, creatives),
    horizon: { ...scenario.horizon, days: days ?? scenario.horizon.days },
  };
}

/** The scenario with other creatives in one plan. */
export function withCreatives(scenario: Scenario, planId: string, creatives: Plan['creatives']): Scenario {
  return {
    ...scenario,
    plans: scenario.plans.map((plan) => (plan.id === planId ? { ...plan, creatives } : plan)),
  };
}

function trueCreatives(scenario: Scenario, plan: Plan): TrueCreative[] {
  return plan.creatives.map((creative) => {
    const { conversionFactor } = creative;
    // Series and formulas are resolved by the engine for the plan as a whole; the split needs their relative size only.
    const byDay = Array.isArray(conversionFactor) ? conversionFactor.map(Number) : undefined;
    const constant = typeof conversionFactor === 'number' ? conversionFactor : 1;
    return {
      id: creative.id,
      share: 1,
      clickThroughFactor: creative.clickThroughFactor,
      conversionFactor: (day: number) => byDay?.[day % scenario.horizon.days] ?? constant,
    };
  });
}

function expectedImpressions(prepared: PreparedScenario, plan: number): number {
  const { ledger, days } = run(prepared, hold, { tier: 'fluid' });
  let total = 0;
  for (let day = 0; day < days; day++) total += ledger.impressions[plan * days + day] ?? 0;
  return total;
}

function truthOf(
  creatives: readonly TrueCreative[],
  rows: readonly CreativeDay[],
  result: TestResult,
): TestTruth {
  const best = creatives.reduce((top, one) => (one.clickThroughFactor > top.clickThroughFactor ? one : top));
  const factorOf = (id: string) => creatives.find((one) => one.id === id)?.clickThroughFactor ?? NaN;
  const chosen = result.decision.creative ?? result.leader;
  const nextBest = [...result.arms]
    .filter((arm) => arm.creative !== chosen)
    .sort((a, b) => b.rate - a.rate)[0];
  let clicksLost = 0;
  for (const row of rows) {
    const factor = factorOf(row.creative);
    // Expected clicks of the best on the same impressions, from the creative's own rate in this test.
    const rate = result.arms.find((arm) => arm.creative === row.creative)?.rate ?? 0;
    clicksLost += row.impressions * rate * (best.clickThroughFactor / factor - 1);
  }
  return {
    best: best.id,
    creatives: creatives.map(({ id, clickThroughFactor }) => ({
      id,
      clickThroughFactor,
      behindBest: best.clickThroughFactor / clickThroughFactor - 1,
    })),
    ...(result.decision.creative === undefined ? {} : { right: result.decision.creative === best.id }),
    realisedLift: factorOf(chosen) / factorOf(nextBest.creative) - 1,
    clicksLost,
  };
}
