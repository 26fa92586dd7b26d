import { prepare, type PreparedScenario } from '../../engine/prepare.ts';
import type { RunResult } from '../../engine/result.ts';
import { run, type PlanSettings } from '../../engine/run.ts';
import type { ResolvedScenario } from '../../scenario/resolved.ts';
import { hold } from '../../strategies/hold.ts';
import type { Figures } from '../figures.ts';
import type {
  DailySeriesOfStore,
  OptimizeResult,
  PlanOutcome,
  PlanSetting,
  ResponseCurve,
} from '../optimizeResult.ts';
import { pairedDifferences } from '../pairedInterval.ts';
import { shopOutcome } from '../shopOutcome.ts';
import { countsAt, meanCounts, meanFigures, planCounts, storeCounts, storeCountsAt } from '../summarize.ts';
import { findingsOf } from './findings.ts';
import { lostToBudget } from './lostToBudget.ts';
import { marginalRoasAt, type PlanCurve } from './planCurves.ts';
import { reasonOf } from './reasonOf.ts';
import { searchSettings, type SearchedSettings } from './searchSettings.ts';

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
  const today: PlanSettings = {
    bid: scenario.plans.map(({ bid }) => bid),
    dailyBudget: scenario.plans.map(({ dailyBudget }) => dailyBudget),
    enabled: scenario.plans.map(({ enabled }) => (enabled ? 1 : 0)),
  };
  const searched = searchSettings(prepared);
  const before: RunResult[] = [];
  const after: RunResult[] = [];
  for (let replication = 0; replication < runs; replication++) {
    const base = { tier: 'stochastic', replication, seed: options.seed ?? scenario.seed } as const;
    before.push(run(prepared, hold, { ...base, settings: today }));
    after.push(run(prepared, hold, { ...base, settings: searched.settings }));
    options.onProgress?.(replication + 1, runs);
  }
  const plans = scenario.plans.map((_, plan) => planOutcome(prepared, searched, plan, before, after));
  const result: Omit<OptimizeResult, 'findings'> = {
    version: 1,
    kind: 'optimize',
    scenario: scenarioFacts(scenario, options.seed),
    runs,
    store: {
      today: meanFigures(before.map(storeCounts)),
      recommended: meanFigures(after.map(storeCounts)),
      difference: pairedDifferences(before.map(storeCounts), after.map(storeCounts)),
      breakEvenRoas: storeBreakEven(plans),
      todayByDay: seriesByDay(before),
      recommendedByDay: seriesByDay(after),
    },
    plans,
    ...(prepared.shop === null
      ? {}
      : { shop: shopOutcome(prepared, before, after, { today, recommended: searched.settings }) }),
    solve: solveFacts(prepared, searched),
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
    dailyBudget: limits.dailyBudget,
    minAverageRoas: limits.minAverageRoas,
    minMarginalRoas: set.size === 1 ? (only ?? null) : null,
  };
}

function planOutcome(
  prepared: PreparedScenario,
  searched: SearchedSettings,
  plan: number,
  before: readonly RunResult[],
  after: readonly RunResult[],
): PlanOutcome {
  const resolved = prepared.scenario.plans[plan]!;
  const { settings, wideCurves, nearCurves } = searched;
  const enabled = settings.enabled[plan] === 1;
  const marginalRoas = enabled ? marginalRoasAt(nearCurves[plan]!, settings.bid[plan]!) : 0;
  const today = settingOf(plan, before, resolved);
  const recommended = settingOf(plan, after, {
    bid: settings.bid[plan]!,
    dailyBudget: settings.dailyBudget[plan]!,
    enabled,
  });
  return {
    id: resolved.id,
    name: resolved.name,
    channel: resolved.channel,
    ...(resolved.channel === 'display' ? { bidType: resolved.bidType } : {}),
    group: resolved.group,
    productId: resolved.productId,
    netMargin: resolved.economics.netMargin,
    breakEvenRoas: resolved.economics.breakEvenRoas,
    today,
    recommended,
    difference: pairedDifferences(
      before.map((result) => planCounts(result, plan)),
      after.map((result) => planCounts(result, plan)),
    ),
    marginalRoas,
    reason: reasonOf(
      resolved,
      today,
      recommended,
      marginalRoas,
      marginalToday(wideCurves[plan]!, today, before, plan),
    ),
    curve: responseCurve(wideCurves[plan]!),
  };
}

function settingOf(
  plan: number,
  results: readonly RunResult[],
  setting: { bid: number; dailyBudget: number; enabled: boolean },
): PlanSetting {
  const days = results[0]?.days ?? 0;
  const byDay = <T>(of: (day: number) => T): T[] => Array.from({ length: days }, (_, day) => of(day));
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    bid: setting.bid,
    dailyBudget: setting.dailyBudget,
    enabled: setting.enabled,
    figures: meanFigures(results.map((result) => planCounts(result, plan))),
    qualityByDay: byDay((day) =>
      mean(results.map(({ ledger }) => ledger.displayedQuality[plan * days + day]!)),
    ),
    costPerClickByDay: byDay(
      (day) => meanFigures(results.map((result) => countsAt(result, plan, day))).costPerClick,
    ),
  };
}

/**
 * What the next unit of money would bring in today's setting: where the budget cuts the day, more of the same traffic (the
 * average); else a higher bid (the slope of the curve).
 */
function marginalToday(
  curve: PlanCurve,
  today: PlanSetting,
  before: readonly RunResult[],
  plan: number,
): number {
  if (!today.enabled || today.figures.spend === 0) return 0;
  return lostToBudget(before, plan) > 0.05 ? today.figures.roas : marginalRoasAt(curve, today.bid);
}

function responseCurve(curve: PlanCurve): ResponseCurve {
  const { bid, spend, clicks, orders, revenue } = curve;
  return {
    bid: Array.from(bid),
    spend: Array.from(spend),
    clicks: Array.from(clicks),
    orders: Array.from(orders),
    revenue: Array.from(revenue),
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

const limitNames: Readonly<Record<string, string>> = {
  maxSpend: 'budget',
  minMarginalRoas: 'marginal-roas',
  minAverageRoas: 'average-roas',
  minSpend: 'plan-bounds',
};

function solveFacts(
  prepared: PreparedScenario,
  { solution, rounds, converged }: SearchedSettings,
): OptimizeResult['solve'] {
  const { value, dualBound, gap, proven } = solution.certificate;
  const stores = solution.binding.filter(
    ({ node }) => !prepared.scenario.plans.some(({ id }) => id === node),
  );
  const binding = new Set(stores.map(({ limit }) => limitNames[limit] ?? limit));
  const atBudget = solution.binding.find(({ node, limit }) => node === 'account' && limit === 'maxSpend');
  return {
    rounds,
    converged,
    value,
    dualBound,
    gap,
    proven,
    shadowPriceOfBudget: atBudget?.multiplier ?? 0,
    binding: binding.size > 0 ? [...binding] : ['demand'],
  };
}
