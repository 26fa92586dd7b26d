import type { PlanObservation } from '../../contract/observation.ts';

/** Impressions and clicks of evidence behind a plan's first click-through rate. */
const PRIOR = { impressions: 30, clickThroughRate: 0.03 };

/** Decayed click-through rate as the back office shows it (all positions together). */
export function observedClickThrough({ history }: PlanObservation, decay: number): number {
  let clicks = 0;
  let impressions = 0;
  for (let t = 0; t < history.clicks.length; t++) {
    clicks = clicks * decay + history.clicks[t]!;
    impressions = impressions * decay + history.impressions[t]!;
  }
  return (clicks + PRIOR.clickThroughRate * PRIOR.impressions) / (impressions + PRIOR.impressions);
}

/** What a value a click is worth in the plan's bid unit: itself, or 1000 x click-through of it where impressions are bought. */
export function perBidUnit(plan: PlanObservation, valuePerClick: number): number {
  return plan.bidsFor === 'click' ? valuePerClick : 1000 * observedClickThrough(plan, 0.97) * valuePerClick;
}
