// The kernel of core/market/event/bruteForce.ts for WebAssembly SIMD: four auctions side by side, one per lane.
// Same words, same doubles, same order of operations, so its counts and amounts equal that kernel's to the last bit.
// Compiled by scripts/kernels.mjs; the host lays out memory and passes addresses in bytes.
import { scoreRatio } from './elementary';
import { mergeHalves, sortLanes } from './sortLanes';

const BATCH: i32 = 64;
const GROUPS: i32 = 16;
/** Bytes of one bidder's generators: four registers. */
const STATE_SHIFT: i32 = 6;
const ROUNDER: f64 = 6755399441055744.0;
/** Bits of a bidder's index in a packed score. */
const INDEX_BITS: i32 = 9;
const INDEX: i32 = 511;
/** Address of a cell in the inverse normal table: 16 bytes a cell, 7 bits of mantissa. */
const CELL_SHIFT: i32 = 12;
const CELL_MASK: i32 = -16;

// Addresses, set by the host.
let table: usize = 0;
let auctionState: usize = 0;
let auctionWords: usize = 0;
let top: usize = 0;
let late: usize = 0;
let centres: usize = 0;
let scales: usize = 0;
let bids: usize = 0;
let budgets: usize = 0;
let spend: usize = 0;
let leftAt: usize = 0;
let clickBelow: usize = 0;
let absentBelow: usize = 0;
let salts: usize = 0;
let active: usize = 0;
let impressions: usize = 0;
let clicks: usize = 0;
/** Position effects, room for the log gaps below a clicked ad, and the log of clicks. */
let effects: usize = 0;
let below: usize = 0;
let logAuctions: usize = 0;
let logBidders: usize = 0;
let logPrices: usize = 0;
let states: usize = 0;
let statesBefore: usize = 0;

let bidders: i32 = 0;
let slots: i32 = 0;
/** Places kept of each auction: 4 or 9 in registers, else a power of two in memory. */
let width: i32 = 0;
/** Bidders of the group that wait in `late`. */
let waiting: i32 = 0;
let remaining: i32 = 0;
let reserve: f64 = 0;
let unit: f64 = 0;
let tick: f64 = 0;
/** 0 GSP, 1 VCG, 2 first price. */
let mechanism: i32 = 0;
let logRoom: i32 = 0;
let logged: i32 = 0;

export function heapBase(): usize {
  return __heap_base;
}

/**
 * Areas that stay put, each aligned to 16 bytes: the inverse normal table, one generator, its words, the rankings of a batch, and
 * late comers to those of a group.
 */
export function place(
  table_: usize,
  auctionState_: usize,
  auctionWords_: usize,
  top_: usize,
  late_: usize,
): void {
  // Cells are addressed by float bits, so the table's origin lies below its first cell (modulo 2^32).
  table = table_ - ((127 << 7) << 4);
  auctionState = auctionState_;
  auctionWords = auctionWords_;
  top = top_;
  late = late_;
}

/**
 * Lays out the columns of a market from `from` (aligned to 16) on; returns the first byte after them.
 * @param logRoom_ most clicks that are logged; 0 for no log
 */
export function shape(from: usize, bidders_: i32, slots_: i32, logRoom_: i32): usize {
  bidders = bidders_;
  slots = slots_;
  width = slots_ < 4 ? 4 : slots_ < 9 ? 9 : 16;
  while (width <= slots_) width <<= 1;
  const states_ = (<usize>bidders_) << STATE_SHIFT;
  states = from;
  statesBefore = states + states_;
  const column = (<usize>bidders_) << 3;
  centres = statesBefore + states_;
  scales = centres + column;
  bids = scales + column;
  budgets = bids + column;
  spend = budgets + column;
  leftAt = spend + column;
  clickBelow = leftAt + column;
  absentBelow = clickBelow + column * slots_;
  salts = absentBelow + column;
  active = salts + column;
  impressions = active + column;
  clicks = impressions + column * slots_;
  effects = clicks + column * slots_;
  below = effects + ((<usize>slots_) << 3);
  logPrices = below + ((<usize>slots_) << 3);
  logAuctions = logPrices + ((<usize>logRoom_) << 3);
  logBidders = logAuctions + ((<usize>logRoom_) << 2);
  logRoom = logRoom_;
  return logBidders + ((<usize>logRoom_) << 2);
}

/**
 * Runs the auctions from one, which begins a batch, to another; counts, spend and generators go on from what memory holds. Returns
 * how many clicks were logged.
 */
export function run(from: i32, to: i32, reserve_: f64, unit_: f64, tick_: f64, mechanism_: i32): i32 {
  reserve = reserve_ - ROUNDER;
  unit = unit_;
  tick = tick_;
  mechanism = mechanism_;
  logged = 0;
  selectActive();
  const stateBytes = (<usize>bidders) << STATE_SHIFT;
  for (let start = from; start < to; start += BATCH) {
    const batch = min(BATCH, to - start);
    fillAuctionWords();
    memory.copy(statesBefore, states, stateBytes);
    for (let done = 0; done < batch;) {
      if (width == 4) rank<i32>();
      else if (width == 9) rank<i64>();
      else rank<v128>();
      done = settle(start, done, batch);
      if (dropSpent(start + done) && done < batch) memory.copy(states, statesBefore, stateBytes);
    }
  }
  return logged;
}

/** Keeps the bidders with budget left. */
function selectActive(): void {
  remaining = 0;
  for (let y = 0; y < bidders; y++) {
    if (load<f64>(spend + (y << 3)) >= load<f64>(budgets + (y << 3))) continue;
    store<i32>(active + (remaining << 2), y);
    remaining++;
  }
}

function dropSpent(done: i32): bool {
  let spent = false;
  for (let a = 0; a < remaining; a++) {
    const y = load<i32>(active + (a << 2));
    if (load<f64>(spend + (y << 3)) < load<f64>(budgets + (y << 3))) continue;
    store<f64>(leftAt + (y << 3), <f64>done);
    spent = true;
  }
  if (spent) selectActive();
  return spent;
}

/**
 * Draws the batch, four auctions a group, and keeps the best scores of each, packed as score << 9 | bidder. `Places` chooses at
 * compile time: branch-free networks of maxima and minima in registers, of 4 (i32) or 9 (i64) places, or memory (v128), where
 * as many bidders as there are places are sorted at once, and others enter in bunches.
 */
function rank<Places>(): void {
  const one = i32x4.splat(1);
  const mask = i32x4.splat(CELL_MASK);
  const nobody = i32x4.splat(i32.MIN_VALUE);
  let out = top;
  for (let group = 0; group < GROUPS; group++) {
    let r0 = nobody;
    let r1 = nobody;
    let r2 = nobody;
    let r3 = nobody;
    let r4 = nobody;
    let r5 = nobody;
    let r6 = nobody;
    let r7 = nobody;
    let r8 = nobody;
    for (let i = 0; i < remaining; i++) {
      const y = load<i32>(active + (i << 2));
      // sfc32
      const state = states + (y << STATE_SHIFT);
      let a = v128.load(state);
      let b = v128.load(state, 16);
      let c = v128.load(state, 32);
      let d = v128.load(state, 48);
      let word = i32x4.add(i32x4.add(a, b), d);
      d = i32x4.add(d, one);
      a = v128.xor(b, i32x4.shr_u(b, 9));
      b = i32x4.add(c, i32x4.shl(c, 3));
      c = i32x4.add(v128.or(i32x4.shl(c, 21), i32x4.shr_u(c, 11)), word);
      word = v128.or(word, one);
      // z = intercept + slope x word, from the cell of the word's float32
      const cell = v128.and(i32x4.shr_u(f32x4.convert_i32x4_s(word), CELL_SHIFT), mask);
      const p0 = v128.load(table + i32x4.extract_lane(cell, 0));
      const p1 = v128.load(table + i32x4.extract_lane(cell, 1));
      const p2 = v128.load(table + i32x4.extract_lane(cell, 2));
      const p3 = v128.load(table + i32x4.extract_lane(cell, 3));
      const word01 = f64x2.convert_low_i32x4_s(word);
      const word23 = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(word, word, 2, 3, 2, 3));
      const z01 = f64x2.add(
        v128.shuffle<f64>(p0, p1, 0, 2),
        f64x2.mul(v128.shuffle<f64>(p0, p1, 1, 3), word01),
      );
      const z23 = f64x2.add(
        v128.shuffle<f64>(p2, p3, 0, 2),
        f64x2.mul(v128.shuffle<f64>(p2, p3, 1, 3), word23),
      );
      // score in whole steps: the low halves of doubles that carry ROUNDER
      const scale = v128.load64_splat(scales + (y << 3));
      const centre = v128.load64_splat(centres + (y << 3));
      const score01 = f64x2.add(f64x2.mul(scale, z01), centre);
      const score23 = f64x2.add(f64x2.mul(scale, z23), centre);
      const steps = v128.shuffle<i32>(score01, score23, 0, 2, 4, 6);
      let x = v128.or(i32x4.shl(steps, INDEX_BITS), i32x4.splat(y));
      const below = load<u32>(absentBelow + (y << 2));
      if (below > 0) {
        word = i32x4.add(i32x4.add(a, b), d);
        d = i32x4.add(d, one);
        a = v128.xor(b, i32x4.shr_u(b, 9));
        b = i32x4.add(c, i32x4.shl(c, 3));
        c = i32x4.add(v128.or(i32x4.shl(c, 21), i32x4.shr_u(c, 11)), word);
        const absent = i32x4.lt_u(v128.or(word, one), i32x4.splat(below));
        x = v128.bitselect(nobody, x, absent);
      }
      v128.store(state, a);
      v128.store(state, b, 16);
      v128.store(state, c, 32);
      v128.store(state, d, 48);
      if (sizeof<Places>() == 16) {
        if (i < width) v128.store(out + ((<usize>i) << 4), x);
        else enterLate(out, i, x);
        continue;
      }
      let high = i32x4.max_s(r0, x);
      x = i32x4.min_s(r0, x);
      r0 = high;
      high = i32x4.max_s(r1, x);
      x = i32x4.min_s(r1, x);
      r1 = high;
      high = i32x4.max_s(r2, x);
      x = i32x4.min_s(r2, x);
      r2 = high;
      high = i32x4.max_s(r3, x);
      if (sizeof<Places>() == 8) {
        x = i32x4.min_s(r3, x);
        r3 = high;
        high = i32x4.max_s(r4, x);
        x = i32x4.min_s(r4, x);
        r4 = high;
        high = i32x4.max_s(r5, x);
        x = i32x4.min_s(r5, x);
        r5 = high;
        high = i32x4.max_s(r6, x);
        x = i32x4.min_s(r6, x);
        r6 = high;
        high = i32x4.max_s(r7, x);
        x = i32x4.min_s(r7, x);
        r7 = high;
        r8 = i32x4.max_s(r8, x);
      } else {
        r3 = high;
      }
    }
    if (sizeof<Places>() == 16) {
      closeRanking(out);
      out += (<usize>width) << 4;
      continue;
    }
    v128.store(out, r0);
    v128.store(out, r1, 16);
    v128.store(out, r2, 32);
    v128.store(out, r3, 48);
    if (sizeof<Places>() == 8) {
      v128.store(out, r4, 64);
      v128.store(out, r5, 80);
      v128.store(out, r6, 96);
      v128.store(out, r7, 112);
      v128.store(out, r8, 128);
    }
    out += (<usize>width) << 4;
  }
}

/** The worst place that counts once the first `width` bidders are sorted. */
let threshold: v128 = i32x4.splat(0);

/** A bidder beyond the first `width` waits if it beats the worst place that counts in one of the four auctions. */
function enterLate(out: usize, place: i32, x: v128): void {
  if (place == width) {
    sortLanes(out, width);
    threshold = v128.load(out + ((<usize>slots) << 4));
    waiting = 0;
  }
  if (!v128.any_true(i32x4.gt_s(x, threshold))) return;
  v128.store(late + ((<usize>waiting) << 4), x);
  waiting++;
  if (waiting == width) mergeLate(out);
}

/** The best of two falling runs, one reversed, are their greater ones place by place: a run that falls and rises. */
function mergeLate(out: usize): void {
  const filled = padToEight(late, waiting);
  sortLanes(late, filled);
  let at = out + ((<usize>(width - 1)) << 4);
  for (let i = 0; i < filled; i++) {
    v128.store(at, i32x4.max_s(v128.load(at), v128.load(late + ((<usize>i) << 4))));
    at -= 16;
  }
  mergeHalves(out, out + ((<usize>width) << 4), (<usize>width) << 3);
  threshold = v128.load(out + ((<usize>slots) << 4));
  waiting = 0;
}

/** Sorts what has come; places that nobody takes are filled up. */
function closeRanking(out: usize): void {
  if (remaining > width) {
    if (waiting > 0) mergeLate(out);
    return;
  }
  const filled = padToEight(out, remaining);
  sortLanes(out, filled);
  for (let i = filled; i < width; i++) v128.store(out + ((<usize>i) << 4), i32x4.splat(i32.MIN_VALUE));
}

/** Fills up to the next multiple of eight with nobody. */
function padToEight(from: usize, count: i32): i32 {
  const filled = (count + 7) & ~7;
  for (let i = count; i < filled; i++) v128.store(from + ((<usize>i) << 4), i32x4.splat(i32.MIN_VALUE));
  return filled;
}

function fillAuctionWords(): void {
  let a = load<u32>(auctionState);
  let b = load<u32>(auctionState, 4);
  let c = load<u32>(auctionState, 8);
  let d = load<u32>(auctionState, 12);
  for (let i = 0; i < BATCH; i++) {
    const word = a + b + d;
    d = d + 1;
    a = b ^ (b >> 9);
    b = c + (c << 3);
    c = rotl<u32>(c, 21) + word;
    store<u32>(auctionWords + (i << 2), word);
  }
  store<u32>(auctionState, a);
  store<u32>(auctionState, b, 4);
  store<u32>(auctionState, c, 8);
  store<u32>(auctionState, d, 12);
}

/** As core/market/event/laneStates.ts. */
function clickWord(auctionWord: u32, salt: u32): u32 {
  let word = auctionWord ^ salt;
  word = (word ^ (word >> 16)) * 0x85ebca6b;
  word = (word ^ (word >> 13)) * 0xc2b2ae35;
  return word ^ (word >> 16);
}

/** Shows, clicks and charges auctions of a batch from `from` on; stops after the first in which a budget runs out. Returns the next. */
function settle(start: i32, from: i32, to: i32): i32 {
  for (let t = from; t < to; t++) {
    let spent = false;
    // Place j of auction t: group t >> 2, lane t & 3.
    let at = top + ((<usize>(t >> 2) * width) << 4) + ((t & 3) << 2);
    for (let slot = 0; slot < slots; slot++) {
      const packed = load<i32>(at);
      at += 16;
      const own = packed >> INDEX_BITS;
      if (packed == i32.MIN_VALUE || <f64>own < reserve) break;
      const y = packed & INDEX;
      const cell = slot * bidders + y;
      store<u32>(impressions + (cell << 2), load<u32>(impressions + (cell << 2)) + 1);
      const word = clickWord(load<u32>(auctionWords + (t << 2)), load<u32>(salts + (y << 2)));
      if (!(<f64>word < load<f64>(clickBelow + (cell << 3)))) continue;
      store<u32>(clicks + (cell << 2), load<u32>(clicks + (cell << 2)) + 1);
      const price = priceOf(at, slot, own, load<f64>(bids + (y << 3)));
      if (logRoom > 0) writeLog(start + t, y, price);
      const total = load<f64>(spend + (y << 3)) + price;
      const budget = load<f64>(budgets + (y << 3));
      store<f64>(spend + (y << 3), Math.min(total, budget));
      if (total >= budget) spent = true;
    }
    if (spent) return t + 1;
  }
  return to;
}

/** As core/market/event/clickPrice.ts. */
function clickPrice(bid: f64, toNext: f64, toReserve: f64): f64 {
  const next = toNext == -Infinity ? 0 : bid * scoreRatio(toNext) + tick;
  const price = toNext >= toReserve ? next : Math.max(next, bid * scoreRatio(toReserve));
  return Math.min(bid, price);
}

function writeLog(auction: i32, bidder: i32, price: f64): void {
  store<i32>(logAuctions + (logged << 2), auction);
  store<i32>(logBidders + (logged << 2), bidder);
  store<f64>(logPrices + (logged << 3), price);
  logged++;
}

/** Log score of the place at an address relative to the own one. */
function gapAt(at: usize, own: i32): f64 {
  const packed = load<i32>(at);
  return packed == i32.MIN_VALUE ? -Infinity : <f64>((packed >> INDEX_BITS) - own) * unit;
}

/** The price of a click; the places below begin at an address. */
function priceOf(at: usize, slot: i32, own: i32, bid: f64): f64 {
  if (mechanism == 2) return bid;
  const toReserve = (reserve - <f64>own) * unit;
  if (mechanism == 0) return clickPrice(bid, gapAt(at, own), toReserve);
  for (let place = slot; place < slots; place++)
    store<f64>(below + ((place - slot) << 3), gapAt(at + ((<usize>(place - slot)) << 4), own));
  return externality(bid, slot, toReserve);
}

/** As `externality` of core/market/event/clickPrice.ts; log gaps of the places below come from `below`. */
function externality(bid: f64, slot: i32, toReserve: f64): f64 {
  const own = load<f64>(effects + (slot << 3));
  if (own == 0) return Math.min(bid, bid * scoreRatio(toReserve));
  let loss: f64 = 0;
  for (let place = slot; place < slots; place++) {
    const effectBelow = place + 1 < slots ? load<f64>(effects + ((place + 1) << 3)) : 0;
    const gap = load<f64>(below + ((place - slot) << 3));
    loss += (load<f64>(effects + (place << 3)) - effectBelow) * scoreRatio(Math.max(gap, toReserve));
  }
  return Math.min(bid, bid * (loss / own));
}
