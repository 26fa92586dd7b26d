import type { Observation, PlanObservation } from '../../contract/observation.ts';

/** What a plan's clicks have shown so far, older days weighing less. */
export interface Evidence {
  /** Clicks, each counted by the share of its orders that is known by now. */
  readonly maturedClicks: number;
  readonly orders: number;
  /** [currency] */
  readonly revenue: number;
}

/**
 * Sums over days so far; a day weighs `decay` of the next one's.
 * @param conversion known factor of each day: a click at twice the conversion is evidence like two
 */
export function decayedSums(
  { day, knownShareByAge }: Observation,
  { history }: PlanObservation,
  decay: number,
  conversion?: ArrayLike<number>,
): Evidence {
  const oldest = knownShareByAge.length - 1;
  let maturedClicks = 0;
  let orders = 0;
  let revenue = 0;
  for (let t = 0; t < day; t++) {
    maturedClicks =
      maturedClicks * decay +
      history.clicks[t]! * (conversion?.[t] ?? 1) * knownShareByAge[Math.min(day - 1 - t, oldest)]!;
    orders = orders * decay + history.orders[t]!;
    revenue = revenue * decay + history.revenue[t]!;
  }
  return { maturedClicks, orders, revenue };
}
