import { walkKernelBase64 } from '../../../kernels/generated/walk.ts';
import {
  EXPONENTIAL_TAIL,
  exponentialHeights,
  exponentialLimits,
  exponentialWidths,
} from '../../math/exponentialZiggurat.ts';
import { mechanismCode } from './mechanismCode.ts';
import { DEPTH_CELLS, coarseCells, depthEdges, fineCells } from './depthCells.ts';
import { instantiate, reserveMemory } from '../../math/instantiate.ts';
import { WALK_BATCH, WALK_WORDS, labelColumns, type WalkKernel, type WalkSetup } from './walkKernel.ts';

/** What src/kernels/assembly/walk.ts exports. Addresses are in bytes. */
interface KernelExports {
  readonly memory: WebAssembly.Memory;
  readonly heapBase: () => number;
  readonly placeConstants: (...addresses: number[]) => void;
  readonly setCells: (...ranges: number[]) => void;
  readonly shape: (
    from: number,
    cells: number,
    labels: number,
    slots: number,
    batch: number,
    aliasBits: number,
  ) => number;
  readonly start: (end: number, lowest: number, reserve: number, tick: number, mechanism: number) => void;
  readonly walkBatch: (first: number, batch: number, wanted: number) => void;
  readonly settleBatch: (batch: number) => number;
}

interface Kernel {
  readonly exports: KernelExports;
  /** The generators of the walks and of the clicks. */
  readonly states: number;
  /** First byte free for a table and its walks. */
  readonly free: number;
}

let loaded: Kernel | null | undefined;
/** What runs now; runs never overlap within a thread. */
let current: { setup: WalkSetup; kernel: WalkKernel } | undefined;

/** The embedding's kernel in WebAssembly, or undefined where the engine has none. */
export function wasmWalkKernel(setup: WalkSetup): WalkKernel | undefined {
  if (loaded === undefined) loaded = load();
  if (loaded === null) return undefined;
  const { exports, states, free } = loaded;
  const { table, market } = setup;
  const labels = table.bidders.length;
  const slots = market.positionEffects.length;
  reserveMemory(exports.memory, exports.shape(free, DEPTH_CELLS, labels, slots, WALK_BATCH, table.aliasBits));
  const { buffer } = exports.memory;
  new Int32Array(buffer, states, 8).set([...setup.walkStream, ...setup.clickStream]);
  let at = free;
  const doubles = (count: number) => new Float64Array(buffer, (at += 8 * count) - 8 * count, count);
  const words = (count: number) => new Uint32Array(buffer, (at += 4 * count) - 4 * count, count);
  const signed = (count: number) => new Int32Array(buffer, (at += 4 * count) - 4 * count, count);
  // In the order of the kernel's `shape`.
  doubles(DEPTH_CELLS).set(table.upper);
  doubles(DEPTH_CELLS).set(table.fall);
  doubles(DEPTH_CELLS).set(table.bound);
  doubles(labels).set(table.laws.map(({ mean }) => mean));
  doubles(labels).set(table.laws.map(({ sd }) => sd));
  doubles(labels).set(table.laws.map(({ activity }) => activity));
  const depths = doubles(WALK_BATCH * (slots + 1));
  const columns = labelColumns(market, table);
  doubles(labels * slots).set(columns.clickBelow);
  doubles(labels).set(columns.bids);
  doubles(labels).set(columns.budgets);
  const spend = doubles(labels);
  spend.set(setup.spend);
  doubles(slots).set(market.positionEffects);
  doubles(slots);
  const kernel: WalkKernel = {
    depths,
    spend,
    labels: signed(WALK_BATCH * (slots + 1)),
    met: signed(WALK_BATCH),
    metIn: signed(labels).fill(-1),
    impressions: words(labels * slots).fill(0),
    clicks: words(labels * slots).fill(0),
    walkBatch: exports.walkBatch,
    settleBatch: exports.settleBatch,
  };
  words(WALK_BATCH * slots);
  exports.start(table.end, table.lowest, table.reserve, market.tick, mechanismCode(market.mechanism));
  const before = current?.setup;
  current = { setup, kernel };
  // Run after run on one table, its large part is there already.
  if (before?.table === table && before.market.positionEffects.length === slots) return kernel;
  const floats = new Float32Array(
    buffer,
    (at += table.gap.byteLength) - table.gap.byteLength,
    table.gap.length,
  );
  floats.set(table.gap);
  const halves = (count: number) => new Uint16Array(buffer, (at += 2 * count) - 2 * count, count);
  halves(table.quanta.length).set(table.quanta);
  halves(table.alias.length).set(table.alias);
  return kernel;
}

function load(): Kernel | null {
  try {
    const exports = instantiate<KernelExports>(walkKernelBase64, {
      walkHost: {
        bestBelow: (t: number) => current!.setup.bestBelow(current!.kernel, t),
      },
    });
    const widths = Math.ceil(exports.heapBase() / 16) * 16;
    const heights = widths + exponentialWidths.byteLength;
    const edges = heights + exponentialHeights.byteLength;
    const limits = edges + depthEdges.byteLength;
    const states = limits + exponentialLimits.byteLength;
    const words = states + 32;
    const free = Math.ceil((words + 4 * WALK_WORDS) / 16) * 16;
    reserveMemory(exports.memory, free);
    const { buffer } = exports.memory;
    new Float64Array(buffer, widths, exponentialWidths.length).set(exponentialWidths);
    new Float64Array(buffer, heights, exponentialHeights.length).set(exponentialHeights);
    new Float64Array(buffer, edges, depthEdges.length).set(depthEdges);
    new Int32Array(buffer, limits, exponentialLimits.length).set(exponentialLimits);
    exports.placeConstants(states, states + 16, words, widths, limits, heights, EXPONENTIAL_TAIL, edges);
    exports.setCells(fineCells.first, fineCells.shift, fineCells.base, coarseCells.shift, coarseCells.base);
    return { exports, states, free };
  } catch {
    return null;
  }
}
