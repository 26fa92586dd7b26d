// The kernel of core/market/event/plainWalker.ts for WebAssembly: the same words, the same doubles, the same auctions.
// Compiled by scripts/kernels.mjs; the host lays out memory and passes addresses in bytes.
import { normalCdf, normalPdf, normalReversedHazard, scoreRatio } from './elementary';
import { bestBelow } from './walkHost';

const QUANTA: f64 = 65536.0;
const WORDS: i32 = 2048;

// Addresses, set by the host.
let walkState: usize = 0;
let clickState: usize = 0;
let words: usize = 0;
let clickWords: usize = 0;
let widths: usize = 0;
let limits: usize = 0;
let heights: usize = 0;
let edges: usize = 0;
let upper: usize = 0;
let fall: usize = 0;
let bound: usize = 0;
let means: usize = 0;
let sds: usize = 0;
let activity: usize = 0;
let gap: usize = 0;
let quanta: usize = 0;
let depths: usize = 0;
let clickBelow: usize = 0;
let bids: usize = 0;
let budgets: usize = 0;
let spend: usize = 0;
let metIn: usize = 0;
let labels: usize = 0;
let met: usize = 0;
let impressions: usize = 0;
let clicks: usize = 0;
let alias: usize = 0;
/** Position effects, and room for the log gaps below a clicked ad. */
let effects: usize = 0;
let below: usize = 0;

let exponentialTail: f64 = 0;
let aliasBits: i32 = 0;
let bidders: i32 = 0;
let slots: i32 = 0;
let places: i32 = 0;
let end: f64 = 0;
let lowest: f64 = 0;
let reserve: f64 = 0;
let tick: f64 = 0;
/** 0 GSP, 1 VCG, 2 first price. */
let mechanism: i32 = 0;
let fineFirst: i32 = 0;
let fineShift64: i64 = 0;
let fineBase: i32 = 0;
let coarseShift64: i64 = 0;
let coarseBase: i32 = 0;

/** Where to read the next word. */
let at: usize = 0;

export function heapBase(): usize {
  return __heap_base;
}

/** Areas that stay put: generators, words, the exponential ziggurat, edges of the cells. */
export function placeConstants(
  walkState_: usize,
  clickState_: usize,
  words_: usize,
  widths_: usize,
  limits_: usize,
  heights_: usize,
  tail: f64,
  edges_: usize,
): void {
  walkState = walkState_;
  clickState = clickState_;
  words = words_;
  widths = widths_;
  limits = limits_;
  heights = heights_;
  exponentialTail = tail;
  edges = edges_;
}

/** How cells are cut from the high word of a depth: (word >> shift) - base; fine ones have numbers from `fineFirst_` on. */
export function setCells(
  fineFirst_: i32,
  fineShift: i32,
  fineBase_: i32,
  coarseShift: i32,
  coarseBase_: i32,
): void {
  fineFirst = fineFirst_;
  fineShift64 = 32 + fineShift;
  fineBase = fineBase_;
  coarseShift64 = 32 + coarseShift;
  coarseBase = coarseBase_;
}

/** Lays out a table and its walks from `from` on (aligned to 8): doubles, words, halves; returns the first byte after them. */
export function shape(
  from: usize,
  cells: i32,
  bidders_: i32,
  slots_: i32,
  batch: i32,
  aliasBits_: i32,
): usize {
  bidders = bidders_;
  slots = slots_;
  places = slots_ + 1;
  aliasBits = aliasBits_;
  upper = from;
  fall = upper + (cells << 3);
  bound = fall + (cells << 3);
  means = bound + (cells << 3);
  sds = means + (bidders_ << 3);
  activity = sds + (bidders_ << 3);
  depths = activity + (bidders_ << 3);
  clickBelow = depths + ((batch * places) << 3);
  bids = clickBelow + ((bidders_ * slots_) << 3);
  budgets = bids + (bidders_ << 3);
  spend = budgets + (bidders_ << 3);
  effects = spend + (bidders_ << 3);
  below = effects + (slots_ << 3);
  labels = below + (slots_ << 3);
  met = labels + ((batch * places) << 2);
  metIn = met + (batch << 2);
  impressions = metIn + (bidders_ << 2);
  clicks = impressions + ((bidders_ * slots_) << 2);
  clickWords = clicks + ((bidders_ * slots_) << 2);
  gap = clickWords + ((batch * slots_) << 2);
  quanta = gap + ((cells * bidders_) << 2);
  alias = quanta + ((cells * (bidders_ + 1)) << 1);
  return alias + (cells << (aliasBits_ + 1));
}

/** Starts afresh on the table in memory. */
export function start(end_: f64, lowest_: f64, reserve_: f64, tick_: f64, mechanism_: i32): void {
  end = end_;
  lowest = lowest_;
  reserve = reserve_;
  tick = tick_;
  mechanism = mechanism_;
  at = words + (WORDS << 2);
}

/** Walks `batch` auctions numbered from `first`; writes who was met, at which depth, and how many. */
export function walkBatch(first: i32, batch: i32, wanted: i32): void {
  // Globals are read anew at every use; locals stay in registers.
  const widths_ = widths;
  const limits_ = limits;
  const alias_ = alias;
  const metIn_ = metIn;
  const end_ = end;
  const bits = aliasBits;
  const unsure = bidders;
  const lastPair = words + ((WORDS - 2) << 2);
  const base = fineBase;
  const firstFine = fineFirst;
  const mask: u32 = (1 << bits) - 1;
  const rest: u32 = (1 << (16 - bits)) - 1;
  let next = at;
  for (let t = 0; t < batch; t++) {
    const auction = first + t;
    let label_ = labels + ((t * places) << 2);
    let depth_ = depths + ((t * places) << 3);
    const full = label_ + (wanted << 2);
    let depth: f64 = 0;
    while (label_ < full) {
      // Two words: an exponential step, and whose point it is.
      if (next > lastPair) next = refill();
      const pair = load<u64>(next);
      next += 8;
      const layer = <usize>(pair & 255);
      const steps = (<u32>pair) >> 8;
      let step = <f64>steps * load<f64>(widths_ + (layer << 3));
      if (steps >= load<u32>(limits_ + (layer << 2))) {
        at = next;
        step = settleStep(<u32>pair);
        next = at;
      }
      depth += step;
      if (depth >= end_) break;
      let cell = <i32>(reinterpret<i64>(depth) >> fineShift64) - base;
      if (cell < firstFine) cell = coarseCellOf(depth);
      const word = <u32>(pair >> 48);
      const slot = word >> (16 - bits);
      const entry = <u32>load<u16>(alias_ + (((cell << bits) + slot) << 1));
      let label = <i32>select<u32>(slot, entry & mask, (word & rest) < entry >> bits);
      if (label == unsure) {
        at = next;
        label = settleLabel(cell, depth, nextWord());
        next = at;
        if (label < 0) continue;
      }
      // A label met before, or out of budget, is written all the same, to be overwritten by the next.
      const lastMet = metIn_ + (label << 2);
      const last = load<i32>(lastMet);
      const fresh = <usize>(last < auction);
      store<i32>(lastMet, max(last, auction));
      store<i32>(label_, label);
      store<f64>(depth_, depth);
      label_ += fresh << 2;
      depth_ += fresh << 3;
    }
    store<i32>(met + (t << 2), (label_ - labels - ((t * places) << 2)) >> 2);
  }
  at = next;
}

function cellOf(depth: f64): i32 {
  const cell = <i32>(reinterpret<i64>(depth) >> fineShift64) - fineBase;
  return cell >= fineFirst ? cell : coarseCellOf(depth);
}

function coarseCellOf(depth: f64): i32 {
  return max(0, <i32>(reinterpret<i64>(depth) >> coarseShift64) - coarseBase);
}

/** As in core/market/event/walkKernel.ts. */
function settleLabel(cell: i32, depth: f64, word: u32): i32 {
  const quantum = load<f64>(bound + (cell << 3)) / QUANTA;
  const counts = quanta + ((cell * (bidders + 1)) << 1);
  const gaps = gap + ((cell * bidders) << 2);
  let left = (<f64>word + 0.5) * 2.3283064365386963e-10 * (<f64>load<u16>(counts + (bidders << 1)) * quantum);
  for (let label = 0; label < bidders; label++) {
    const width = <f64>load<f32>(gaps + (label << 2));
    if (left < width) {
      const least = <f64>load<u16>(counts + (label << 1)) * quantum;
      return left < scoreRate(label, logScoreAt(depth)) - least ? label : -1;
    }
    left -= width;
  }
  return -1;
}

/** As in core/market/event/scoreLaw.ts. */
function scoreRate(label: i32, x: f64): f64 {
  const sd = load<f64>(sds + (label << 3));
  const present = load<f64>(activity + (label << 3));
  const z = (x - load<f64>(means + (label << 3))) / sd;
  if (present == 1) return normalReversedHazard(z) / sd;
  return (present * normalPdf(z)) / (sd * (1 - present + present * normalCdf(z)));
}

function nextWord(): u32 {
  if (at == words + (WORDS << 2)) at = refill();
  const word = load<u32>(at);
  at += 4;
  return word;
}

/** As `exponentialDraw` of core/math. */
function settleStep(start: u32): f64 {
  let beyond: f64 = 0;
  let word = start;
  while (true) {
    const layer = <usize>(word & 255);
    const steps = word >> 8;
    const x = <f64>steps * load<f64>(widths + (layer << 3));
    if (steps < load<u32>(limits + (layer << 2))) return beyond + x;
    if (layer == 0) {
      beyond += exponentialTail;
    } else {
      const share = (<f64>nextWord() + 0.5) * 2.3283064365386963e-10;
      const bottom = load<f64>(heights + (layer << 3));
      if (bottom + share * (load<f64>(heights + (layer << 3), 8) - bottom) < scoreRatio(-x))
        return beyond + x;
    }
    word = nextWord();
  }
}

function refill(): usize {
  fill(walkState, words, WORDS);
  return words;
}

/** sfc32, as `fillWords` of core/math. */
function fill(state: usize, out: usize, count: i32): void {
  let a = load<u32>(state);
  let b = load<u32>(state, 4);
  let c = load<u32>(state, 8);
  let d = load<u32>(state, 12);
  for (let i = 0; i < count; i++) {
    const word = a + b + d;
    d = d + 1;
    a = b ^ (b >> 9);
    b = c + (c << 3);
    c = rotl<u32>(c, 21) + word;
    store<u32>(out + (i << 2), word);
  }
  store<u32>(state, a);
  store<u32>(state, b, 4);
  store<u32>(state, c, 8);
  store<u32>(state, d, 12);
}

/** Shows, clicks and charges the batch. Returns how many; negative if it stopped as a budget ran out in the last. */
export function settleBatch(batch: i32): i32 {
  fill(clickState, clickWords, batch * slots);
  const lastShown = end + max(0.0, lowest - reserve);
  for (let t = 0; t < batch; t++) {
    let spent = false;
    const most = min(slots, load<i32>(met + (t << 2)));
    for (let slot = 0; slot < most; slot++) {
      const place = t * places + slot;
      const depth = load<f64>(depths + (place << 3));
      if (depth > lastShown) break;
      const label = load<i32>(labels + (place << 2));
      const cell = slot * bidders + label;
      store<u32>(impressions + (cell << 2), load<u32>(impressions + (cell << 2)) + 1);
      const word = <f64>load<u32>(clickWords + ((t * slots + slot) << 2));
      if (!(word < load<f64>(clickBelow + (cell << 3)))) continue;
      store<u32>(clicks + (cell << 2), load<u32>(clicks + (cell << 2)) + 1);
      const total = load<f64>(spend + (label << 3)) + price(t, slot, depth, load<f64>(bids + (label << 3)));
      const budget = load<f64>(budgets + (label << 3));
      store<f64>(spend + (label << 3), Math.min(total, budget));
      if (total >= budget) spent = true;
    }
    if (spent) return -(t + 1);
  }
  return batch;
}

function price(t: i32, slot: i32, depth: f64, bid: f64): f64 {
  if (mechanism == 2) return bid;
  const own = logScoreAt(depth);
  const known = load<i32>(met + (t << 2));
  if (mechanism == 1) {
    for (let place = slot + 1; place <= slots; place++) {
      const gap =
        place < known ? logScoreAt(load<f64>(depths + ((t * places + place) << 3))) - own : -Infinity;
      store<f64>(below + ((place - slot - 1) << 3), gap);
    }
    return externality(bid, slot, reserve - own);
  }
  let next = -Infinity;
  if (slot + 1 < known) next = logScoreAt(load<f64>(depths + ((t * places + slot + 1) << 3)));
  else if (tick > 0 && lowest <= reserve) next = bestBelow(t);
  return clickPrice(bid, next - own, reserve - own);
}

function logScoreAt(depth: f64): f64 {
  if (depth >= end) return lowest - (depth - end);
  const cell = cellOf(depth) << 3;
  return load<f64>(upper + cell) - (depth - load<f64>(edges + cell)) * load<f64>(fall + cell);
}

/** As core/market/event/clickPrice.ts. */
function clickPrice(bid: f64, toNext: f64, toReserve: f64): f64 {
  const next = toNext == -Infinity ? 0 : bid * scoreRatio(toNext) + tick;
  const price = toNext >= toReserve ? next : Math.max(next, bid * scoreRatio(toReserve));
  return Math.min(bid, price);
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
