import { rankBuckets } from '../../contract/rankBuckets.ts';
import type { CellColumn, CellTotals } from '../../engine/cellTotals.ts';
import type { PreparedScenario } from '../../engine/prepare.ts';
import type { RunResult } from '../../engine/result.ts';
import type { Counts } from '../figures.ts';

/** Counts of a plan, keyword or audience, and where its ads stood; daily means. */
export interface DeliveryFigures extends Counts {
  /** Searches or impressions on offer [1/day]. */
  readonly opportunities: number;
  /** Mean rank of impressions, 1 = first; null where ranks mean nothing or nothing was shown. */
  readonly averagePosition: number | null;
  /** Impressions by rank bucket [1/day], in the order of contract/rankBuckets.ts; null where ranks mean nothing. */
  readonly impressionsByRank: readonly number[] | null;
  /** Share of the opportunities that the budget, and the rank, kept from being impressions. */
  readonly lostToBudget: number;
  readonly lostToRank: number;
  /** Quality ratio, 1 = peers; weighted by opportunities. */
  readonly quality: number;
}

/** Some cells of one plan, by their place in flat cell arrays. */
export interface CellGroup {
  readonly plan: number;
  readonly cells: readonly number[];
}

/** All cells of a plan. */
export function cellsOfPlan({ cellStart }: PreparedScenario, plan: number): CellGroup {
  const from = cellStart[plan]!;
  return { plan, cells: Array.from({ length: cellStart[plan + 1]! - from }, (_, c) => from + c) };
}

/** Daily means of some cells over runs that kept cell totals. */
export function deliveryFigures(
  prepared: PreparedScenario,
  runs: readonly RunResult[],
  { plan, cells }: CellGroup,
): DeliveryFigures {
  const days = runs.length * prepared.scenario.days;
  const mean = (pick: (totals: CellTotals, cell: number) => number): number => {
    let total = 0;
    for (const { cells: totals } of runs) for (const cell of cells) total += pick(totals!, cell);
    return total / days;
  };
  const column = (name: CellColumn): number => mean((totals, cell) => totals[name][cell]!);
  const opportunities = column('opportunities');
  const impressions = column('impressions');
  const share = (part: number): number => (opportunities > 0 ? part / opportunities : 0);
  const ranked = prepared.markets[plan]!.rankShares !== undefined;
  return {
    opportunities,
    impressions,
    clicks: column('clicks'),
    spend: column('spend'),
    orders: column('attributedOrders'),
    revenue: column('revenue'),
    profit: column('profit'),
    averagePosition: ranked && impressions > 0 ? column('rankSum') / impressions : null,
    impressionsByRank: ranked
      ? rankBuckets.map((_, bucket) => mean(({ ranks }, cell) => ranks[cell * rankBuckets.length + bucket]!))
      : null,
    lostToBudget: share(column('lostToBudget')),
    lostToRank: share(column('lostToRank')),
    quality: opportunities > 0 ? column('qualitySum') / opportunities : 1,
  };
}
