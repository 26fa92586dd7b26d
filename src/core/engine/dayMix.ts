import { emptyDelivery, type CellDelivery } from '../contract/channel.ts';
import { deliveryBlock, readDelivery, type DeliveryBlock } from '../contract/deliveryBlock.ts';
import { emptyServedDay, mostBids, type PlanHours, type ServedDay } from './hours.ts';

/** Working memory of one plan's day: expected deliveries of every cell at every bid of the day. */
export interface DayMix {
  /** Place `cell * groups + group`; grows to the largest plan. */
  deliveries: DeliveryBlock;
  readonly costRate: Float64Array;
  /** The hours that are served: the whole day, or `cut`. */
  hours: ServedDay;
  readonly cut: ServedDay;
  /** Traffic on offer, by bid group. */
  offered: Float64Array;
  /** The whole day of one cell. */
  readonly whole: CellDelivery;
  groups: number;
}

export function emptyDayMix(): DayMix {
  const cut = emptyServedDay(mostBids);
  return {
    deliveries: deliveryBlock(mostBids),
    costRate: new Float64Array(mostBids),
    hours: cut,
    cut,
    offered: cut.served,
    whole: emptyDelivery(),
    groups: 1,
  };
}

/** Makes room for a plan's cells. */
export function openMix(mix: DayMix, cells: number, { offered, whole }: PlanHours): void {
  const groups = offered.length;
  mix.groups = groups;
  mix.offered = offered;
  mix.hours = whole;
  if (mix.deliveries.cost.length < cells * groups) mix.deliveries = deliveryBlock(2 * cells * groups);
  for (let g = 0; g < groups; g++) mix.costRate[g] = 0;
}

/** Events billed in a delivery. */
export function billedEvents(delivery: CellDelivery, bills: 'click' | 'impression'): number {
  return bills === 'click' ? delivery.clicks : delivery.impressions;
}

/** One figure of a cell's whole day: its bid groups weighted by the traffic they offer. */
function mixed({ groups, offered }: DayMix, cell: number, column: Float64Array): number {
  if (groups === 1) return column[cell]!;
  let sum = 0;
  for (let g = 0, at = cell * groups; g < groups; g++, at++) sum += offered[g]! * column[at]!;
  return sum;
}

/** The whole day of a cell. Valid until the next call. */
export function mixWholeDay(mix: DayMix, cell: number, bills: 'click' | 'impression'): CellDelivery {
  const { deliveries, groups, whole, offered } = mix;
  readDelivery(deliveries, cell * groups, whole);
  if (groups === 1) return whole;
  whole.opportunities = mixed(mix, cell, deliveries.opportunities);
  whole.impressions = mixed(mix, cell, deliveries.impressions);
  whole.clicks = mixed(mix, cell, deliveries.clicks);
  whole.cost = mixed(mix, cell, deliveries.cost);
  whole.rankSum = mixed(mix, cell, deliveries.rankSum);
  whole.normalisedImpressions = mixed(mix, cell, deliveries.normalisedImpressions);
  const billedColumn = bills === 'click' ? deliveries.clicks : deliveries.impressions;
  let events = 0;
  let squares = 0;
  let lowest = Infinity;
  let highest = 0;
  for (let g = 0, at = cell * groups; g < groups; g++, at++) {
    const weight = offered[g]!;
    const billed = billedColumn[at]!;
    if (billed === 0 || weight === 0) continue;
    const price = deliveries.cost[at]! / billed;
    events += weight * billed;
    squares += weight * billed * (deliveries.priceVariance[at]! + price * price);
    lowest = Math.min(lowest, deliveries.lowestPrice[at]!);
    highest = Math.max(highest, deliveries.highestPrice[at]!);
  }
  const mean = events > 0 ? whole.cost / events : 0;
  whole.priceVariance = events > 0 ? Math.max(0, squares / events - mean * mean) : 0;
  whole.lowestPrice = lowest === Infinity ? 0 : lowest;
  whole.highestPrice = highest;
  return whole;
}

/** Mean conversion factor of a cell's clicks in the hours served. */
export function servedConversion({ deliveries, groups, hours }: DayMix, cell: number): number {
  const { clicks, conversion } = deliveries;
  const { served, converting } = hours;
  let converted = 0;
  let clicked = 0;
  for (let g = 0, at = cell * groups; g < groups; g++, at++) {
    converted += converting[g]! * clicks[at]! * conversion[at]!;
    clicked += served[g]! * clicks[at]!;
  }
  return clicked > 0 ? converted / clicked : 1;
}

/** What a cell's day is in the hours served. Reused as an out-parameter. */
export interface ServedCell {
  /** Share of its cost. */
  share: number;
  /** As `servedConversion`. */
  conversion: number;
}

/** Both figures of a cell whose day is cut, in one walk over its bids. */
export function readServed(
  { deliveries, groups, offered, hours }: DayMix,
  cell: number,
  out: ServedCell,
): void {
  const { cost, clicks, conversion } = deliveries;
  const { served, converting } = hours;
  let paid = 0;
  let whole = 0;
  let converted = 0;
  let clicked = 0;
  for (let g = 0, at = cell * groups; g < groups; g++, at++) {
    const there = served[g]!;
    const charged = cost[at]!;
    const clicksHere = clicks[at]!;
    paid += there * charged;
    whole += offered[g]! * charged;
    converted += converting[g]! * clicksHere * conversion[at]!;
    clicked += there * clicksHere;
  }
  out.share = whole > 0 ? Math.min(1, paid / whole) : 1;
  out.conversion = clicked > 0 ? converted / clicked : 1;
}
