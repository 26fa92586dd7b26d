import type { BidFactors } from '../contract/channel.ts';
import { log } from '../math/elementary.ts';
import type { ResolvedPlan, ResolvedScenario } from '../scenario/resolved.ts';

/**
 * A plan's day in hours of like bid. Hours with the same bid factor share one evaluation of the market; `group` says
 * which. Traffic sums to 1; conversion has a traffic-weighted mean of 1 over the whole day.
 */
export interface PlanHours {
  /** Distinct bid factors; 1 alone where the plan has no schedule. */
  readonly factors: Float64Array;
  /** The same, as markets take them. */
  readonly bids: BidFactors;
  /** Index into `factors` by hour. */
  readonly group: Uint8Array;
  readonly traffic: Float64Array;
  readonly conversion: Float64Array;
  /** The day when no money is missing. */
  readonly whole: ServedDay;
}

export const hoursOfDay = 24;

export function planHours(plan: ResolvedPlan, hours: ResolvedScenario['market']['hours']): PlanHours {
  const total = hours.traffic.reduce((sum, weight) => sum + weight, 0);
  const traffic = Float64Array.from(hours.traffic, (weight) => (total > 0 ? weight / total : 1 / hoursOfDay));
  const mean = hours.conversion.reduce((sum, weight, hour) => sum + weight * traffic[hour]!, 0);
  const conversion = Float64Array.from(hours.conversion, (weight) => (mean > 0 ? weight / mean : 1));
  const schedule = plan.schedule ?? new Array<number>(hoursOfDay).fill(1);
  const factors = [...new Set(schedule)].sort((a, b) => a - b);
  return withWholeDay({
    ...bidFactors(Float64Array.from(factors)),
    group: Uint8Array.from(schedule, (factor) => factors.indexOf(factor)),
    traffic,
    conversion,
  });
}

/** Bid factors of a plan's groups of hours. */
export function bidFactors(factors: Float64Array): Pick<PlanHours, 'factors' | 'bids'> {
  return { factors, bids: { values: factors, logs: factors.map(log) } };
}

/** Adds what an unlimited budget serves: it does not depend on costs, so it is worked out once. */
export function withWholeDay(hours: Omit<PlanHours, 'whole'>): PlanHours {
  const whole = emptyServedDay();
  serveDay(hours, new Float64Array(hoursOfDay), Infinity, false, whole);
  return { ...hours, whole };
}

/** Expected cost of the whole day [currency]. @param costRate by bid group */
export function wholeDayCost(
  { traffic, group }: Pick<PlanHours, 'traffic' | 'group'>,
  costRate: Float64Array,
): number {
  let cost = 0;
  for (let hour = 0; hour < hoursOfDay; hour++) cost += traffic[hour]! * costRate[group[hour]!]!;
  return cost;
}

/** What part of the day is served before the money is gone. Reused as an out-parameter. */
export interface ServedDay {
  /** Traffic served, by bid group. */
  readonly served: Float64Array;
  /** Conversion-weighted traffic served, by bid group. */
  readonly converting: Float64Array;
  /** Traffic on offer, by bid group. */
  readonly offered: Float64Array;
}

export function emptyServedDay(): ServedDay {
  return {
    served: new Float64Array(hoursOfDay),
    converting: new Float64Array(hoursOfDay),
    offered: new Float64Array(hoursOfDay),
  };
}

/**
 * Walks the hours with the money at hand. Standard pacing serves everything until the money is gone; smooth pacing serves the
 * same share of every hour.
 * @param costRate expected cost of a whole day at each bid group [currency]
 * @param money what may be spent today [currency]
 */
export function serveDay(
  hours: Omit<PlanHours, 'whole'>,
  costRate: Float64Array,
  money: number,
  smooth: boolean,
  out: ServedDay,
): void {
  const { group, traffic, conversion, factors } = hours;
  if (factors.length === 1 && !smooth) return serveOneBid(hours, costRate[0]!, money, out);
  for (let g = 0; g < factors.length; g++) {
    out.served[g] = 0;
    out.converting[g] = 0;
    out.offered[g] = 0;
  }
  const whole = smooth ? wholeDayCost(hours, costRate) : 0;
  const even = whole > money ? money / whole : 1;
  let left = money;
  for (let hour = 0; hour < hoursOfDay; hour++) {
    const g = group[hour]!;
    const offered = traffic[hour]!;
    const cost = offered * costRate[g]!;
    const share = smooth ? even : cost > left ? left / cost : 1;
    // Never below zero by rounding: an hour without cost is served whatever is left.
    left = Math.max(0, left - cost * share);
    out.offered[g]! += offered;
    if (share === 0) continue;
    const served = offered * share;
    out.served[g]! += served;
    out.converting[g]! += served * conversion[hour]!;
  }
}

/** `serveDay` where all hours have one bid and the money is spent as it comes: the same sums without columns. */
function serveOneBid(
  { traffic, conversion }: Omit<PlanHours, 'whole'>,
  costRate: number,
  money: number,
  out: ServedDay,
): void {
  let offered = 0;
  let served = 0;
  let converting = 0;
  let left = money;
  for (let hour = 0; hour < hoursOfDay; hour++) {
    const cost = traffic[hour]! * costRate;
    const share = cost > left ? left / cost : 1;
    left = Math.max(0, left - cost * share);
    const now = traffic[hour]! * share;
    offered += traffic[hour]!;
    served += now;
    converting += now * conversion[hour]!;
  }
  out.offered[0] = offered;
  out.served[0] = served;
  out.converting[0] = converting;
}
