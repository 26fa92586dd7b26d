import type { RunResult } from '../engine/result.ts';

/** Share of the day a plan's money lasted: mean over runs and the days on which it was on; null where it never was. */
export function timeInBudget(runs: readonly RunResult[], plan: number): number | null {
  let on = 0;
  let time = 0;
  for (const { ledger, days } of runs)
    for (let at = plan * days; at < (plan + 1) * days; at++) {
      on += ledger.enabled[at]!;
      time += ledger.enabled[at]! * ledger.timeInBudget[at]!;
    }
  return on > 0 ? time / on : null;
}
