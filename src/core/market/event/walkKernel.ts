import { QUANTA } from '../../math/aliasTable.ts';
import type { BulkStream } from '../../math/fill.ts';
import { logScoreAt, type EmbeddingTable } from './embeddingTable.ts';
import type { EventMarket } from './eventMarket.ts';
import { scoreRate } from './scoreLaw.ts';

/** Auctions walked together. */
export const WALK_BATCH = 256;
/** Words drawn together. */
export const WALK_WORDS = 2048;
/** Mark of a label that no walk meets any more. */
export const GONE = 0x7fffffff;

/** What a kernel of the embedding starts from. It takes the streams over. */
export interface WalkSetup {
  readonly market: EventMarket;
  readonly table: EmbeddingTable;
  /** By label [currency]. */
  readonly spend: Float64Array;
  readonly walkStream: BulkStream;
  readonly clickStream: BulkStream;
  /** The best log score below the table's end among the bidders that auction t of the batch has not met. */
  readonly bestBelow: (kernel: WalkKernel, t: number) => number;
}

/** Runs auctions on one embedding table. Two implementations, TypeScript and WebAssembly, of the same bits. */
export interface WalkKernel {
  /** Auction x places + place: who was met, best first, at which depth. */
  readonly labels: Int32Array;
  readonly depths: Float64Array;
  /** How many each auction met. */
  readonly met: Int32Array;
  /** Number of the last walk that met each label; GONE for those out of budget. */
  readonly metIn: Int32Array;
  /** Slot x labels + label. */
  readonly impressions: Uint32Array;
  readonly clicks: Uint32Array;
  /** By label [currency]. */
  readonly spend: Float64Array;
  /** Walks auctions, each until `wanted` labels are met or the table ends. Numbers from `first` on, never used twice. */
  readonly walkBatch: (first: number, batch: number, wanted: number) => void;
  /** Shows, clicks and charges. Returns how many; negative if it stopped as a budget ran out in the last. */
  readonly settleBatch: (batch: number) => number;
}

/** Columns of a market by label. A click word below `clickBelow` (slot x labels + label) means a click. */
export function labelColumns(
  { bids, budgets, clickThroughRates, positionEffects }: EventMarket,
  { bidders }: EmbeddingTable,
): { bids: Float64Array; budgets: Float64Array; clickBelow: Float64Array } {
  const pick = (values: Float64Array) => Float64Array.from(bidders, (i) => values[i]!);
  const rates = pick(clickThroughRates);
  const clickBelow = new Float64Array(bidders.length * positionEffects.length);
  positionEffects.forEach((effect, slot) =>
    clickBelow.set(
      rates.map((rate) => rate * effect * 2 ** 32),
      slot * bidders.length,
    ),
  );
  return { bids: pick(bids), budgets: pick(budgets), clickBelow };
}

/** Whose an unsure point is: a bidder's with the excess of its exact rate over its least in the cell, or nobody's (-1). */
export function settleLabel(table: EmbeddingTable, cell: number, depth: number, word: number): number {
  const { bound, quanta, gap, laws } = table;
  const labels = laws.length;
  const quantum = bound[cell]! / QUANTA;
  const counts = cell * (labels + 1);
  let left = (word + 0.5) * 2 ** -32 * (quanta[counts + labels]! * quantum);
  for (let label = 0; label < labels; label += 1) {
    const width = gap[cell * labels + label]!;
    if (left < width) {
      const least = quanta[counts + label]! * quantum;
      return left < scoreRate(laws[label]!, logScoreAt(table, depth)) - least ? label : -1;
    }
    left -= width;
  }
  return -1;
}
