import type { RunResult } from '../engine/result.ts';

/** How a plan stands with the platform: what a back office shows beside clicks and cost. Means over days and runs. */
export interface Delivery {
  /** Impression-weighted rank; null without ranked impressions (display). */
  readonly averageRank: number | null;
  /** Displayed quality 1-10, of the days on which the plan was on. */
  readonly quality: number | null;
  /** Share of the day its money lasted, of the days on which it was on. */
  readonly timeInBudget: number | null;
  /** Impressions lost because the money was gone, of those on offer. */
  readonly lostToBudget: number;
  /** Impressions lost to rank (a bid or quality too low), of those on offer. */
  readonly lostToRank: number;
}

/** The delivery of one plan over all runs. */
export function deliveryOf(runs: readonly RunResult[], plan: number): Delivery {
  const sum = { on: 0, quality: 0, time: 0, ranks: 0, impressions: 0, budget: 0, rank: 0, offered: 0 };
  for (const { ledger, days } of runs)
    for (let at = plan * days; at < (plan + 1) * days; at++) {
      const on = ledger.enabled[at]!;
      sum.on += on;
      sum.quality += on * ledger.displayedQuality[at]!;
      sum.time += on * ledger.timeInBudget[at]!;
      sum.ranks += ledger.rankSum[at]!;
      sum.impressions += ledger.impressions[at]!;
      sum.budget += ledger.lostToBudget[at]!;
      sum.rank += ledger.lostToRank[at]!;
      sum.offered += ledger.opportunities[at]!;
    }
  const share = (part: number): number => (sum.offered > 0 ? part / sum.offered : 0);
  return {
    averageRank: sum.ranks > 0 ? sum.ranks / sum.impressions : null,
    quality: sum.on > 0 ? sum.quality / sum.on : null,
    timeInBudget: sum.on > 0 ? sum.time / sum.on : null,
    lostToBudget: share(sum.budget),
    lostToRank: share(sum.rank),
  };
}
