import type { Observation, PlanObservation } from '../../contract/observation.ts';

/** A plan's last day: what it spent, and what it would have spent with money left. */
export interface Yesterday {
  readonly clicks: number;
  readonly impressions: number;
  /** [currency] */
  readonly cost: number;
  /** [currency] as if no budget had cut the day. */
  readonly uncappedCost: number;
  readonly uncappedClicks: number;
  /** [currency] known by now. */
  readonly revenue: number;
}

/** The last day's figures of a plan; all 0 on the first morning. */
export function yesterdayOf(observation: Observation, { history }: PlanObservation): Yesterday {
  const t = observation.day - 1;
  if (t < 0) return { clicks: 0, impressions: 0, cost: 0, uncappedCost: 0, uncappedClicks: 0, revenue: 0 };
  const impressions = history.impressions[t]!;
  const cost = history.cost[t]!;
  const clicks = history.clicks[t]!;
  const scale = impressions > 0 ? (impressions + history.impressionsLostToBudget[t]!) / impressions : 1;
  return {
    clicks,
    impressions,
    cost,
    uncappedCost: cost * scale,
    uncappedClicks: clicks * scale,
    revenue: history.revenue[t]!,
  };
}
