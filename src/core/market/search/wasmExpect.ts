import { expectKernelBase64 } from '../../../kernels/generated/expect.ts';
import type { CellFields } from '../../contract/cellFields.ts';
import { instantiate, reserveMemory } from '../../math/instantiate.ts';
import type { BidHours } from './expectHours.ts';
import { widthOf } from './searchNodes.ts';
import { searchColumn, searchColumns } from './searchTable.ts';
import type { SearchTerms } from './searchTerms.ts';

/** Cells worked out together. */
export const BLOCK = 256;
/** Bytes that tables and fields may take; beyond, they are brought in anew, and what does not fit at all is left to TypeScript. */
const MOST_BYTES = 1 << 26;
/** Doubles of a node in the kernel: values of all columns, then slopes. */
const NODE = 2 * searchColumns;
/** No address. */
const NOWHERE = -1;
/** Columns of fields, and sums of a cell's day. */
const FIELDS = 8;
const SUMS = 6;
/** The kernel's columns, in its order: those of a table but for the squared price. */
const order = [
  searchColumn.impressions,
  searchColumn.rankSum,
  searchColumn.clicks,
  searchColumn.price,
  searchColumn.ticked,
  searchColumn.crowded,
  searchColumn.converted,
];

/** What src/kernels/assembly/expect.ts exports. Addresses are in bytes. */
interface KernelExports {
  readonly memory: WebAssembly.Memory;
  readonly heapBase: () => number;
  readonly placeColumns: (from: number) => number;
  readonly placeFields: (from: number, room: number) => void;
  readonly setTerms: (
    reserve: number,
    tick: number,
    lowestNoise: number,
    converts: boolean,
    paysBid: boolean,
  ) => void;
  readonly expectCells: (count: number, demand: number, served: number, converting: number) => void;
  readonly expectHours: (
    cell: number,
    bid: number,
    quality: number,
    factor: number,
    demand: number,
    groups: number,
    logs: number,
    values: number,
    weights: number,
    sums: number,
  ) => void;
}

/** Views of the kernel's working columns, in the order of its `placeColumns`; `sums` of a cell's day. */
interface Columns {
  readonly cells: Int32Array;
  readonly bids: Float64Array;
  readonly qualities: Float64Array;
  readonly factors: Float64Array;
  readonly impressions: Float64Array;
  readonly rankSums: Float64Array;
  readonly normalised: Float64Array;
  readonly clicks: Float64Array;
  readonly costs: Float64Array;
  readonly conversions: Float64Array;
  readonly offers: Float64Array;
  readonly sums: Float64Array;
}

/** The kernel with the fields of one store in its memory. */
export interface ExpectKernel {
  readonly exports: KernelExports;
  columns: Columns;
  readonly sumsAt: number;
  /** Where logarithms, factors and weights of each plan's bids begin, one after the other. */
  hoursAt: Int32Array;
}

/** The kernel of this thread and what its memory holds. */
interface Loaded extends ExpectKernel {
  readonly columnsAt: number;
  /** Where tables begin, and where there is room. */
  readonly floor: number;
  top: number;
  tables: WeakMap<Float64Array, number>;
  owner: CellFields | undefined;
  readonly tooLarge: WeakSet<CellFields>;
  version: number;
  /** Room for the fields of the owner. */
  fieldsAt: number;
  fieldBytes: number;
}

let loaded: Loaded | null | undefined;

/** The kernel, brought to a store's fields; null where the engine has none, or the store's tables do not fit. */
export function wasmExpect(
  fields: CellFields,
  terms: SearchTerms,
  hours: readonly (BidHours | null)[],
): ExpectKernel | null {
  if (loaded === undefined) loaded = load();
  if (loaded === null) return null;
  if (loaded.owner === fields && loaded.version === fields.version) return loaded;
  if (loaded.tooLarge.has(fields)) return null;
  loaded.owner = undefined;
  if (!bringIn(loaded, fields, terms, hours)) {
    clear(loaded);
    if (!bringIn(loaded, fields, terms, hours)) {
      loaded.tooLarge.add(fields);
      return null;
    }
  }
  loaded.owner = fields;
  loaded.version = fields.version;
  return loaded;
}

/** Copies a store's fields in, and the tables that are not there yet; false where there is no room. */
function bringIn(
  kernel: Loaded,
  fields: CellFields,
  terms: SearchTerms,
  hours: readonly (BidHours | null)[],
): boolean {
  const addresses = fields.nodes.map((nodes) => tableAddress(kernel, nodes, terms.converts));
  const room = fields.median.length;
  const bids = hours.reduce((sum, plan) => sum + evenBids(plan), 0);
  const bytes = 8 * (FIELDS * room + 3 * bids);
  if (bytes > kernel.fieldBytes) {
    kernel.fieldsAt = reserveBytes(kernel, bytes);
    kernel.fieldBytes = bytes;
  }
  if (kernel.fieldsAt === NOWHERE || addresses.includes(NOWHERE)) return false;
  const { exports, fieldsAt } = kernel;
  const { buffer } = exports.memory;
  if (kernel.columns.cells.buffer !== buffer)
    kernel.columns = columnViews(buffer, kernel.columnsAt, kernel.sumsAt);
  exports.placeFields(fieldsAt, room);
  exports.setTerms(terms.reserve, terms.tick, terms.lowestNoise, terms.converts, terms.paysBid);
  const { bidFactor, clickThroughRate, queries, median, from, step, lastPiece } = fields;
  const columns = [bidFactor, clickThroughRate, queries, median, from, step, lastPiece];
  columns.forEach((column, k) => new Float64Array(buffer, fieldsAt + 8 * k * room, room).set(column));
  const words = new Int32Array(buffer, fieldsAt + 8 * columns.length * room, 2 * room);
  addresses.forEach((address, cell) => (words[2 * cell] = address));
  kernel.hoursAt = writeHours(buffer, fieldsAt + 8 * FIELDS * room, hours);
  return true;
}

/** Writes logarithms, factors and weights of each plan's bids; returns where each plan's begin. */
function writeHours(buffer: ArrayBufferLike, from: number, hours: readonly (BidHours | null)[]): Int32Array {
  let at = from;
  return Int32Array.from(hours, (plan) => {
    const start = at;
    if (plan === null) return start;
    for (const column of [plan.bids.logs, plan.bids.values, plan.weights]) {
      new Float64Array(buffer, at, evenBids(plan)).fill(0).set(column);
      at += 8 * evenBids(plan);
    }
    return start;
  });
}

/** The kernel takes bids in pairs. */
function evenBids(plan: BidHours | null): number {
  return plan === null ? 0 : 2 * Math.ceil(plan.weights.length / 2);
}

/** Where a table stands, in the kernel's layout. */
function tableAddress(kernel: Loaded, nodes: Float64Array, converts: boolean): number {
  const known = kernel.tables.get(nodes);
  if (known !== undefined) return known;
  const width = widthOf(converts);
  const rows = nodes.length / width;
  const address = reserveBytes(kernel, 8 * NODE * rows);
  if (address === NOWHERE) return NOWHERE;
  const out = new Float64Array(kernel.exports.memory.buffer, address, NODE * rows);
  for (let row = 0; row < rows; row++)
    order.forEach((column, k) => {
      const at = row * width + 2 * column;
      out[row * NODE + k] = 2 * column < width ? nodes[at]! : 0;
      out[row * NODE + NODE / 2 + k] = 2 * column < width ? nodes[at + 1]! : 0;
    });
  kernel.tables.set(nodes, address);
  return address;
}

function reserveBytes(kernel: Loaded, bytes: number): number {
  const address = kernel.top;
  if (address + bytes > MOST_BYTES) return NOWHERE;
  reserveMemory(kernel.exports.memory, address + bytes);
  kernel.top = address + 16 * Math.ceil(bytes / 16);
  return address;
}

/** Forgets all tables and fields. */
function clear(kernel: Loaded): void {
  kernel.top = kernel.floor;
  kernel.tables = new WeakMap();
  kernel.fieldsAt = NOWHERE;
  kernel.fieldBytes = 0;
}

function load(): Loaded | null {
  try {
    const exports = instantiate<KernelExports>(expectKernelBase64, {});
    const from = 16 * Math.ceil(exports.heapBase() / 16);
    const sumsAt = exports.placeColumns(from);
    const floor = sumsAt + 8 * SUMS;
    reserveMemory(exports.memory, floor);
    return {
      exports,
      columns: columnViews(exports.memory.buffer, from, sumsAt),
      columnsAt: from,
      sumsAt,
      hoursAt: new Int32Array(0),
      floor,
      top: floor,
      tables: new WeakMap(),
      owner: undefined,
      tooLarge: new WeakSet(),
      version: 0,
      fieldsAt: NOWHERE,
      fieldBytes: 0,
    };
  } catch {
    return null;
  }
}

function columnViews(buffer: ArrayBufferLike, from: number, sumsAt: number): Columns {
  const column = (k: number): Float64Array => new Float64Array(buffer, from + 8 * k * BLOCK, BLOCK);
  return {
    cells: new Int32Array(buffer, from, BLOCK),
    bids: column(1),
    qualities: column(2),
    factors: column(3),
    impressions: column(4),
    rankSums: column(5),
    normalised: column(6),
    clicks: column(7),
    costs: column(8),
    conversions: column(9),
    offers: column(10),
    sums: new Float64Array(buffer, sumsAt, SUMS),
  };
}
