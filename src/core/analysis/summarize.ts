import type { RunResult } from '../engine/result.ts';
import { figuresOf, type Counts, type Figures } from './figures.ts';

const nothing: Counts = { spend: 0, impressions: 0, clicks: 0, orders: 0, revenue: 0, profit: 0 };

function add(a: Counts, b: Counts): Counts {
  return {
    spend: a.spend + b.spend,
    impressions: a.impressions + b.impressions,
    clicks: a.clicks + b.clicks,
    orders: a.orders + b.orders,
    revenue: a.revenue + b.revenue,
    profit: a.profit + b.profit,
  };
}

function scale(counts: Counts, factor: number): Counts {
  return {
    spend: counts.spend * factor,
    impressions: counts.impressions * factor,
    clicks: counts.clicks * factor,
    orders: counts.orders * factor,
    revenue: counts.revenue * factor,
    profit: counts.profit * factor,
  };
}

/** The counts of one plan on one day. */
export function countsAt({ ledger, days }: RunResult, plan: number, day: number): Counts {
  const row = plan * days + day;
  return {
    spend: ledger.spend[row]!,
    impressions: ledger.impressions[row]!,
    clicks: ledger.clicks[row]!,
    orders: ledger.orders[row]!,
    revenue: ledger.revenue[row]!,
    profit: ledger.profit[row]!,
  };
}

/** Daily mean counts of one plan over the horizon. */
export function planCounts(run: RunResult, plan: number): Counts {
  let sum = nothing;
  for (let day = 0; day < run.days; day++) sum = add(sum, countsAt(run, plan, day));
  return scale(sum, 1 / run.days);
}

/** Daily mean counts of the store: the sum over plans in id order. */
export function storeCounts(run: RunResult): Counts {
  return run.planIds.reduce((sum, _, plan) => add(sum, planCounts(run, plan)), nothing);
}

/** The store's counts of one day. */
export function storeCountsAt(run: RunResult, day: number): Counts {
  return run.planIds.reduce((sum, _, plan) => add(sum, countsAt(run, plan, day)), nothing);
}

/** Mean of counts over runs. */
export function meanCounts(counts: readonly Counts[]): Counts {
  return scale(counts.reduce(add, nothing), 1 / Math.max(1, counts.length));
}

/** Figures of the mean counts over runs; ratios are ratios of means. */
export function meanFigures(counts: readonly Counts[]): Figures {
  return figuresOf(meanCounts(counts));
}
