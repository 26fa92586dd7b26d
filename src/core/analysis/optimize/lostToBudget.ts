import type { RunResult } from '../../engine/result.ts';

/** Share of the impressions a plan could have shown that its budget cut off. */
export function lostToBudget(results: readonly RunResult[], plan: number): number {
  let lost = 0;
  let shown = 0;
  for (const { ledger, days } of results) {
    for (let row = plan * days; row < (plan + 1) * days; row++) {
      lost += ledger.lostToBudget[row]!;
      shown += ledger.impressions[row]!;
    }
  }
  return lost + shown > 0 ? lost / (lost + shown) : 0;
}
