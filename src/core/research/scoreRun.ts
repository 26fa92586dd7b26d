import type { RunResult } from '../engine/result.ts';

/** One run of one strategy in one world, scored. */
export interface RunScore {
  /** Matured revenue of the horizon's clicks as percent of the reference, times min(1, (ROAS/floor)^2). */
  readonly score: number;
  /** The same without the penalty. */
  readonly value: number;
  /** Percent of the reference's own second half. */
  readonly lateHalf: number;
  /** ROAS over the floor; 1 where there is no floor. */
  readonly roasOverFloor: number;
  /** Spend over the budget of all days. */
  readonly spendShare: number;
}

/** A run is a violation when its ROAS is below this share of the floor. */
export const VIOLATION = 0.98;

/**
 * Scores a run (docs/strategies.md, "Score"; the penalty is that of the NeurIPS 2024 auto-bidding competition).
 * @param reference revenue that counts as 100 %, of all days and of the second half: the dual bound
 */
export function scoreRun(
  run: RunResult,
  reference: { readonly all: number; readonly late: number },
  limits: { readonly dailyBudget: number; readonly minAverageRoas: number | null },
): RunScore {
  const { ledger, days, planIds } = run;
  const half = Math.floor(days / 2);
  let revenue = 0;
  let late = 0;
  let spend = 0;
  for (let plan = 0; plan < planIds.length; plan++)
    for (let day = 0; day < days; day++) {
      const row = plan * days + day;
      revenue += ledger.revenue[row]!;
      if (day >= half) late += ledger.revenue[row]!;
      spend += ledger.spend[row]!;
    }
  const { dailyBudget, minAverageRoas: floor } = limits;
  const roasOverFloor = floor === null || floor === 0 || spend === 0 ? 1 : revenue / spend / floor;
  const percent = (amount: number, of: number): number => (of > 0 ? (100 * amount) / of : 0);
  const value = percent(revenue, reference.all);
  return {
    score: value * Math.min(1, roasOverFloor * roasOverFloor),
    value,
    lateHalf: percent(late, reference.late),
    roasOverFloor,
    spendShare: dailyBudget > 0 ? spend / (dailyBudget * days) : 0,
  };
}
