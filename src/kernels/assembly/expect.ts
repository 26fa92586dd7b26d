// The kernel of core/market/search/expectCells.ts and expectHours.ts for WebAssembly SIMD: two cells, or two bids, side by side.
// Same doubles, same order of operations, so the same bytes: pmin and pmax are min and max where
// neither side is NaN or -0. Compiled by scripts/kernels.mjs; the host lays out memory and passes
// addresses in bytes.
import { log } from './elementary';
import { logPair } from './logPair';

/** Cells (or bids of one cell) worked out together. */
const BLOCK: i32 = 256;
/** Bytes of a working column, of a node's values (its slopes follow), and of the columns at one place. */
const COLUMN: usize = 2048;
const SLOPES: usize = 64;
const NODE: usize = 128;
const PLACE_SHIFT: i32 = 6;
/** Scores whose logarithms are taken two at once. */
const SMALLEST_NORMAL: f64 = 2.2250738585072014e-308;
const LARGEST_PLAIN: f64 = 1e300;

// Fields by flat cell; addresses.
let bidFactor: usize = 0;
let clickThroughRate: usize = 0;
let queries: usize = 0;
let median: usize = 0;
let froms: usize = 0;
let steps: usize = 0;
let lastPieces: usize = 0;
let nodes: usize = 0;

// Working columns, by place of the block.
let cells: usize = 0;
let bids: usize = 0;
let qualities: usize = 0;
let factors: usize = 0;
let scores: usize = 0;
let scales: usize = 0;
let lowests: usize = 0;
let impressions: usize = 0;
let rankSums: usize = 0;
let normalised: usize = 0;
let clicks: usize = 0;
let costs: usize = 0;
let conversions: usize = 0;
let offers: usize = 0;
let columns: usize = 0;

let reserve: f64 = 0;
let tick: f64 = 0;
let lowestNoise: f64 = 0;
let converts: bool = false;
let paysBid: bool = false;

export function heapBase(): usize {
  return __heap_base;
}

/** Lays out the working columns from an address, in the order of the host's views; returns the first byte behind them. */
export function placeColumns(from: usize): usize {
  cells = from;
  bids = cells + COLUMN;
  qualities = bids + COLUMN;
  factors = qualities + COLUMN;
  impressions = factors + COLUMN;
  rankSums = impressions + COLUMN;
  normalised = rankSums + COLUMN;
  clicks = normalised + COLUMN;
  costs = clicks + COLUMN;
  conversions = costs + COLUMN;
  offers = conversions + COLUMN;
  scores = offers + COLUMN;
  scales = scores + COLUMN;
  lowests = scales + COLUMN;
  columns = lowests + COLUMN;
  return columns + ((<usize>BLOCK) << PLACE_SHIFT);
}

/** Where the fields of a store stand: eight columns of `room` doubles, the last of them addresses of tables. */
export function placeFields(from: usize, room: i32): void {
  const size = (<usize>room) << 3;
  bidFactor = from;
  clickThroughRate = bidFactor + size;
  queries = clickThroughRate + size;
  median = queries + size;
  froms = median + size;
  steps = froms + size;
  lastPieces = steps + size;
  nodes = lastPieces + size;
}

export function setTerms(
  reserve_: f64,
  tick_: f64,
  lowestNoise_: f64,
  converts_: bool,
  paysBid_: bool,
): void {
  reserve = reserve_;
  tick = tick_;
  lowestNoise = lowestNoise_;
  converts = converts_;
  paysBid = paysBid_;
}

/** Whole days of the first `count` cells at one bid each. */
export function expectCells(count: i32, demand: f64, served: f64, converting: f64): void {
  // A pair needs two.
  if (count & 1) repeatLast(count);
  writeScores(count);
  writeColumns(count);
  writeFigures(count, demand);
  writeConversion(count, served, converting);
}

/** The whole day of a cell at all bids of the day, and its sums weighted by traffic at `sums`. */
export function expectHours(
  cell: i32,
  bid: f64,
  quality: f64,
  factor: f64,
  demand: f64,
  groups: i32,
  logs: usize,
  values: usize,
  weights: usize,
  sums: usize,
): void {
  spreadCell(cell, bid, quality, factor, groups, logs, values);
  writeColumns(groups);
  writeFigures(groups, demand);
  addUp(groups, weights, sums);
}

function repeatLast(count: i32): void {
  const last = (<usize>(count - 1)) << 3;
  store<i32>(cells + ((<usize>count) << 2), load<i32>(cells + ((<usize>(count - 1)) << 2)));
  store<f64>(bids + last, load<f64>(bids + last), 8);
  store<f64>(qualities + last, load<f64>(qualities + last), 8);
  store<f64>(factors + last, load<f64>(factors + last), 8);
}

function writeScores(count: i32): void {
  const least = f64x2.splat(SMALLEST_NORMAL);
  const most = f64x2.splat(LARGEST_PLAIN);
  for (let i = 0; i < count; i += 2) {
    const at = (<usize>i) << 3;
    const first = (<usize>load<i32>(cells + ((<usize>i) << 2))) << 3;
    const second = (<usize>load<i32>(cells + ((<usize>i) << 2), 4)) << 3;
    const bid = f64x2.mul(v128.load(bids + at), pair(bidFactor, first, second));
    const quality = v128.load(qualities + at);
    const middle = pair(median, first, second);
    const score = f64x2.div(f64x2.mul(bid, quality), middle);
    v128.store(bids + at, bid);
    v128.store(scales + at, f64x2.div(middle, quality));
    v128.store(lowests + at, f64x2.mul(f64x2.div(f64x2.splat(reserve), quality), f64x2.splat(lowestNoise)));
    const plain = v128.and(f64x2.ge(score, least), f64x2.lt(score, most));
    if (i64x2.all_true(plain)) v128.store(scores + at, logPair(score));
    else {
      store<f64>(scores + at, log(f64x2.extract_lane(score, 0)));
      store<f64>(scores + at, log(f64x2.extract_lane(score, 1)), 8);
    }
  }
}

/** Puts one cell into the place of many, at the bids of its day. */
function spreadCell(
  cell: i32,
  planBid: f64,
  quality: f64,
  factor: f64,
  groups: i32,
  logs: usize,
  values: usize,
): void {
  const at = (<usize>cell) << 3;
  const bid = planBid * load<f64>(bidFactor + at);
  const middle = load<f64>(median + at);
  const x = f64x2.splat(log((bid * quality) / middle));
  const ownBid = f64x2.splat(bid);
  const scale = f64x2.splat(middle / quality);
  const lowest = f64x2.splat((reserve / quality) * lowestNoise);
  const shift = f64x2.splat(factor);
  for (let g: usize = 0; g < (<usize>groups) << 3; g += 16) {
    store<i32>(cells + (g >> 1), cell);
    store<i32>(cells + (g >> 1), cell, 4);
    v128.store(scores + g, f64x2.add(x, v128.load(logs + g)));
    v128.store(bids + g, f64x2.mul(ownBid, v128.load(values + g)));
    v128.store(scales + g, scale);
    v128.store(lowests + g, lowest);
    v128.store(factors + g, shift);
  }
}

/** The columns of each place's table at its score, all 0 left of the table: two columns side by side. */
function writeColumns(count: i32): void {
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  for (let i = 0; i < count; i += 2) {
    const at = (<usize>i) << 3;
    const first = (<usize>load<i32>(cells + ((<usize>i) << 2))) << 3;
    const second = (<usize>load<i32>(cells + ((<usize>i) << 2), 4)) << 3;
    const from = pair(froms, first, second);
    const position = f64x2.div(f64x2.sub(v128.load(scores + at), from), pair(steps, first, second));
    const inside = f64x2.ge(position, zero);
    const place = v128.and(f64x2.pmin(position, pair(lastPieces, first, second)), inside);
    const piece = i32x4.trunc_sat_f64x2_s_zero(place);
    const t = f64x2.pmin(f64x2.sub(position, f64x2.convert_low_i32x4_s(piece)), one);
    const u = f64x2.sub(one, t);
    const u2 = f64x2.mul(u, u);
    const t2 = f64x2.mul(t, t);
    const value0 = v128.and(f64x2.mul(u2, f64x2.add(one, f64x2.add(t, t))), inside);
    const slope0 = v128.and(f64x2.mul(u2, t), inside);
    const value1 = v128.and(f64x2.mul(t2, f64x2.sub(f64x2.splat(3), f64x2.add(t, t))), inside);
    const slope1 = v128.and(f64x2.mul(f64x2.mul(f64x2.neg(t), t), u), inside);
    const out = columns + ((<usize>i) << PLACE_SHIFT);
    const left = <usize>load<i32>(nodes + first) + <usize>i32x4.extract_lane(piece, 0) * NODE;
    const next = <usize>load<i32>(nodes + second) + <usize>i32x4.extract_lane(piece, 1) * NODE;
    let v0 = v128.shuffle<f64>(value0, value0, 0, 0);
    let s0 = v128.shuffle<f64>(slope0, slope0, 0, 0);
    let v1 = v128.shuffle<f64>(value1, value1, 0, 0);
    let s1 = v128.shuffle<f64>(slope1, slope1, 0, 0);
    v128.store(out, between(left, v0, s0, v1, s1));
    v128.store(out, between(left + 16, v0, s0, v1, s1), 16);
    v128.store(out, between(left + 32, v0, s0, v1, s1), 32);
    if (converts) v128.store(out, between(left + 48, v0, s0, v1, s1), 48);
    v0 = v128.shuffle<f64>(value0, value0, 1, 1);
    s0 = v128.shuffle<f64>(slope0, slope0, 1, 1);
    v1 = v128.shuffle<f64>(value1, value1, 1, 1);
    s1 = v128.shuffle<f64>(slope1, slope1, 1, 1);
    v128.store(out, between(next, v0, s0, v1, s1), 64);
    v128.store(out, between(next + 16, v0, s0, v1, s1), 80);
    v128.store(out, between(next + 32, v0, s0, v1, s1), 96);
    if (converts) v128.store(out, between(next + 48, v0, s0, v1, s1), 112);
  }
}

function between(left: usize, v0: v128, s0: v128, v1: v128, s1: v128): v128 {
  const values = f64x2.add(f64x2.mul(v0, v128.load(left)), f64x2.mul(s0, v128.load(left, SLOPES)));
  const more = f64x2.add(values, f64x2.mul(v1, v128.load(left, NODE)));
  return f64x2.add(more, f64x2.mul(s1, v128.load(left, NODE + SLOPES)));
}

/** Impressions, clicks and what they cost. */
function writeFigures(count: i32, demand: f64): void {
  const zero = f64x2.splat(0);
  const ticks = f64x2.splat(tick);
  const crowding = f64x2.splat(0.5 * tick * tick);
  for (let i = 0; i < count; i += 2) {
    const at = (<usize>i) << 3;
    const first = (<usize>load<i32>(cells + ((<usize>i) << 2))) << 3;
    const second = (<usize>load<i32>(cells + ((<usize>i) << 2), 4)) << 3;
    const from = columns + ((<usize>i) << PLACE_SHIFT);
    const shown0 = v128.load(from);
    const shown1 = v128.load(from, 64);
    const paid0 = v128.load(from, 16);
    const paid1 = v128.load(from, 80);
    const extra0 = v128.load(from, 32);
    const extra1 = v128.load(from, 96);
    const offered = f64x2.mul(pair(queries, first, second), f64x2.splat(demand));
    const clickWeight = v128.shuffle<f64>(paid0, paid1, 0, 2);
    const clicked = f64x2.gt(clickWeight, zero);
    const most = v128.load(bids + at);
    let price = most;
    if (!paysBid) {
      const scale = v128.load(scales + at);
      const next = f64x2.mul(v128.shuffle<f64>(paid0, paid1, 1, 3), scale);
      const ticked = f64x2.mul(ticks, v128.shuffle<f64>(extra0, extra1, 0, 2));
      const crowded = f64x2.div(f64x2.mul(crowding, v128.shuffle<f64>(extra0, extra1, 1, 3)), scale);
      const paid = f64x2.sub(f64x2.add(next, ticked), crowded);
      const mean = v128.and(f64x2.div(paid, clickWeight), clicked);
      const lowest = f64x2.pmin(most, v128.load(lowests + at));
      price = f64x2.pmin(most, f64x2.pmax(lowest, mean));
    }
    const firstRow = f64x2.mul(offered, clickWeight);
    const expected = f64x2.mul(firstRow, pair(clickThroughRate, first, second));
    const factor = v128.load(factors + at);
    v128.store(offers + at, offered);
    v128.store(impressions + at, f64x2.mul(offered, v128.shuffle<f64>(shown0, shown1, 0, 2)));
    v128.store(rankSums + at, f64x2.mul(offered, v128.shuffle<f64>(shown0, shown1, 1, 3)));
    v128.store(normalised + at, firstRow);
    v128.store(clicks + at, f64x2.mul(expected, factor));
    v128.store(costs + at, f64x2.mul(f64x2.mul(expected, price), factor));
    if (converts) {
      const converted = v128.shuffle<f64>(v128.load(from, 48), v128.load(from, 112), 0, 2);
      v128.store(
        conversions + at,
        v128.bitselect(f64x2.div(converted, clickWeight), f64x2.splat(1), clicked),
      );
    }
  }
}

/** Brings the hours of a whole day in. */
function writeConversion(count: i32, served: f64, converting: f64): void {
  const zero = f64x2.splat(0);
  const one = f64x2.splat(1);
  for (let i = 0; i < count; i += 2) {
    const at = (<usize>i) << 3;
    const clicked = v128.load(clicks + at);
    const whole = f64x2.mul(f64x2.splat(served), clicked);
    let part = f64x2.mul(f64x2.splat(converting), clicked);
    if (converts) part = f64x2.mul(part, v128.load(conversions + at));
    v128.store(conversions + at, v128.bitselect(f64x2.div(part, whole), one, f64x2.gt(whole, zero)));
  }
}

/** Sums over the bids, in their order: searches, impressions, ranks, impressions in the first row, clicks, cost. */
function addUp(groups: i32, weights: usize, sums: usize): void {
  let offered: f64 = 0;
  let shown: f64 = 0;
  let ranks: f64 = 0;
  let firstRow: f64 = 0;
  let clicked: f64 = 0;
  let cost: f64 = 0;
  for (let g: usize = 0; g < (<usize>groups) << 3; g += 8) {
    const weight = load<f64>(weights + g);
    offered += weight * load<f64>(offers + g);
    shown += weight * load<f64>(impressions + g);
    ranks += weight * load<f64>(rankSums + g);
    firstRow += weight * load<f64>(normalised + g);
    clicked += weight * load<f64>(clicks + g);
    cost += weight * load<f64>(costs + g);
  }
  store<f64>(sums, offered);
  store<f64>(sums, shown, 8);
  store<f64>(sums, ranks, 16);
  store<f64>(sums, firstRow, 24);
  store<f64>(sums, clicked, 32);
  store<f64>(sums, cost, 40);
}

/** Two cells' values of a column. */
function pair(column: usize, first: usize, second: usize): v128 {
  return v128.load64_lane(column + second, v128.load64_zero(column + first), 1);
}
