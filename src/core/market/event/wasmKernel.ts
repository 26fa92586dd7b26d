import { eventKernelBase64 } from '../../../kernels/generated/event.ts';
import { bulkStream } from '../../math/fill.ts';
import { inverseNormalTable } from '../../math/inverseNormalTable.ts';
import type { StreamKey } from '../../math/keyed.ts';
import type { EventMarket, EventOutcome } from './eventMarket.ts';
import { PACKED_BIDDERS, fixedScores, type FixedScores } from './fixedScores.ts';
import type { ClickLog } from './clickLog.ts';
import { mechanismCode } from './mechanismCode.ts';
import { instantiate, reserveMemory } from '../../math/instantiate.ts';
import { BATCH, STATE_WORDS, clickSalts, writeLaneStates } from './laneStates.ts';
import { toMarketOrder, type KernelCounts } from './toMarketOrder.ts';

/** Places the kernel's rankings have at most, the price setter's included. */
const PLACES = 128;
/** Auctions between two readings of the log of clicks; whole batches. */
const LOGGED_AUCTIONS = 64 * BATCH;

/** What src/kernels/assembly/event.ts exports. Addresses are in bytes. */
interface KernelExports {
  readonly memory: WebAssembly.Memory;
  readonly heapBase: () => number;
  readonly place: (
    table: number,
    auctionState: number,
    auctionWords: number,
    top: number,
    late: number,
  ) => void;
  readonly shape: (from: number, bidders: number, slots: number, logRoom: number) => number;
  readonly run: (
    from: number,
    to: number,
    reserve: number,
    unit: number,
    tick: number,
    mechanism: number,
  ) => number;
}

/** The kernel, and where the generator of the auctions' words and the columns of a market go. */
interface Kernel {
  readonly exports: KernelExports;
  readonly auctionState: number;
  readonly columns: number;
}

let loaded: Kernel | null | undefined;

/** Whether the WASM kernel can run this market: the engine has SIMD, and the market fits its packed scores. */
export function wasmRuns(market: EventMarket): boolean {
  return market.bids.length <= PACKED_BIDDERS && market.positionEffects.length < PLACES && kernel() !== null;
}

/**
 * The brute-force tier in WebAssembly: the outcome of `runBruteForce`, bit for bit, several times faster.
 *
 * Exact because it is the same computation: the same words, the same table, doubles in the same order, exp from
 * the same source. Only `rank` differs: four auctions at once in sorting networks of packed whole scores.
 * Call it for markets that `wasmRuns` accepts.
 * @param log gets every click
 */
export function runWasm(
  market: EventMarket,
  auctions: number,
  key: StreamKey,
  day = 0,
  block = 0,
  log?: ClickLog,
): EventOutcome {
  const { exports, auctionState, columns: from } = kernel()!;
  const scores = fixedScores(market);
  const bidders = scores.order.length;
  const slots = market.positionEffects.length;
  const stretch = log === undefined ? auctions : LOGGED_AUCTIONS;
  const logRoom = log === undefined ? 0 : Math.min(stretch, auctions) * slots;
  reserveMemory(exports.memory, exports.shape(from, bidders, slots, logRoom));
  const bytes = exports.memory.buffer;
  new Int32Array(bytes, auctionState, 4).set(bulkStream(key, day, block));
  const columns = columnViews(bytes, from, bidders, slots, logRoom);
  const keys = Array.from(scores.order, (i) => market.keys[i]!);
  writeLaneStates(columns.states, keys, day, block);
  columns.salts.set(clickSalts(keys, day, block));
  fillColumns(columns, scores);
  columns.effects.set(market.positionEffects);
  const code = mechanismCode(market.mechanism);
  columns.leftAt.fill(auctions);
  for (let start = 0; start < auctions; start += stretch) {
    const end = Math.min(start + stretch, auctions);
    const logged = exports.run(start, end, scores.reserve, scores.unit, market.tick, code);
    for (let i = 0; i < logged; i += 1)
      log!.add(columns.logAuctions[i]!, scores.order[columns.logBidders[i]!]!, columns.logPrices[i]!);
  }
  return toMarketOrder(market, scores.order, columns);
}

interface Columns extends KernelCounts {
  readonly states: Int32Array;
  readonly centres: Float64Array;
  readonly scales: Float64Array;
  readonly bids: Float64Array;
  readonly budgets: Float64Array;
  readonly clickBelow: Float64Array;
  readonly absentBelow: Uint32Array;
  readonly salts: Int32Array;
  readonly effects: Float64Array;
  readonly logPrices: Float64Array;
  readonly logAuctions: Int32Array;
  readonly logBidders: Int32Array;
}

/** Views of the columns that the kernel's `shape` lays out, in its order; all but the states take eight bytes an entry. */
function columnViews(
  bytes: ArrayBuffer,
  from: number,
  bidders: number,
  slots: number,
  logRoom: number,
): Columns {
  const states = new Int32Array(bytes, from, bidders * STATE_WORDS);
  let at = from + 2 * states.byteLength;
  const next = (columns: number) => {
    const start = at;
    at += 8 * bidders * columns;
    return start;
  };
  const doubles = (columns = 1) => new Float64Array(bytes, next(columns), bidders * columns);
  const words = (columns = 1) => new Uint32Array(bytes, next(columns), bidders * columns);
  const [centres, scales, bids, budgets] = [doubles(), doubles(), doubles(), doubles()];
  const [spend, leftAt, clickBelow] = [doubles(), doubles(), doubles(slots)];
  const [absentBelow, salts] = [words(), new Int32Array(bytes, next(1), bidders)];
  next(1);
  const [impressions, clicks] = [words(slots), words(slots)];
  const effects = new Float64Array(bytes, at, slots);
  at += 16 * slots;
  const logPrices = new Float64Array(bytes, at, logRoom);
  const logAuctions = new Int32Array(bytes, at + 8 * logRoom, logRoom);
  const logBidders = new Int32Array(bytes, at + 12 * logRoom, logRoom);
  const ranking = { centres, scales, absentBelow, states };
  const counts = { spend, leftAt, impressions, clicks };
  return {
    ...ranking,
    ...counts,
    bids,
    budgets,
    clickBelow,
    salts,
    effects,
    logPrices,
    logAuctions,
    logBidders,
  };
}

function fillColumns(columns: Columns, scores: FixedScores): void {
  columns.centres.set(scores.centres);
  columns.scales.set(scores.scales);
  columns.bids.set(scores.bids);
  columns.budgets.set(scores.budgets);
  columns.clickBelow.set(scores.clickBelow);
  columns.absentBelow.set(scores.absentBelow);
  columns.spend.fill(0);
  columns.impressions.fill(0);
  columns.clicks.fill(0);
}

/** The instance of this thread, or null where WebAssembly SIMD is missing or forbidden. Runs never overlap. */
function kernel(): Kernel | null {
  if (loaded === undefined) loaded = load();
  return loaded;
}

function load(): Kernel | null {
  try {
    const exports = instantiate<KernelExports>(eventKernelBase64, {});
    const normals = inverseNormalTable();
    const table = Math.ceil(exports.heapBase() / 16) * 16;
    const auctionState = table + normals.byteLength;
    const auctionWords = auctionState + 16;
    const top = auctionWords + 4 * BATCH;
    const late = top + 4 * BATCH * PLACES;
    const columns = late + 16 * PLACES;
    reserveMemory(exports.memory, columns);
    new Float64Array(exports.memory.buffer, table, normals.length).set(normals);
    exports.place(table, auctionState, auctionWords, top, late);
    return { exports, auctionState, columns };
  } catch {
    return null;
  }
}
