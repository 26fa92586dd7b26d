import { bulkStream, type BulkStream } from '../../math/fill.ts';
import type { StreamKey } from '../../math/keyed.ts';
import { embeddingTable, type EmbeddingTable } from './embeddingTable.ts';
import { emptyOutcome, type EventMarket, type EventOutcome } from './eventMarket.ts';
import { checkAuctions } from './issues.ts';
import { PlainWalkKernel } from './plainWalkKernel.ts';
import { bestBelowTable, meetTheRest } from './restOfWalk.ts';
import { GONE, WALK_BATCH, type WalkKernel, type WalkSetup } from './walkKernel.ts';
import { wasmWalkKernel } from './wasmWalkKernel.ts';

/** Points on bidders out of budget that cost as much as a new table, about. */
const WASTE_ALLOWED = 200_000;

/** Makes a kernel; the default takes WebAssembly where there is one. */
export type StartKernel = (setup: WalkSetup) => WalkKernel;

/**
 * Runs auctions by the Poisson embedding: only the best slots + 1 of each are drawn, so the cost does not grow with the
 * number of bidders. Same law as `runBruteForce`, other draws; the same bytes with and without WebAssembly.
 *
 * Bidders whose budget runs out are skipped from then on (thinning a Poisson process by label leaves the others'
 * processes as they are), and the rest of the batch, drawn before, is discarded: it played no part in that decision.
 * @param table from `embeddingTable`, good for as long as bids, qualities and the reserve stand
 */
export function runEmbedding(
  market: EventMarket,
  table: EmbeddingTable,
  auctions: number,
  key: StreamKey,
  day = 0,
  block = 0,
  startKernel: StartKernel = fastestKernel,
): EventOutcome {
  checkAuctions(auctions);
  const run = new EmbeddingRun(market, table, startKernel, (index) => bulkStream(key, day, block, index));
  for (const i of table.bidders) run.outcome.auctionsInBudget[i] = auctions;
  for (let done = 0; done < auctions;) done = run.advance(done, Math.min(WALK_BATCH, auctions - done));
  run.collect();
  return run.outcome;
}

function fastestKernel(setup: WalkSetup): WalkKernel {
  return wasmWalkKernel(setup) ?? new PlainWalkKernel(setup);
}

/** One run: its outcome so far, and the table and kernel in use. */
class EmbeddingRun {
  readonly outcome: EventOutcome;
  readonly #market: EventMarket;
  readonly #startKernel: StartKernel;
  readonly #streamOf: (index: number) => BulkStream;
  readonly #restStream: BulkStream;
  readonly #places: number;
  #streams = 1;
  /** Auctions walked, discarded ones included. */
  #walks = 0;
  #table: EmbeddingTable;
  #kernel: WalkKernel;
  /** Bidders with budget left. */
  #active: number;
  /** Points an auction, and so far, that are expected to fall on bidders out of budget. */
  #wasteRate = 0;
  #waste = 0;
  /** Auctions settled before this table. */
  #tableSince = 0;

  constructor(
    market: EventMarket,
    table: EmbeddingTable,
    startKernel: StartKernel,
    streamOf: (index: number) => BulkStream,
  ) {
    this.outcome = emptyOutcome(market);
    this.#market = market;
    this.#startKernel = startKernel;
    this.#streamOf = streamOf;
    this.#restStream = streamOf(0);
    this.#places = market.positionEffects.length + 1;
    this.#table = table;
    this.#active = table.bidders.length;
    this.#kernel = this.#start();
  }

  /** Runs up to `batch` auctions from number `done` on; returns the number to go on with. */
  advance(done: number, batch: number): number {
    this.#kernel.walkBatch(this.#walks, batch, Math.min(this.#places, this.#active));
    this.#walks += batch;
    if (this.#table.lowest > this.#table.reserve)
      meetTheRest(this.#table, this.#kernel, batch, this.#places, this.#restStream);
    const settled = this.#kernel.settleBatch(batch);
    const next = done + Math.abs(settled);
    if (settled < 0) this.#dropSpent(next);
    this.#waste += batch * this.#wasteRate;
    if (this.#waste > WASTE_ALLOWED) this.#renewTable(next);
    return next;
  }

  /** Adds the kernel's counts to the outcome. */
  collect(): void {
    const { bidders } = this.#table;
    const { impressions, clicks, spend } = this.#kernel;
    bidders.forEach((i, label) => {
      this.outcome.spend[i] = spend[label]!;
      for (let slot = 0; slot + 1 < this.#places; slot += 1) {
        const cell = slot * this.#market.bids.length + i;
        this.outcome.impressions[cell]! += impressions[slot * bidders.length + label]!;
        this.outcome.clicks[cell]! += clicks[slot * bidders.length + label]!;
      }
    });
  }

  #start(): WalkKernel {
    this.#streams += 2;
    return this.#startKernel({
      market: this.#market,
      table: this.#table,
      spend: Float64Array.from(this.#table.bidders, (i) => this.outcome.spend[i]!),
      walkStream: this.#streamOf(this.#streams - 2),
      clickStream: this.#streamOf(this.#streams - 1),
      bestBelow: (kernel, t) => bestBelowTable(this.#table, kernel, t, this.#places, this.#restStream),
    });
  }

  #dropSpent(done: number): void {
    const { metIn, spend, impressions } = this.#kernel;
    const labels = metIn.length;
    this.#table.bidders.forEach((i, label) => {
      if (metIn[label] === GONE || spend[label]! < this.#market.budgets[i]!) return;
      metIn[label] = GONE;
      this.outcome.auctionsInBudget[i] = done;
      this.#active -= 1;
      // As often as it was shown, its points would be met from now on.
      for (let cell = label; cell < impressions.length; cell += labels)
        this.#wasteRate += impressions[cell]! / (done - this.#tableSince);
    });
  }

  #renewTable(done: number): void {
    this.collect();
    this.#table = embeddingTable(this.#market, (i) => this.outcome.spend[i]! < this.#market.budgets[i]!);
    this.#kernel = this.#start();
    this.#tableSince = done;
    this.#wasteRate = 0;
    this.#waste = 0;
  }
}
