import type { PreparedScenario } from '../../engine/prepare.ts';
import type { RunResult } from '../../engine/result.ts';
import type { PlanOutcome, PlanSetting, ResponseCurve } from '../optimizeResult.ts';
import { pairedDifferences } from '../pairedInterval.ts';
import { countsAt, meanFigures, planCounts } from '../summarize.ts';
import { lostToBudget } from './lostToBudget.ts';
import { marginalRoasAt, type PlanCurve } from './planCurves.ts';
import { reasonOf } from './reasonOf.ts';
import type { SearchedSettings } from './searchSettings.ts';

/** One plan today and as recommended, over the same random numbers, and why. */
export function planOutcome(
  prepared: PreparedScenario,
  searched: SearchedSettings,
  plan: number,
  before: readonly RunResult[],
  after: readonly RunResult[],
): PlanOutcome {
  const resolved = prepared.scenario.plans[plan]!;
  const { settings, wideCurves, nearCurves, problem, solution } = searched;
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
    reason: reasonOf(resolved, today, recommended, {
      marginalRoas: enabled ? marginalRoas : firstRoas(wideCurves[plan]!),
      marginalRoasToday: marginalToday(wideCurves[plan]!, today, before, plan),
      refusedBudget:
        problem.off[plan] === 1 || (!enabled && solution.bid[plan]! > 0)
          ? resolved.bounds.minDailyBudget
          : null,
    }),
    curve: responseCurve(wideCurves[plan]!),
  };
}

/** The best return of any bid: where frontiers are concave, that of the first money. */
function firstRoas({ spend, revenue }: PlanCurve): number {
  let best = 0;
  for (let place = 0; place < spend.length; place++)
    if (spend[place]! > 0) best = Math.max(best, revenue[place]! / spend[place]!);
  return best;
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
