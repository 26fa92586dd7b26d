import { exponentialDraw } from '../../math/exponentialZiggurat.ts';
import { fillWords } from '../../math/fill.ts';
import { clickPrice, externality } from './clickPrice.ts';
import { cellOfDepth } from './depthCells.ts';
import { logScoreAt, type EmbeddingTable } from './embeddingTable.ts';
import {
  WALK_BATCH,
  WALK_WORDS,
  labelColumns,
  settleLabel,
  type WalkKernel,
  type WalkSetup,
} from './walkKernel.ts';

/** The embedding's kernel in TypeScript, for engines without WebAssembly; reads best of the two. */
export class PlainWalkKernel implements WalkKernel {
  readonly labels: Int32Array;
  readonly depths: Float64Array;
  readonly met = new Int32Array(WALK_BATCH);
  readonly metIn: Int32Array;
  readonly impressions: Uint32Array;
  readonly clicks: Uint32Array;
  readonly spend: Float64Array;
  readonly #table: EmbeddingTable;
  readonly #setup: WalkSetup;
  readonly #columns: ReturnType<typeof labelColumns>;
  readonly #slots: number;
  readonly #toBelow: Float64Array;
  readonly #words = new Uint32Array(WALK_WORDS);
  readonly #clickWords: Uint32Array;
  readonly #next = () => this.#nextWord();
  #at = WALK_WORDS;

  constructor(setup: WalkSetup) {
    const labels = setup.table.bidders.length;
    const slots = setup.market.positionEffects.length;
    this.#setup = setup;
    this.#table = setup.table;
    this.#columns = labelColumns(setup.market, setup.table);
    this.#slots = slots;
    this.#toBelow = new Float64Array(slots);
    this.#clickWords = new Uint32Array(WALK_BATCH * slots);
    this.labels = new Int32Array(WALK_BATCH * (slots + 1));
    this.depths = new Float64Array(WALK_BATCH * (slots + 1));
    this.metIn = new Int32Array(labels).fill(-1);
    this.impressions = new Uint32Array(labels * slots);
    this.clicks = new Uint32Array(labels * slots);
    this.spend = setup.spend.slice();
  }

  walkBatch(first: number, batch: number, wanted: number): void {
    for (let t = 0; t < batch; t += 1) this.met[t] = this.#walk(first + t, t * (this.#slots + 1), wanted);
  }

  settleBatch(batch: number): number {
    const { clickStream } = this.#setup;
    fillWords(clickStream, this.#clickWords, batch * this.#slots);
    for (let t = 0; t < batch; t += 1) if (this.#settle(t)) return -(t + 1);
    return batch;
  }

  /** Walks one auction from the top; returns how many it met. */
  #walk(auction: number, row: number, wanted: number): number {
    const { alias, aliasBits, end, bidders } = this.#table;
    let met = 0;
    let depth = 0;
    while (met < wanted) {
      // Two words: an exponential step, and whose point it is.
      if (this.#at > WALK_WORDS - 2) this.#refill();
      const word = this.#words[this.#at + 1]!;
      this.#at += 2;
      depth += exponentialDraw(this.#words[this.#at - 2]!, this.#next);
      if (depth >= end) break;
      const cell = cellOfDepth(depth);
      const slot = word >>> (32 - aliasBits);
      const entry = alias[(cell << aliasBits) + slot]!;
      const rest = (word >>> 16) & ((1 << (16 - aliasBits)) - 1);
      let label = rest < entry >>> aliasBits ? slot : entry & ((1 << aliasBits) - 1);
      if (label === bidders.length) {
        label = settleLabel(this.#table, cell, depth, this.#nextWord());
        if (label < 0) continue;
      }
      const last = this.metIn[label]!;
      if (last >= auction) continue;
      this.metIn[label] = auction;
      this.labels[row + met] = label;
      this.depths[row + met] = depth;
      met += 1;
    }
    return met;
  }

  #nextWord(): number {
    if (this.#at === WALK_WORDS) this.#refill();
    this.#at += 1;
    return this.#words[this.#at - 1]!;
  }

  #refill(): void {
    fillWords(this.#setup.walkStream, this.#words, WALK_WORDS);
    this.#at = 0;
  }

  /** Settles auction t of the batch; says whether a budget ran out. */
  #settle(t: number): boolean {
    const { end, lowest, reserve, bidders } = this.#table;
    const { bids, budgets, clickBelow } = this.#columns;
    const lastShown = end + Math.max(0, lowest - reserve);
    const most = Math.min(this.#slots, this.met[t]!);
    let spent = false;
    for (let slot = 0; slot < most; slot += 1) {
      const place = t * (this.#slots + 1) + slot;
      if (this.depths[place]! > lastShown) break;
      const label = this.labels[place]!;
      const cell = slot * bidders.length + label;
      this.impressions[cell]! += 1;
      if (!(this.#clickWords[t * this.#slots + slot]! < clickBelow[cell]!)) continue;
      this.clicks[cell]! += 1;
      const total = this.spend[label]! + this.#price(t, slot, bids[label]!);
      spent ||= total >= budgets[label]!;
      this.spend[label] = Math.min(total, budgets[label]!);
    }
    return spent;
  }

  #price(t: number, slot: number, bid: number): number {
    const { reserve, lowest } = this.#table;
    const { tick, mechanism, positionEffects } = this.#setup.market;
    if (mechanism === 'first-price') return bid;
    const place = t * (this.#slots + 1) + slot;
    const own = logScoreAt(this.#table, this.depths[place]!);
    if (mechanism === 'vcg') {
      for (let below = slot + 1; below <= this.#slots; below += 1)
        this.#toBelow[below - slot - 1] =
          below < this.met[t]!
            ? logScoreAt(this.#table, this.depths[place + below - slot]!) - own
            : -Infinity;
      return externality(bid, positionEffects, slot, this.#toBelow, reserve - own);
    }
    let next = -Infinity;
    if (slot + 1 < this.met[t]!) next = logScoreAt(this.#table, this.depths[place + 1]!);
    // The table ended at the reserve: whoever is below matters for the tick alone.
    else if (tick > 0 && lowest <= reserve) next = this.#setup.bestBelow(this, t);
    return clickPrice(bid, next - own, reserve - own, tick);
  }
}
