import type { Observation } from '../../contract/observation.ts';

/** The store's figures of all days so far; revenue as far as known. */
export function storeTotals({ plans }: Observation): { cost: number; revenue: number } {
  let cost = 0;
  let revenue = 0;
  for (const { history } of plans)
    for (let t = 0; t < history.cost.length; t++) {
      cost += history.cost[t]!;
      revenue += history.revenue[t]!;
    }
  return { cost, revenue };
}

/** Whether the known revenue is below the store's ROAS floor so far. */
export function belowFloor(observation: Observation): boolean {
  const { minAverageRoas } = observation.limits;
  if (minAverageRoas === null) return false;
  const { cost, revenue } = storeTotals(observation);
  return cost > 0 && revenue < minAverageRoas * cost;
}
