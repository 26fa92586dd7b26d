import { log } from '../../math/elementary.ts';
import type { PlanObservation } from '../../contract/observation.ts';

/** Mean log of suggested bid over weight: the level at which bids `exp(level) x weight` start at the market. */
export function startLevel(plans: readonly PlanObservation[], weights: ArrayLike<number>): number {
  let sum = 0;
  let count = 0;
  plans.forEach((plan, i) => {
    const ratio = plan.suggestedBid / weights[i]!;
    if (!(ratio > 0) || ratio === Infinity) return;
    sum += log(ratio);
    count++;
  });
  return count > 0 ? sum / count : 0;
}
