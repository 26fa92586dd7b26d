import { slopeOrder } from './slopeOrder.ts';

/**
 * A concave frontier as increments from its start, each owned by one plan: what a node of the tree folds.
 * Slopes `value/cost` do not rise from one segment to the next.
 */
export interface Segments {
  /** Spend at the start [money]. */
  readonly startCost: number;
  /** Value at the start. */
  readonly startValue: number;
  /** Spend of each segment [money], > 0. */
  readonly cost: Float64Array;
  /** Value of each segment. */
  readonly value: Float64Array;
  /** Index of the plan each segment belongs to. */
  readonly owner: Int32Array;
}

/** A place on a frontier: before segment `index`, or `share` of the way into it. */
export interface Place {
  readonly index: number;
  /** 0 <= share < 1 */
  readonly share: number;
}

/** Merges concave frontiers into the one of their sum (sup-convolution): all segments by falling slope, ties in order. */
export function mergeSegments(parts: readonly Segments[]): Segments {
  if (parts.length === 1) return parts[0]!;
  const count = parts.reduce((sum, part) => sum + part.cost.length, 0);
  const cost = new Float64Array(count);
  const value = new Float64Array(count);
  const owner = new Int32Array(count);
  let at = 0;
  for (const part of parts) {
    cost.set(part.cost, at);
    value.set(part.value, at);
    owner.set(part.owner, at);
    at += part.cost.length;
  }
  const slope = new Float64Array(count);
  for (let i = 0; i < count; i++) slope[i] = value[i]! / cost[i]!;
  const order = slopeOrder(slope);
  const sorted = {
    cost: new Float64Array(count),
    value: new Float64Array(count),
    owner: new Int32Array(count),
  };
  for (let k = 0; k < count; k++) {
    const i = order[k]!;
    sorted.cost[k] = cost[i]!;
    sorted.value[k] = value[i]!;
    sorted.owner[k] = owner[i]!;
  }
  return {
    startCost: parts.reduce((sum, part) => sum + part.startCost, 0),
    startValue: parts.reduce((sum, part) => sum + part.startValue, 0),
    ...sorted,
  };
}

/** The place where a frontier's spend reaches `spend`; `undefined` beyond its end. The start if `spend` lies before it. */
export function placeOfSpend(segments: Segments, spend: number): Place | undefined {
  let reached = segments.startCost;
  for (let index = 0; index < segments.cost.length; index++) {
    const next = reached + segments.cost[index]!;
    if (next > spend) return { index, share: Math.max(0, (spend - reached) / segments.cost[index]!) };
    reached = next;
  }
  return reached >= spend ? { index: segments.cost.length, share: 0 } : undefined;
}

/** The place where a frontier's value first reaches `value`; `undefined` if it never does. */
export function placeOfValue(segments: Segments, value: number): Place | undefined {
  let reached = segments.startValue;
  for (let index = 0; index < segments.cost.length; index++) {
    if (reached >= value) return { index, share: 0 };
    const next = reached + segments.value[index]!;
    if (next > value) return { index, share: (value - reached) / segments.value[index]! };
    reached = next;
  }
  return reached >= value * (1 - 2 ** -50) ? { index: segments.cost.length, share: 0 } : undefined;
}

/** Highest value of a frontier. */
export function peakValue(segments: Segments): number {
  let peak = segments.startValue;
  for (const gain of segments.value) if (gain > 0) peak += gain;
  return peak;
}

/**
 * The stretch of a frontier on which value >= floor * spend: an interval, because value - floor * spend is concave.
 * `undefined` if there is none; then `bestRoas` of the frontier says how far it is off.
 */
export function roasStretch(segments: Segments, floor: number): { from: Place; to: Place } | undefined {
  const { cost, value } = segments;
  let surplus = segments.startValue - floor * segments.startCost;
  let from: Place | undefined = surplus >= 0 ? { index: 0, share: 0 } : undefined;
  for (let index = 0; index < cost.length; index++) {
    const gain = value[index]! - floor * cost[index]!;
    const next = surplus + gain;
    if (from === undefined && next >= 0) from = { index, share: Math.min(-surplus / gain, 1 - 2 ** -53) };
    if (from !== undefined && next < 0) return { from, to: { index, share: Math.max(0, -surplus / gain) } };
    if (from === undefined && gain <= 0) return undefined;
    surplus = next;
  }
  return from === undefined ? undefined : { from, to: { index: cost.length, share: 0 } };
}

/** Highest value/spend along a frontier: concave, so it is at a vertex. Infinite where something is earned for nothing. */
export function bestRoas(segments: Segments): number {
  let { startCost: spend, startValue: earned } = segments;
  let best = spend > 0 ? earned / spend : earned > 0 ? Infinity : -Infinity;
  for (let index = 0; index < segments.cost.length; index++) {
    spend += segments.cost[index]!;
    earned += segments.value[index]!;
    best = Math.max(best, earned / spend);
  }
  return best;
}

/** Cuts a frontier to what lies between two places; the part before `from` becomes its start. */
export function cutSegments(segments: Segments, from: Place, to: Place): Segments {
  if (from.index === 0 && from.share === 0 && to.index === segments.cost.length) return segments;
  const first = from.index;
  // Nothing between two equal places, not a piece without length: that would end a search for what still earns.
  const empty = first === to.index && to.share <= from.share;
  const end = to.share > 0 && !empty ? to.index + 1 : to.index;
  const cost = segments.cost.slice(first, end);
  const value = segments.value.slice(first, end);
  const scale = (index: number, share: number) => {
    cost[index] = cost[index]! * share;
    value[index] = value[index]! * share;
  };
  if (first === to.index && cost.length > 0) scale(0, to.share - from.share);
  else {
    if (from.share > 0 && cost.length > 0) scale(0, 1 - from.share);
    if (to.share > 0) scale(cost.length - 1, to.share);
  }
  const start = pointAt(segments, from);
  return {
    startCost: start.cost,
    startValue: start.value,
    cost,
    value,
    owner: segments.owner.slice(first, end),
  };
}

/** Spend and value at a place. */
export function pointAt(segments: Segments, place: Place): { cost: number; value: number } {
  let { startCost: cost, startValue: value } = segments;
  for (let index = 0; index < place.index; index++) {
    cost += segments.cost[index]!;
    value += segments.value[index]!;
  }
  if (place.share > 0) {
    cost += place.share * segments.cost[place.index]!;
    value += place.share * segments.value[place.index]!;
  }
  return { cost, value };
}

/** Whether `a` lies at or before `b`. */
export function placeBefore(a: Place, b: Place): boolean {
  return a.index < b.index || (a.index === b.index && a.share <= b.share);
}
