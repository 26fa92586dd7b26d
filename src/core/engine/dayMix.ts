import { emptyDelivery, type CellDelivery } from '../contract/channel.ts';
import { emptyServedDay, hoursOfDay, type ServedDay } from './hours.ts';

/** Working memory of one plan's day: expected deliveries of every cell at every bid of the day. */
export interface DayMix {
  /** Cell by bid group: `cell * groups + group`; grows to the largest plan. */
  readonly deliveries: CellDelivery[];
  readonly costRate: Float64Array;
  /** The hours that are served: the whole day, or `cut`. */
  hours: ServedDay;
  readonly cut: ServedDay;
  /** The whole day of one cell. */
  readonly whole: CellDelivery;
  groups: number;
}

export function emptyDayMix(): DayMix {
  const cut = emptyServedDay();
  return {
    deliveries: [],
    costRate: new Float64Array(hoursOfDay),
    hours: cut,
    cut,
    whole: emptyDelivery(),
    groups: 1,
  };
}

/** Events billed in a delivery. */
export function billedEvents(delivery: CellDelivery, bills: 'click' | 'impression'): number {
  return bills === 'click' ? delivery.clicks : delivery.impressions;
}

/** The whole day of a cell: its bid groups weighted by the traffic they offer. Valid until the next call. */
export function mixWholeDay(mix: DayMix, cell: number, bills: 'click' | 'impression'): CellDelivery {
  const { deliveries, groups, whole } = mix;
  if (groups === 1) return deliveries[cell]!;
  Object.assign(whole, emptyDelivery());
  whole.lowestPrice = Infinity;
  let events = 0;
  let squares = 0;
  for (let g = 0; g < groups; g++) {
    const part = deliveries[cell * groups + g]!;
    const weight = mix.hours.offered[g]!;
    const billed = billedEvents(part, bills);
    whole.opportunities += weight * part.opportunities;
    whole.impressions += weight * part.impressions;
    whole.clicks += weight * part.clicks;
    whole.cost += weight * part.cost;
    whole.rankSum += weight * part.rankSum;
    whole.normalisedImpressions += weight * part.normalisedImpressions;
    if (billed === 0 || weight === 0) continue;
    const price = part.cost / billed;
    events += weight * billed;
    squares += weight * billed * (part.priceVariance + price * price);
    whole.lowestPrice = Math.min(whole.lowestPrice, part.lowestPrice);
    whole.highestPrice = Math.max(whole.highestPrice, part.highestPrice);
  }
  const mean = events > 0 ? whole.cost / events : 0;
  whole.priceVariance = events > 0 ? Math.max(0, squares / events - mean * mean) : 0;
  if (whole.lowestPrice === Infinity) whole.lowestPrice = 0;
  return whole;
}

/** Share of a cell's cost that falls into the hours served. */
export function servedShare(mix: DayMix, cell: number): number {
  let served = 0;
  let offered = 0;
  for (let g = 0; g < mix.groups; g++) {
    const { cost } = mix.deliveries[cell * mix.groups + g]!;
    served += mix.hours.served[g]! * cost;
    offered += mix.hours.offered[g]! * cost;
  }
  return offered > 0 ? Math.min(1, served / offered) : 1;
}

/** Share of the traffic it bids for that the plan is there to serve. */
export function servedTime(mix: DayMix): number {
  let served = 0;
  let offered = 0;
  for (let g = 0; g < mix.groups; g++) {
    if (mix.costRate[g] === 0) continue;
    served += mix.hours.served[g]!;
    offered += mix.hours.offered[g]!;
  }
  return offered > 0 ? Math.min(1, served / offered) : 1;
}

/** Mean conversion factor of a cell's clicks in the hours served. */
export function servedConversion(mix: DayMix, cell: number): number {
  let converting = 0;
  let served = 0;
  for (let g = 0; g < mix.groups; g++) {
    const { clicks, conversion } = mix.deliveries[cell * mix.groups + g]!;
    converting += mix.hours.converting[g]! * clicks * conversion;
    served += mix.hours.served[g]! * clicks;
  }
  return served > 0 ? converting / served : 1;
}
