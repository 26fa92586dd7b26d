import { CompensatedSum } from '../math/sum.ts';
import { certificateOf, type Certificate } from './certificate.ts';

/** Concave frontiers of very many plans, segments of each in falling slope, side by side in two arrays. */
export interface SegmentTable {
  /** Segments a plan; plan i owns [i * segments, (i + 1) * segments). */
  readonly segments: number;
  /** Spend of each segment [money], >= 0; 0 pads plans with fewer. */
  readonly cost: Float64Array;
  /** Value of each segment. */
  readonly value: Float64Array;
}

export interface SegmentAllocation {
  /** Spend of each plan [money]. */
  readonly spend: Float64Array;
  readonly totalSpend: number;
  /** Value per money at which the next unit would be spent; 0 if nothing holds it back. */
  readonly price: number;
  readonly binding: 'budget' | 'minAverageRoas' | undefined;
  readonly certificate: Certificate;
}

interface Limits {
  readonly budget: number;
  readonly floor: number;
}

/** Slopes between which the threshold lies. */
interface Band {
  readonly low: number;
  readonly high: number;
}

/**
 * Exact optimum of max value s.t. spend <= budget and value >= floor * spend, for a million plans in some tens of
 * milliseconds: no sort of all segments.
 *
 * Samples of plans give a narrow band of slopes around the threshold; one pass over all plans sums what lies above the
 * band and collects what lies inside it, among which selection finds the threshold. If it was outside the band (seldom),
 * all segments are collected, so the result never depends on luck.
 */
export function allocateSegments(
  table: SegmentTable,
  budget = Infinity,
  minAverageRoas = 0,
): SegmentAllocation {
  const plans = table.cost.length / table.segments;
  const spend = new Float64Array(plans);
  let band: Band = { low: 0, high: Infinity };
  const limits = { budget, floor: minAverageRoas };
  for (const sample of [2 ** 11, 2 ** 16]) {
    const stride = Math.floor(plans / sample);
    if (stride > 3)
      band = sampleBand(table, stride, { budget: budget / stride, floor: minAverageRoas }, band);
  }
  let pass = passOver(table, 1, band, spend);
  let filled = fillBand(table, pass, limits, band);
  if (filled === undefined) {
    band = { low: 0, high: Infinity };
    pass = passOver(table, 1, band, spend);
    filled = fillBand(table, pass, limits, band)!;
  }
  const give = (k: number, share: number) => {
    const segment = pass.inside[k]!;
    spend[Math.floor(segment / table.segments)]! += share * table.cost[segment]!;
  };
  for (let k = 0; k < filled.whole; k++) give(k, 1);
  if (filled.share > 0) give(filled.whole, filled.share);
  return { spend, ...conclusion(filled, limits) };
}

interface Pass {
  /** Sums and number of the segments above the band. */
  readonly cost: number;
  readonly value: number;
  readonly count: number;
  /** Segments inside the band, in no order. */
  readonly inside: Uint32Array;
}

/** Sums above the band and collects inside it, over every `stride`-th plan; `spend` takes the sums of each plan. */
function passOver(
  { segments, cost, value }: SegmentTable,
  stride: number,
  { low, high }: Band,
  spend?: Float64Array,
): Pass {
  const [costs, values] = [new CompensatedSum(), new CompensatedSum()];
  let inside = new Uint32Array(2 ** 12);
  let count = 0;
  let above = 0;
  const plans = cost.length / segments;
  for (let block = 0; block < plans; block += stride * BLOCK) {
    let [blockCost, blockValue] = [0, 0];
    const stop = Math.min(plans, block + stride * BLOCK);
    for (let plan = block; plan < stop; plan += stride) {
      const end = (plan + 1) * segments;
      let segment = plan * segments;
      let spent = 0;
      // Products, not quotients: a division costs more than the rest of the loop.
      while (segment < end && value[segment]! > high * cost[segment]!) {
        spent += cost[segment]!;
        blockValue += value[segment]!;
        segment++;
      }
      above += segment - plan * segments;
      blockCost += spent;
      if (spend !== undefined) spend[plan] = spent;
      while (segment < end && value[segment]! > low * cost[segment]!) {
        if (count === inside.length) inside = grown(inside);
        inside[count++] = segment++;
      }
    }
    costs.add(blockCost);
    values.add(blockValue);
  }
  return { cost: costs.value, value: values.value, count: above, inside: inside.subarray(0, count) };
}

const BLOCK = 1024;

function grown(list: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(list.length * 2);
  larger.set(list);
  return larger;
}

interface Filled {
  readonly cost: number;
  readonly value: number;
  /** The first `whole` segments of the band are taken whole, and `share` of the next. */
  readonly whole: number;
  readonly share: number;
  readonly price: number;
  /** Sums of whole segments, for the bound. */
  readonly wholeCost: number;
  readonly wholeValue: number;
  readonly binding: 'budget' | 'minAverageRoas' | undefined;
}

/**
 * Finds where a limit stops the band's segments in falling slope, by weighted quickselect: `pass.inside` is partitioned
 * so that the segments taken come first. `undefined` if the limit stops outside the band.
 */
function fillBand(
  table: SegmentTable,
  pass: Pass,
  { budget, floor }: Limits,
  band: Band,
): Filled | undefined {
  if (pass.cost > budget || pass.value < floor * pass.cost) return undefined;
  const { inside } = pass;
  const { cost, value } = table;
  let [spent, earned] = [pass.cost, pass.value];
  let [from, to] = [0, inside.length];
  while (to - from > SORTED) {
    const middle = partition(table, inside, from, to);
    let [c, v] = [0, 0];
    for (let k = from; k < middle; k++) {
      c += cost[inside[k]!]!;
      v += value[inside[k]!]!;
    }
    if (spent + c > budget || earned + v < floor * (spent + c)) to = middle;
    else [from, spent, earned] = [middle, spent + c, earned + v];
  }
  const slope = (segment: number) => value[segment]! / cost[segment]!;
  inside.subarray(from, to).sort((a, b) => slope(b) - slope(a) || a - b);
  for (let k = from; k < to; k++) {
    const [dc, dv] = [cost[inside[k]!]!, value[inside[k]!]!];
    const byBudget = (budget - spent) / dc;
    const byFloor =
      earned + dv < floor * (spent + dc) ? (earned - floor * spent) / (floor * dc - dv) : Infinity;
    const share = Math.max(0, Math.min(byBudget, byFloor));
    if (share < 1) {
      const binding = byFloor < byBudget ? 'minAverageRoas' : 'budget';
      const [cost, value] = [spent + share * dc, earned + share * dv];
      return { cost, value, whole: k, share, price: dv / dc, wholeCost: spent, wholeValue: earned, binding };
    }
    spent += dc;
    earned += dv;
  }
  if (to < inside.length) return stoppedBetween(table, inside, to, spent, earned, floor, budget);
  if (band.low > 0) return undefined;
  const whole = { whole: to, share: 0, price: 0, wholeCost: spent, wholeValue: earned };
  return { cost: spent, value: earned, ...whole, binding: undefined };
}

/** Ranges up to this long are sorted. */
const SORTED = 32;

/** Rounding let the last range pass whole, so the limit stops exactly before the steepest of the rest. */
function stoppedBetween(
  { cost, value }: SegmentTable,
  inside: Uint32Array,
  whole: number,
  spent: number,
  earned: number,
  floor: number,
  budget: number,
): Filled {
  let price = 0;
  for (const segment of inside.subarray(whole)) price = Math.max(price, value[segment]! / cost[segment]!);
  const binding = earned - floor * spent < price * (budget - spent) ? 'minAverageRoas' : 'budget';
  return {
    cost: spent,
    value: earned,
    whole,
    share: 0,
    price,
    wholeCost: spent,
    wholeValue: earned,
    binding,
  };
}

/** Puts the steeper segments of a range first; returns where the others begin, strictly inside the range. */
function partition({ cost, value }: SegmentTable, inside: Uint32Array, from: number, to: number): number {
  const slope = (k: number) => value[inside[k]!]! / cost[inside[k]!]!;
  const [a, b, c] = [slope(from), slope((from + to) >> 1), slope(to - 1)];
  const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  let [left, right] = [from, to - 1];
  for (;;) {
    while (slope(left) > pivot) left++;
    while (slope(right) < pivot) right--;
    if (left >= right) return Math.max(from + 1, left);
    const kept = inside[left]!;
    inside[left] = inside[right]!;
    inside[right] = kept;
    left++;
    right--;
  }
}

/** A band that holds the threshold of the whole with near certainty, from every `stride`-th plan. */
function sampleBand(table: SegmentTable, stride: number, limits: Limits, within: Band): Band {
  const pass = passOver(table, stride, within);
  const filled = fillBand(table, pass, limits, within);
  if (filled === undefined || filled.binding === undefined) return within;
  const slopes = Float64Array.from(pass.inside, (segment) => table.value[segment]! / table.cost[segment]!)
    .sort()
    .reverse();
  const above = pass.count + filled.whole;
  const spread = SPREAD * Math.sqrt(above + 1);
  const at = (place: number, otherwise: number) => slopes[Math.round(place) - pass.count] ?? otherwise;
  return {
    low: at(above + spread, within.low),
    high: at(above - spread, within.high) * (1 + 2 ** -50),
  };
}

/** Half width of the band in standard errors of a sample's count of segments above the threshold. */
const SPREAD = 6;

/** Certificate: theta * budget + sum of max(0, value - theta * cost), or the same with the floor's multiplier. */
function conclusion(filled: Filled, { budget, floor }: Limits): Omit<SegmentAllocation, 'spend'> {
  const { wholeCost, wholeValue, price, binding, cost, value } = filled;
  let bound = value;
  if (binding === 'budget') bound = price * budget + (wholeValue - price * wholeCost);
  else if (binding === 'minAverageRoas') {
    const multiplier = price / (floor - price);
    bound = (1 + multiplier) * wholeValue - multiplier * floor * wholeCost;
  }
  return { totalSpend: cost, price, binding, certificate: certificateOf(value, bound, 'segment-select') };
}
