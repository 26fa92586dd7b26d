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
  /** Traffic at each bid factor. */
  readonly offered: Float64Array;
  /** The day when no money is missing. */
  readonly whole: ServedDay;
}

export const hoursOfDay = 24;
/** Bid factors of one day at most: an hour each, and the 0 of hours outside a slot. */
export const mostBids = hoursOfDay + 1;

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

/** Adds what is on offer and what an unlimited budget serves: they do not depend on costs, so they are worked out once. */
export function withWholeDay(hours: Omit<PlanHours, 'offered' | 'whole'>): PlanHours {
  const offered = new Float64Array(hours.factors.length);
  hours.group.forEach((g, hour) => (offered[g]! += hours.traffic[hour]!));
  const whole = emptyServedDay(hours.factors.length);
  serveDay(hours, new Float64Array(hours.factors.length), Infinity, false, whole);
  return { ...hours, offered, whole };
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
}

export function emptyServedDay(groups: number): ServedDay {
  return { served: new Float64Array(groups), converting: new Float64Array(groups) };
}

/**
 * Walks the hours with the money at hand. Standard pacing serves everything until the money is gone; smooth pacing serves the
 * same share of every hour.
 * @param costRate expected cost of a whole day at each bid group [currency]
 * @param money what may be spent today [currency]
 * @returns share of the traffic it pays for that the plan is there to serve
 */
export function serveDay(
  hours: Pick<PlanHours, 'group' | 'traffic' | 'conversion' | 'factors'>,
  costRate: Float64Array,
  money: number,
  smooth: boolean,
  out: ServedDay,
): number {
  const { group, traffic, conversion, factors } = hours;
  if (factors.length === 1 && !smooth) return serveOneBid(hours, costRate[0]!, money, out);
  const { served, converting } = out;
  for (let g = 0; g < factors.length; g++) {
    served[g] = 0;
    converting[g] = 0;
  }
  const whole = smooth ? wholeDayCost(hours, costRate) : 0;
  const even = whole > money ? money / whole : 1;
  let left = smooth ? Infinity : money;
  let there = 0;
  let wanted = 0;
  for (let hour = 0; hour < hoursOfDay; hour++) {
    const g = group[hour]!;
    const offered = traffic[hour]!;
    const cost = offered * costRate[g]!;
    let share = even;
    if (cost !== 0) wanted += offered;
    if (cost > left) {
      if (left === 0) continue;
      share = left / cost;
      // Never below zero by rounding: an hour without cost is served whatever is left.
      left = Math.max(0, left - cost * share);
    } else left -= cost;
    const taken = offered * share;
    if (cost !== 0) there += taken;
    served[g]! += taken;
    converting[g]! += taken * conversion[hour]!;
  }
  return wanted > 0 ? Math.min(1, there / wanted) : 1;
}

/** `serveDay` where all hours have one bid and the money is spent as it comes: the same sums without columns. */
function serveOneBid(
  { traffic, conversion }: Pick<PlanHours, 'traffic' | 'conversion'>,
  costRate: number,
  money: number,
  out: ServedDay,
): number {
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
  out.served[0] = served;
  out.converting[0] = converting;
  return costRate !== 0 && offered > 0 ? Math.min(1, served / offered) : 1;
}
