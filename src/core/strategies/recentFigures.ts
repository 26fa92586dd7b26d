import type { Observation, PlanObservation } from '../contract/observation.ts';

/** A plan's figures of the last days, orders corrected for those still to come. */
export interface RecentFigures {
  readonly impressions: number;
  readonly clicks: number;
  readonly cost: number;
  /** Clicks weighted by the share of their orders that is known by now: the denominator of an unbiased conversion rate. */
  readonly maturedClicks: number;
  /** Spend weighted likewise: the denominator of an unbiased ROAS. */
  readonly maturedCost: number;
  readonly orders: number;
  readonly revenue: number;
}

/**
 * Sums of the last `window` days with exponential weights. Orders of recent click days have partly not arrived; dividing by
 * matured clicks instead of clicks keeps rates unbiased (Chapelle 2014's delay model, at the level of sums).
 * @param retention weight of a day relative to the day after it, 1 = plain sums
 */
export function recentFigures(
  observation: Observation,
  plan: PlanObservation,
  window: number,
  retention: number,
): RecentFigures {
  const { history } = plan;
  const { day, knownShareByAge } = observation;
  const sums = {
    impressions: 0,
    clicks: 0,
    cost: 0,
    maturedClicks: 0,
    maturedCost: 0,
    orders: 0,
    revenue: 0,
  };
  let weight = 1;
  for (let t = day - 1; t >= Math.max(0, day - window); t--) {
    const age = Math.min(day - 1 - t, knownShareByAge.length - 1);
    const known = knownShareByAge[age]!;
    sums.impressions += weight * history.impressions[t]!;
    sums.clicks += weight * history.clicks[t]!;
    sums.cost += weight * history.cost[t]!;
    sums.maturedClicks += weight * known * history.clicks[t]!;
    sums.maturedCost += weight * known * history.cost[t]!;
    sums.orders += weight * history.orders[t]!;
    sums.revenue += weight * history.revenue[t]!;
    weight *= retention;
  }
  return sums;
}
