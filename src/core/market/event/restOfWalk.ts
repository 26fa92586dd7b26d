import { fillWords, type BulkStream } from '../../math/fill.ts';
import type { EmbeddingTable } from './embeddingTable.ts';
import { scoreCdf, scoreQuantile } from './scoreLaw.ts';
import { GONE, type WalkKernel } from './walkKernel.ts';

/**
 * Where a table ends above the reserve: draws everyone an auction has not met by its end and enters them by rank, at
 * depths beyond the end. Given that it was not met, a bidder's score has its law cut off at the end.
 */
export function meetTheRest(
  table: EmbeddingTable,
  kernel: WalkKernel,
  batch: number,
  places: number,
  stream: BulkStream,
): void {
  for (let t = 0; t < batch; t += 1) {
    const met = kernel.met[t]!;
    if (met === places) continue;
    const rest = unmet(table, kernel, t, places)
      .map((label) => ({ label, depth: table.end + (table.lowest - drawBelow(table, label, stream)) }))
      .filter(({ depth }) => depth < Infinity)
      .sort((a, b) => a.depth - b.depth)
      .slice(0, places - met);
    rest.forEach(({ label, depth }, i) => {
      kernel.labels[t * places + met + i] = label;
      kernel.depths[t * places + met + i] = depth;
    });
    kernel.met[t] = met + rest.length;
  }
}

/** The best log score among the bidders that auction t of the batch has not met; -Infinity if there are none. */
export function bestBelowTable(
  table: EmbeddingTable,
  kernel: WalkKernel,
  t: number,
  places: number,
  stream: BulkStream,
): number {
  return unmet(table, kernel, t, places).reduce(
    (best, label) => Math.max(best, drawBelow(table, label, stream)),
    -Infinity,
  );
}

/** Labels in budget that auction t of the batch has not met. */
function unmet(table: EmbeddingTable, kernel: WalkKernel, t: number, places: number): number[] {
  const known = kernel.labels.subarray(t * places, t * places + kernel.met[t]!);
  return Array.from(table.bidders.keys()).filter(
    (label) => kernel.metIn[label] !== GONE && !known.includes(label),
  );
}

const one = new Uint32Array(1);

/** A bidder's log score, given that it lies below the table's end; -Infinity if the bidder is absent. */
function drawBelow(table: EmbeddingTable, label: number, stream: BulkStream): number {
  fillWords(stream, one, 1);
  const law = table.laws[label]!;
  return scoreQuantile(law, (one[0]! + 0.5) * 2 ** -32 * scoreCdf(law, table.lowest));
}
