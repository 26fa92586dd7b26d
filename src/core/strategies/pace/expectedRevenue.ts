import type { Observation, PlanObservation } from '../../contract/observation.ts';
import type { ClickValue } from '../shared/clickValues.ts';

/** Spend of all days so far, and its revenue: what is known, plus what the clicks' orders still to come should bring. */
export function expectedRevenue(
  { day, knownShareByAge }: Observation,
  plans: readonly PlanObservation[],
  values: readonly ClickValue[],
  calendar: Observation['calendar'],
): { cost: number; revenue: number } {
  const oldest = knownShareByAge.length - 1;
  const final = knownShareByAge[oldest] ?? 1;
  let cost = 0;
  let revenue = 0;
  plans.forEach(({ history }, i) => {
    let pending = 0;
    for (let t = 0; t < day; t++) {
      cost += history.cost[t]!;
      revenue += history.revenue[t]!;
      pending +=
        history.clicks[t]! *
        (calendar?.conversion[t] ?? 1) *
        (final - knownShareByAge[Math.min(day - 1 - t, oldest)]!);
    }
    revenue += pending * values[i]!.revenue;
  });
  return { cost, revenue };
}
