import type { BidFactors } from '../../contract/channel.ts';
import type { CellDay } from '../../contract/cellDay.ts';
import type { CellFields } from '../../contract/cellFields.ts';
import type { DeliveryBlock } from '../../contract/deliveryBlock.ts';
import { log } from '../../math/elementary.ts';
import type { OwnSide } from './expectCells.ts';
import { between, place, widthOf } from './searchNodes.ts';
import type { DayTerms } from './searchTerms.ts';

/** Bids of one day, at most. */
const MOST_BIDS = 32;
/** Place of the piece's left node in the table, and the Hermite basis at the score: values and slopes at both ends. */
const left = new Int32Array(MOST_BIDS);
const value0 = new Float64Array(MOST_BIDS);
const slope0 = new Float64Array(MOST_BIDS);
const value1 = new Float64Array(MOST_BIDS);
const slope1 = new Float64Array(MOST_BIDS);
/** Clicks in the first row, and what they pay but for the bounds, of one search. */
const clickWeights = new Float64Array(MOST_BIDS);
const paidFor = new Float64Array(MOST_BIDS);

/** Hours of like bid of a plan's day. */
export interface BidHours {
  /** Factors on the plan's bid, rising. */
  readonly bids: BidFactors;
  /** Share of the day's traffic at each. */
  readonly weights: Float64Array;
}

/** Where the days of a plan go. */
export interface HourFigures {
  /** Bid by bid, cell after cell: clicks, cost and conversion. */
  readonly deliveries: DeliveryBlock;
  /** The plan's cost of a whole day at each bid, added to [currency]. */
  readonly costRate: Float64Array;
}

/**
 * Writes the expected whole day of one search cell at all bids of the day: sums into `today`, and clicks, cost and conversion bid by
 * bid, for the budget to cut. In the very order of operations of `deliverHours` and `writeExpected`, so the same bytes; what only
 * chance needs is left out.
 * @param planBid before the factors of cell and hours
 * @param at place of the first bid in `out.deliveries`
 */
export function expectHours(
  fields: CellFields,
  terms: DayTerms,
  cell: number,
  planBid: number,
  hours: BidHours,
  own: OwnSide,
  today: CellDay,
  out: HourFigures,
  at: number,
): void {
  const bid = planBid * fields.bidFactor[cell]!;
  const x = log((bid * own.quality[cell]!) / fields.median[cell]!);
  const first = writeBasis(fields, terms, cell, x, hours.bids.logs);
  writeShown(fields, terms, cell, hours.weights, own, today, first);
  writeClicked(fields, terms, cell, bid, hours, own, today, out, at, first);
  if (terms.converts) writeConversion(fields.nodes[cell]!, terms, first, hours.weights.length, out, at);
}

/** Returns the first bid that is not left of the table. */
function writeBasis(
  { from: firsts, step: steps, lastPiece }: CellFields,
  { converts }: DayTerms,
  cell: number,
  x: number,
  logs: Float64Array,
): number {
  const width = widthOf(converts);
  const from = firsts[cell]!;
  const step = steps[cell]!;
  const last = lastPiece[cell]!;
  for (let g = logs.length - 1; g >= 0; g--) {
    const position = (x + logs[g]! - from) / step;
    if (!(position >= 0)) return g + 1;
    const piece = (position < last ? position : last) | 0;
    const t = Math.min(position - piece, 1);
    const u = 1 - t;
    left[g] = piece * width;
    value0[g] = u * u * (1 + 2 * t);
    slope0[g] = u * u * t;
    value1[g] = t * t * (3 - 2 * t);
    slope1[g] = -t * t * u;
  }
  return 0;
}

/** Impressions and ranks, and what the prices hang on. */
function writeShown(
  { nodes: nodesOf, queries, median }: CellFields,
  { converts, tick, demand }: DayTerms,
  cell: number,
  weights: Float64Array,
  { quality }: OwnSide,
  today: CellDay,
  first: number,
): void {
  const width = widthOf(converts);
  const nodes = nodesOf[cell]!;
  const offered = queries[cell]! * demand;
  const scale = median[cell]! / quality[cell]!;
  let impressions = 0;
  let rankSum = 0;
  for (let g = first; g < weights.length; g++) {
    const a = left[g]!;
    const b = a + width;
    const v0 = value0[g]!;
    const s0 = slope0[g]!;
    const v1 = value1[g]!;
    const s1 = slope1[g]!;
    const weight = weights[g]!;
    impressions += weight * (offered * between(nodes, a, b, v0, s0, v1, s1));
    rankSum += weight * (offered * between(nodes, a + place.rankSum, b + place.rankSum, v0, s0, v1, s1));
    clickWeights[g] = between(nodes, a + place.clicks, b + place.clicks, v0, s0, v1, s1);
    const next = between(nodes, a + place.price, b + place.price, v0, s0, v1, s1);
    const ticked = between(nodes, a + place.ticked, b + place.ticked, v0, s0, v1, s1);
    const crowded = between(nodes, a + place.crowded, b + place.crowded, v0, s0, v1, s1);
    paidFor[g] = next * scale + tick * ticked - (0.5 * tick * tick * crowded) / scale;
  }
  today.impressions[cell] = impressions;
  today.uncappedImpressions[cell] = impressions;
  today.rankSum[cell] = rankSum;
}

/** Clicks and what they cost. */
function writeClicked(
  { queries, clickThroughRate }: CellFields,
  { reserve, lowestNoise, paysBid, demand }: DayTerms,
  cell: number,
  bid: number,
  { bids, weights }: BidHours,
  { quality, clickFactor }: OwnSide,
  today: CellDay,
  { deliveries, costRate }: HourFigures,
  at: number,
  first: number,
): void {
  const { values } = bids;
  const { clicks: clicksOut, cost: costOut } = deliveries;
  const offered = queries[cell]! * demand;
  const rate = clickThroughRate[cell]!;
  const factor = clickFactor[cell]!;
  const lowest = (reserve / quality[cell]!) * lowestNoise;
  let opportunities = 0;
  let clicks = 0;
  let cost = 0;
  let normalisedImpressions = 0;
  for (let g = 0; g < weights.length; g++) {
    const weight = weights[g]!;
    opportunities += weight * offered;
    if (g < first) {
      clicksOut[at + g] = 0;
      costOut[at + g] = 0;
      continue;
    }
    const most = bid * values[g]!;
    const clickWeight = clickWeights[g]!;
    const price = clickWeight > 0 ? paidFor[g]! / clickWeight : 0;
    const paid = paysBid ? most : Math.min(most, Math.max(Math.min(most, lowest), price));
    const normalised = offered * clickWeight;
    const expected = normalised * rate;
    const clicked = expected * factor;
    const charged = expected * paid * factor;
    normalisedImpressions += weight * normalised;
    clicks += weight * clicked;
    cost += weight * charged;
    clicksOut[at + g] = clicked;
    costOut[at + g] = charged;
    costRate[g]! += charged;
  }
  today.opportunities[cell] = opportunities;
  today.normalisedImpressions[cell] = normalisedImpressions;
  today.clicks[cell] = clicks;
  today.cost[cell] = cost;
}

/** Conversion by row, where rows differ; elsewhere it stands at 1. */
function writeConversion(
  nodes: Float64Array,
  { converts }: DayTerms,
  first: number,
  groups: number,
  { deliveries }: HourFigures,
  at: number,
): void {
  const width = widthOf(converts);
  for (let g = 0; g < groups; g++) {
    deliveries.conversion[at + g] = 1;
    if (g < first || !(clickWeights[g]! > 0)) continue;
    const a = left[g]! + place.converted;
    const converted = between(nodes, a, a + width, value0[g]!, slope0[g]!, value1[g]!, slope1[g]!);
    deliveries.conversion[at + g] = converted / clickWeights[g]!;
  }
}
