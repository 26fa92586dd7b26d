import type { PreparedScenario } from '../../engine/prepare.ts';
import type { RunResult } from '../../engine/result.ts';
import { run, type PlanSettings } from '../../engine/run.ts';
import { hold } from '../../strategies/hold.ts';
import type { Counts } from '../figures.ts';
import { planCounts } from '../summarize.ts';
import { bidRange } from './bidGrid.ts';
import { budgetNeeds } from './budgetNeeds.ts';
import { creditedDay } from './credit.ts';
import { creditedRevenue } from './measures.ts';
import { planCurves } from './planCurves.ts';
import { storeBudget } from './solveBids.ts';

/** Settings in expected values, daily budgets against the noise of a day: what a promoter should count on. */
export interface Expected {
  readonly result: RunResult;
  readonly plans: readonly Counts[];
  /** Of the objective a day. */
  readonly worth: number;
  readonly spend: number;
}

/** Expected values of settings on the tier that knows how noise meets budgets. */
export function expectedOf(prepared: PreparedScenario, settings: PlanSettings): Expected {
  const { scenario } = prepared;
  const result = run(prepared, hold, { tier: 'fluid-plus', settings });
  const plans = scenario.plans.map((_, plan) => planCounts(result, plan));
  const sum = (measure: keyof Counts): number => plans.reduce((all, counts) => all + counts[measure], 0);
  const credited = (prepared.shop?.shop.credit ?? null) !== null && scenario.objective === 'profit';
  const {
    plans: own,
    organic,
    lifetime,
  } = credited ? creditedDay(prepared, result) : { plans: sum(scenario.objective), organic: 0, lifetime: 0 };
  return { result, plans, worth: own + organic + lifetime, spend: sum('spend') };
}

/** A change that brings less than this part more is not worth making. */
const WORTH_MAKING = 5e-4;

/**
 * Whether today's settings are to stay: they meet every limit, and in expected values the settings found bring no more than a trifle over
 * them. So an answer is never worse than today's plan under the same model, and the optimum is left alone.
 */
export function staysToday(
  prepared: PreparedScenario,
  settings: { readonly today: PlanSettings; readonly found: PlanSettings },
  expected: { readonly today: Expected; readonly found: Expected },
): boolean {
  const { scenario } = prepared;
  const { today, found } = expected;
  // Credited revenue has no figure of its own to compare.
  if ((prepared.shop?.shop.credit ?? null) !== null && scenario.objective !== 'profit') return false;
  const better =
    scenario.target === undefined
      ? found.worth > today.worth + WORTH_MAKING * Math.abs(today.worth)
      : found.spend < today.spend * (1 - WORTH_MAKING);
  return !better && meetsLimits(prepared, settings.today, today) && lastTickPays(prepared, settings.today);
}

/** Relative slack for sums. */
const SLACK = 1e-9;

function meetsLimits(
  prepared: PreparedScenario,
  settings: PlanSettings,
  { plans: counts, worth, spend }: Expected,
): boolean {
  const { plans, limits, target } = prepared.scenario;
  // Nobody can say that today's plan teaches enough.
  if (limits.explorationShare !== undefined && plans.some(({ evidence }) => evidence === false)) return false;
  const most = (value: number, limit: number | null | undefined): boolean =>
    limit === null || limit === undefined || value <= limit * (1 + SLACK);
  const on = plans.map((_, p) => settings.enabled[p] === 1);
  const ratios = (
    inside: readonly Counts[],
    { minAverageRoas, maxCostPerOrder }: { minAverageRoas: number | null; maxCostPerOrder?: number },
  ): boolean => {
    const sum = (measure: keyof Counts): number => inside.reduce((all, one) => all + one[measure], 0);
    return (
      most((minAverageRoas ?? 0) * sum('spend'), sum('revenue')) &&
      (maxCostPerOrder === undefined || most(sum('spend'), maxCostPerOrder * sum('orders')))
    );
  };
  // Fixed plans hold what they need of the store's budget, as in `planBudgets`.
  const needs = plans.some(({ bounds }) => bounds.fixed) ? budgetNeeds(prepared, settings) : null;
  const caps = plans.reduce((sum, { bounds }, p) => {
    const cap = settings.dailyBudget[p]!;
    return sum + (on[p]! ? (bounds.fixed ? Math.min(cap, needs![p]!) : cap) : 0);
  }, 0);
  const budget = storeBudget(prepared.scenario);
  const store =
    most(spend, budget) &&
    (limits.enforceDailyBudget || limits.openBudget === true || most(caps, limits.dailyBudget)) &&
    ratios(counts, limits) &&
    (target === undefined || worth >= target * (1 - SLACK));
  const groups = limits.groups.every((group) => {
    const inside = counts.filter((_, p) => plans[p]!.group === group.id);
    return (
      most(
        inside.reduce((sum, one) => sum + one.spend, 0),
        group.dailyBudget,
      ) && ratios(inside, group)
    );
  });
  return (
    store &&
    groups &&
    plans.every(({ bounds }, p) => {
      if (bounds.fixed) return true;
      const own = counts[p]!;
      if (own.spend < (bounds.minSpend ?? 0) || (bounds.minOfToday ?? 0) > 1) return false;
      if (!on[p]!) return true;
      const { low, high } = bidRange(prepared, p);
      const bid = settings.bid[p]!;
      const cap = settings.dailyBudget[p]!;
      return (
        bid >= low &&
        bid <= high &&
        cap >= bounds.minDailyBudget &&
        most(cap, bounds.maxDailyBudget) &&
        most(own.spend, bounds.maxSpend) &&
        (bounds.maxOfToday ?? 1) >= 1 &&
        ratios([own], bounds)
      );
    })
  );
}

/** Whether the last tick of every bid that may move returns what the plan's ROI limit asks. */
function lastTickPays(prepared: PreparedScenario, { bid, enabled }: PlanSettings): boolean {
  const { plans, market } = prepared.scenario;
  const below = plans.map((_, p) => Math.max(market.minimumBid, bid[p]! - market.bidTick));
  const grid = plans.map((_, p) => Float64Array.of(below[p]!, bid[p]!));
  const curves = planCurves(prepared, grid, { bid, enabled });
  return plans.every(({ bounds }, p) => {
    if (bounds.fixed || enabled[p] !== 1) return true;
    if (bounds.minMarginalRoas === null) return false;
    const { spend } = curves[p]!;
    const revenue = creditedRevenue(curves[p]!);
    return revenue[1]! - revenue[0]! >= bounds.minMarginalRoas * (spend[1]! - spend[0]!);
  });
}
