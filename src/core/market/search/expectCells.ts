import type { CellDay } from '../../contract/cellDay.ts';
import type { CellFields, PriceColumns } from '../../contract/cellFields.ts';
import { logAll } from '../../math/logAll.ts';
import { between, place, widthOf } from './searchNodes.ts';
import type { DayTerms } from './searchTerms.ts';

/** Cells worked out together: their working memory stays in the nearest cache. */
const BLOCK = 256;
const ownBid = new Float64Array(BLOCK);
const score = new Float64Array(BLOCK);
const scoreWords = new Int32Array(score.buffer);
/** Place of the piece's left node in its table, and where in the piece the score lies; below 0 left of the table. */
const left = new Int32Array(BLOCK);
const within = new Float64Array(BLOCK);

/** Cells whose whole day is expected at one bid of their plans. */
export interface CellList {
  /** Flat cells and their plans' bids, the first `count` of them. */
  readonly cells: Int32Array;
  readonly bids: Float64Array;
  count: number;
}

/** What a store brings to its cells, by flat cell. */
export interface OwnSide {
  readonly quality: Float64Array;
  /** On the click-through rate. */
  readonly clickFactor: Float64Array;
}

/** Traffic of a whole day at one bid, plain and weighted by conversion. */
export interface WholeDay {
  readonly served: number;
  readonly converting: number;
}

/**
 * Writes expected whole days of search cells, a batch at once. Small loops over columns, one after the other: scores, logarithms,
 * places in the tables, figures, hours. In the very order of operations of `evaluateColumns`, `priceDelivery` and
 * `servedConversion`, so the same bytes.
 * @param whole null leaves `today.hourConversion` at the conversion by row alone
 * @param prices for what chance needs of the price
 */
export function expectCells(
  fields: CellFields,
  terms: DayTerms,
  list: CellList,
  own: OwnSide,
  whole: WholeDay | null,
  today: CellDay,
  prices: PriceColumns | null,
): void {
  for (let from = 0; from < list.count; from += BLOCK) {
    const count = Math.min(BLOCK, list.count - from);
    writeScores(fields, list, own, from, count);
    logAll(score, scoreWords, count);
    writePlaces(fields, terms, list, from, count);
    writeFigures(fields, terms, list, own, today, from, count);
    if (prices !== null) writePrices(fields, terms, list, own, prices, from, count);
    if (whole !== null) writeHours(list, whole, today, from, count);
  }
}

function writeScores(
  { bidFactor, median }: CellFields,
  { cells, bids }: CellList,
  { quality }: OwnSide,
  from: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const c = cells[from + i]!;
    const bid = bids[from + i]! * bidFactor[c]!;
    ownBid[i] = bid;
    score[i] = (bid * quality[c]!) / median[c]!;
  }
}

function writePlaces(
  { from: firsts, step, lastPiece }: CellFields,
  { converts }: DayTerms,
  { cells }: CellList,
  from: number,
  count: number,
): void {
  const width = widthOf(converts);
  for (let i = 0; i < count; i++) {
    const c = cells[from + i]!;
    const position = (score[i]! - firsts[c]!) / step[c]!;
    const inside = position >= 0 ? position : 0;
    const last = lastPiece[c]!;
    const piece = (inside < last ? inside : last) | 0;
    left[i] = piece * width;
    within[i] = position >= 0 ? Math.min(inside - piece, 1) : -1;
  }
}

function writeFigures(
  { queries, clickThroughRate, median, nodes: nodesOf }: CellFields,
  { reserve, tick, lowestNoise, converts, paysBid, demand }: DayTerms,
  { cells }: CellList,
  { quality, clickFactor }: OwnSide,
  today: CellDay,
  from: number,
  count: number,
): void {
  const { opportunities, impressions, uncappedImpressions, clicks, cost } = today;
  const { rankSum, normalisedImpressions, hourConversion } = today;
  const width = widthOf(converts);
  for (let i = 0; i < count; i++) {
    const c = cells[from + i]!;
    const offered = queries[c]! * demand;
    const t = within[i]!;
    opportunities[c] = offered;
    if (t < 0) {
      showNothing(today, c);
      continue;
    }
    const nodes = nodesOf[c]!;
    const a = left[i]!;
    const b = a + width;
    const u = 1 - t;
    const v0 = u * u * (1 + 2 * t);
    const s0 = u * u * t;
    const v1 = t * t * (3 - 2 * t);
    const s1 = -t * t * u;
    const shown = offered * between(nodes, a, b, v0, s0, v1, s1);
    const clickWeight = between(nodes, a + place.clicks, b + place.clicks, v0, s0, v1, s1);
    const most = ownBid[i]!;
    let price = most;
    if (!paysBid) {
      const scale = median[c]! / quality[c]!;
      const next = between(nodes, a + place.price, b + place.price, v0, s0, v1, s1);
      const ticked = between(nodes, a + place.ticked, b + place.ticked, v0, s0, v1, s1);
      const crowded = between(nodes, a + place.crowded, b + place.crowded, v0, s0, v1, s1);
      const paid = next * scale + tick * ticked - (0.5 * tick * tick * crowded) / scale;
      const lowest = Math.min(most, (reserve / quality[c]!) * lowestNoise);
      price = Math.min(most, Math.max(lowest, clickWeight > 0 ? paid / clickWeight : 0));
    }
    const normalised = offered * clickWeight;
    const expected = normalised * clickThroughRate[c]!;
    impressions[c] = shown;
    uncappedImpressions[c] = shown;
    rankSum[c] = offered * between(nodes, a + place.rankSum, b + place.rankSum, v0, s0, v1, s1);
    normalisedImpressions[c] = normalised;
    clicks[c] = expected * clickFactor[c]!;
    cost[c] = expected * price * clickFactor[c]!;
    hourConversion[c] =
      converts && clickWeight > 0
        ? between(nodes, a + place.converted, b + place.converted, v0, s0, v1, s1) / clickWeight
        : 1;
  }
}

/** Variance and range of the price of one click. */
function writePrices(
  { median, nodes: nodesOf }: CellFields,
  { reserve, lowestNoise, converts, paysBid }: DayTerms,
  { cells }: CellList,
  { quality }: OwnSide,
  { variance, lowest, highest }: PriceColumns,
  from: number,
  count: number,
): void {
  const width = widthOf(converts);
  for (let i = 0; i < count; i++) {
    const c = cells[from + i]!;
    const t = within[i]!;
    const most = ownBid[i]!;
    variance[c] = 0;
    lowest[c] = paysBid ? most : Math.min(most, (reserve / quality[c]!) * lowestNoise);
    highest[c] = most;
    if (t < 0 || paysBid) continue;
    const nodes = nodesOf[c]!;
    const a = left[i]!;
    const b = a + width;
    const u = 1 - t;
    const v0 = u * u * (1 + 2 * t);
    const s0 = u * u * t;
    const v1 = t * t * (3 - 2 * t);
    const s1 = -t * t * u;
    const clickWeight = between(nodes, a + place.clicks, b + place.clicks, v0, s0, v1, s1);
    if (!(clickWeight > 0)) continue;
    const scale = median[c]! / quality[c]!;
    const next = between(nodes, a + place.price, b + place.price, v0, s0, v1, s1);
    const squared = between(nodes, a + place.priceSquared, b + place.priceSquared, v0, s0, v1, s1);
    const unticked = (next * scale) / clickWeight;
    variance[c] = Math.max(0, (squared * scale * scale) / clickWeight - unticked * unticked);
  }
}

/** Brings the hours of a whole day in. */
function writeHours(
  { cells }: CellList,
  { served, converting }: WholeDay,
  { clicks, hourConversion }: CellDay,
  from: number,
  count: number,
): void {
  for (let i = from; i < from + count; i++) {
    const c = cells[i]!;
    const servedClicks = served * clicks[c]!;
    hourConversion[c] = servedClicks > 0 ? (converting * clicks[c]! * hourConversion[c]!) / servedClicks : 1;
  }
}

function showNothing(today: CellDay, cell: number): void {
  today.impressions[cell] = 0;
  today.uncappedImpressions[cell] = 0;
  today.rankSum[cell] = 0;
  today.normalisedImpressions[cell] = 0;
  today.clicks[cell] = 0;
  today.cost[cell] = 0;
  today.hourConversion[cell] = 1;
}
