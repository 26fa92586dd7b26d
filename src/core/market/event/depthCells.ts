/** A range of cells, and how a cell is cut from the high word of the depth's double. */
interface CellRange {
  readonly shift: number;
  /** (high word >> shift) - base is the cell. */
  readonly base: number;
  /** Number of the first. */
  readonly first: number;
}

/** Deeper than nearly every walk goes: what is not met by then is drawn bidder by bidder. */
const DEEPEST = 32;

const asDouble = new Float64Array(1);
const asWords = new Int32Array(asDouble.buffer);

function highWord(value: number): number {
  asDouble[0] = value;
  return asWords[1]!;
}

/** 8 cells an octave, for what 1.6 % of the walks pass first; cell 0 holds all depths above. */
export const coarseCells: CellRange = rangeFrom(2 ** -50, 17, 1);
/** 64 cells an octave. */
export const fineCells: CellRange = rangeFrom(
  2 ** -6,
  14,
  (highWord(2 ** -6) >> coarseCells.shift) - coarseCells.base,
);

/** The range whose first cell has the number `first`. */
function rangeFrom(from: number, shift: number, first: number): CellRange {
  return { shift, base: (highWord(from) >> shift) - first, first };
}

/** The cell of a depth in [0, 32): cut from the leading bits of the double, so cells widen with depth. */
export function cellOfDepth(depth: number): number {
  const high = highWord(depth);
  const cell = (high >> fineCells.shift) - fineCells.base;
  return cell >= fineCells.first ? cell : Math.max(0, (high >> coarseCells.shift) - coarseCells.base);
}

/** Number of cells. */
export const DEPTH_CELLS = cellOfDepth(DEEPEST);

/** Depth at the upper edge of each cell; one entry more for the end of the last. */
export const depthEdges = Float64Array.from({ length: DEPTH_CELLS + 1 }, (_, cell) => {
  if (cell === 0) return 0;
  const { shift, base } = cell >= fineCells.first ? fineCells : coarseCells;
  asWords[0] = 0;
  asWords[1] = (cell + base) << shift;
  return asDouble[0]!;
});
