import { economicsOf } from './economics.ts';
import { foldCreatives } from './foldCreatives.ts';
import { categoryPresets } from './presets.ts';
import { resolveDisplayCells, resolveSearchCells, type PlanPlace } from './resolveCells.ts';
import type { Resolution } from './resolution.ts';
import type { DailySeries, PlanBounds, ResolvedPlan } from './resolved.ts';
import type { Plan } from './schema/plan.ts';
import type { Scenario } from './schema/scenario.ts';
import { largest, multiplySeries } from './series.ts';

/** One plan with its product's economics, presets, creatives and bounds written out. */
export function resolvePlan(
  resolution: Resolution,
  plan: Plan,
  product: Scenario['products'][number],
  productIndex: number,
  place: PlanPlace,
): ResolvedPlan {
  const { scenario, days } = resolution;
  const path = ['plans', place.index];
  const economics = economicsOf(product, scenario.market.category);
  const creatives = foldCreatives(resolution, plan.creatives, [...path, 'creatives'], place.order);
  const categoryRate = categoryPresets[scenario.market.category].conversionRate;
  const conversionRate = multiplySeries(
    days,
    resolution.daily(
      product.conversionRate ?? categoryRate,
      ['products', productIndex, 'conversionRate'],
      place.order,
      categoryRate,
    ),
    resolution.daily(plan.conversionFactor, [...path, 'conversionFactor'], place.order, 1),
    creatives.conversionFactor,
  );
  const bid = resolution.today(plan.bid, [...path, 'bid'], place.order);
  const base = {
    id: plan.id,
    name: plan.name ?? plan.id,
    group: plan.group ?? null,
    productId: plan.product,
    economics,
    bid,
    usualBid: plan.usualBid ?? (plan.enabled ? bid : 0),
    dailyBudget: resolution.today(plan.dailyBudget, [...path, 'dailyBudget'], place.order),
    enabled: plan.enabled,
    pacing: plan.pacing,
    schedule: plan.schedule?.map((percent) => percent / 100) ?? null,
    conversionRate,
    orderToPay: product.orderToPay,
    ...(plan.evidence ? {} : { evidence: false as const }),
    bounds: resolveBounds(resolution, plan, economics.breakEvenRoas),
  };
  const resolved: ResolvedPlan =
    plan.channel === 'search'
      ? {
          ...base,
          channel: 'search',
          cells: resolveSearchCells(resolution, plan, place, bid, creatives),
        }
      : {
          ...base,
          channel: 'display',
          bidType: plan.bidType,
          cells: resolveDisplayCells(resolution, plan, place, bid, creatives),
        };
  checkRates(resolution, resolved, path);
  return resolved;
}

/** Own limits, else the platform's; the ROI limit is the nearest of plan, group and store, else break-even, none without break-even. */
function resolveBounds(resolution: Resolution, plan: Plan, breakEvenRoas: number | null): PlanBounds {
  const { limits, market } = resolution.scenario;
  const own = plan.limits;
  const group = plan.group === undefined ? undefined : resolution.groups.get(plan.group);
  const minMarginalRoas =
    own.minMarginalRoas ?? group?.minMarginalRoas ?? limits.minMarginalRoas ?? breakEvenRoas;
  return {
    minDailyBudget: Math.max(own.minDailyBudget ?? 0, market.minimumDailyBudget),
    maxDailyBudget: own.maxDailyBudget ?? null,
    minBid: Math.max(own.minBid ?? 0, market.minimumBid),
    maxBid: own.maxBid ?? null,
    minAverageRoas: own.minAverageRoas ?? null,
    minMarginalRoas: breakEvenRoas === null ? null : minMarginalRoas,
    ...given(own, ['maxCostPerOrder', 'minSpend', 'maxSpend', 'minOfToday', 'maxOfToday']),
    fixed: own.fixed,
  };
}

/** The fields that are set, by name. */
function given<Name extends string>(
  own: { readonly [K in Name]?: number | undefined },
  names: readonly Name[],
): { [K in Name]?: number } {
  return Object.fromEntries(
    names.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]])),
  ) as {
    [K in Name]?: number;
  };
}

/** Factors multiply; what comes out must still be a probability. */
function checkRates(resolution: Resolution, plan: ResolvedPlan, path: readonly (string | number)[]): void {
  const { days } = resolution;
  for (const cell of plan.cells) {
    const conversion: DailySeries = multiplySeries(days, plan.conversionRate, cell.conversionFactor);
    const rates = [
      ['conversion', largest(conversion)],
      ['click-through', cell.clickThroughRate],
    ] as const;
    for (const [rate, value] of rates)
      if (value > 1) resolution.problem('scenario.rate-above-one', path, { rate, value, cell: cell.id });
  }
}
