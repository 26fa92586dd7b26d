import { bulkStream, fillWords, type BulkStream } from '../../math/fill.ts';
import { CELL_SHIFT, FIRST_CELL, inverseNormalTable } from '../../math/inverseNormalTable.ts';
import type { StreamKey } from '../../math/keyed.ts';
import { batchWords, drawWords, type BatchWords } from './batchWords.ts';
import type { ClickLog } from './clickLog.ts';
import { clickPrice, externality } from './clickPrice.ts';
import type { EventMarket, EventOutcome } from './eventMarket.ts';
import { fixedScores, type FixedScores } from './fixedScores.ts';
import { BATCH, STATE_WORDS, clickSalts, clickWord, writeLaneStates } from './laneStates.ts';
import { toMarketOrder, type KernelCounts } from './toMarketOrder.ts';

/** Marks a rank nobody takes; every real score, ROUNDER included, lies far above. */
const NOBODY = -1;

/** Scratch and state of one run; bidders are numbered as in `scores.order`. */
interface Run extends KernelCounts {
  readonly scores: FixedScores;
  readonly slots: number;
  readonly states: Int32Array;
  /** As they were at the start of the batch, to draw the same words again. */
  readonly statesBefore: Int32Array;
  readonly salts: Int32Array;
  readonly words: BatchWords;
  /** `inverseNormalTable`. */
  readonly normals: Float64Array;
  readonly auctionStream: BulkStream;
  readonly auctionWords: Uint32Array;
  /** The best slots + 1 scores of each auction of the batch, falling, and who holds them. */
  readonly top: Float64Array;
  readonly holder: Int32Array;
  readonly market: EventMarket;
  /** Log scores below a clicked ad, for VCG. */
  readonly toBelow: Float64Array;
  readonly log: ClickLog | undefined;
  /** Bidders with budget left. */
  active: Int32Array;
}

/**
 * Runs `auctions` auctions one by one, every bidder drawn in each: the tier all others are held against.
 *
 * Three small loops over buffers (draw words, find the best scores, settle the slots) rather than one large function;
 * log scores, so that `exp` is needed for clicks alone; bidders sorted by mean, so that few draws enter the ranking.
 * None of it changes the law of the outcome: scores are exact but for rounding to the steps of `FixedScores` and the
 * 2e-6 of `inverseNormalTable`. When a budget runs out, the rest of the batch is ranked again, from the same words,
 * without the bidder.
 * @param log gets every click
 */
export function runBruteForce(
  market: EventMarket,
  auctions: number,
  key: StreamKey,
  day = 0,
  block = 0,
  log?: ClickLog,
): EventOutcome {
  const run = startRun(market, key, day, block, log);
  const { budgets } = run.scores;
  run.leftAt.fill(auctions);
  for (let start = 0; start < auctions; start += BATCH) {
    const batch = Math.min(BATCH, auctions - start);
    fillWords(run.auctionStream, run.auctionWords, BATCH);
    run.statesBefore.set(run.states);
    for (let done = 0; done < batch;) {
      rankBatch(run, batch);
      done = settleBatch(run, start, done, batch);
      if (!run.active.some((y) => run.spend[y]! >= budgets[y]!)) continue;
      for (const y of run.active) if (run.spend[y]! >= budgets[y]!) run.leftAt[y] = start + done;
      run.active = run.active.filter((y) => run.spend[y]! < budgets[y]!);
      if (done < batch) run.states.set(run.statesBefore);
    }
  }
  return toMarketOrder(market, run.scores.order, run);
}

function startRun(
  market: EventMarket,
  key: StreamKey,
  day: number,
  block: number,
  log: ClickLog | undefined,
): Run {
  const scores = fixedScores(market);
  const bidders = scores.order.length;
  const slots = market.positionEffects.length;
  const keys = Array.from(scores.order, (i) => market.keys[i]!);
  const states = new Int32Array(bidders * STATE_WORDS);
  writeLaneStates(states, keys, day, block);
  return {
    scores,
    slots,
    states,
    statesBefore: states.slice(),
    salts: clickSalts(keys, day, block),
    words: batchWords(),
    normals: inverseNormalTable(),
    auctionStream: bulkStream(key, day, block),
    auctionWords: new Uint32Array(BATCH),
    top: new Float64Array(BATCH * (slots + 1)),
    holder: new Int32Array(BATCH * (slots + 1)),
    impressions: new Uint32Array(bidders * slots),
    clicks: new Uint32Array(bidders * slots),
    spend: new Float64Array(bidders),
    leftAt: new Float64Array(bidders),
    market,
    toBelow: new Float64Array(slots),
    log,
    active: Int32Array.from(scores.order.keys()),
  };
}

/** Draws the batch, one bidder after the other, and finds the best slots + 1 scores of each auction. */
function rankBatch(run: Run, batch: number): void {
  const { active, words, states, scores, top, slots } = run;
  top.fill(NOBODY, 0, batch * (slots + 1));
  for (const y of active) {
    const absentBelow = scores.absentBelow[y]!;
    drawWords(words, states, y, absentBelow > 0);
    rankBidder(run, y, scores.scales[y]!, scores.centres[y]!, absentBelow, batch);
  }
}

/** Enters one bidder's scores of the batch into the rankings. Equal scores go to the later bidder. */
function rankBidder(
  { words, normals, top, holder, slots }: Run,
  bidder: number,
  scale: number,
  centre: number,
  absentBelow: number,
  batch: number,
): void {
  const { noise, noiseBits, presence } = words;
  let first = 0;
  let last = slots;
  for (let t = 0; t < batch; t += 1) {
    const cell = ((noiseBits[t]! >>> CELL_SHIFT) - FIRST_CELL) << 1;
    const score = scale * (normals[cell]! + normals[cell + 1]! * noise[t]!) + centre;
    if (score >= top[last]! && !(absentBelow > 0 && presence[t]! < absentBelow)) {
      let j = last;
      for (; j > first && top[j - 1]! <= score; j -= 1) {
        top[j] = top[j - 1]!;
        holder[j] = holder[j - 1]!;
      }
      top[j] = score;
      holder[j] = bidder;
    }
    first += slots + 1;
    last += slots + 1;
  }
}

/**
 * Shows, clicks and charges the auctions in [from, to) of the batch in order; stops after the first in which a budget runs
 * out. Returns the auction to go on with.
 * @param start number of the batch's first auction
 */
function settleBatch(run: Run, start: number, from: number, to: number): number {
  const { scores, slots, top, holder, auctionWords, salts, impressions, clicks, spend, log } = run;
  const bidders = scores.order.length;
  for (let t = from; t < to; t += 1) {
    let spent = false;
    for (let slot = 0; slot < slots; slot += 1) {
      const at = t * (slots + 1) + slot;
      const own = top[at]!;
      if (own === NOBODY || own < scores.reserve) break;
      const y = holder[at]!;
      const cell = slot * bidders + y;
      impressions[cell]! += 1;
      if (!(clickWord(auctionWords[t]!, salts[y]!) < scores.clickBelow[cell]!)) continue;
      const price = priceOf(run, at, slot, scores.bids[y]!);
      clicks[cell]! += 1;
      log?.add(start + t, scores.order[y]!, price);
      const total = spend[y]! + price;
      spent ||= total >= scores.budgets[y]!;
      spend[y] = Math.min(total, scores.budgets[y]!);
    }
    if (spent) return t + 1;
  }
  return to;
}

/** The price of a click on the ad at a place of the rankings. */
function priceOf(
  { market, scores, top, slots, toBelow }: Run,
  at: number,
  slot: number,
  bid: number,
): number {
  const own = top[at]!;
  const toReserve = (scores.reserve - own) * scores.unit;
  const gap = (place: number): number =>
    top[place] === NOBODY ? -Infinity : (top[place]! - own) * scores.unit;
  if (market.mechanism === 'first-price') return bid;
  if (market.mechanism !== 'vcg') return clickPrice(bid, gap(at + 1), toReserve, market.tick);
  for (let place = slot; place < slots; place += 1) toBelow[place - slot] = gap(at + 1 + place - slot);
  return externality(bid, market.positionEffects, slot, toBelow, toReserve);
}
