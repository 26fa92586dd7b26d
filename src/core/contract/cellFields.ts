/**
 * What the expected days of a store's search cells hang on, by flat cell: columns side by side in memory that a whole day is worked
 * out from. Tables are those of market/columnTable.ts.
 */
export interface CellFields {
  /** On the plan's bid; the same on every day, as is the click-through rate in the first row. */
  readonly bidFactor: Float64Array;
  readonly clickThroughRate: Float64Array;
  /** Searches of the day, but for the season. */
  readonly queries: Float64Array;
  /** Of the rivals' bids on the day [currency]. */
  readonly median: Float64Array;
  /** Table of the day's rival field: its nodes, first place, step and number of the last node that begins a piece. */
  readonly nodes: Float64Array[];
  readonly from: Float64Array;
  readonly step: Float64Array;
  readonly lastPiece: Int32Array;
  /** Of what stands in the columns; moves whenever they are written. */
  version: number;
}

/** Writes a plan's part of the fields. */
export interface FieldSource {
  /** The same on every day but for the season's factor on rivals' bids. */
  readonly steady: boolean;
  /** Writes every cell on a day (0-based), from place `at` on. */
  readonly write: (day: number, out: CellFields, at: number) => void;
}

export function emptyCellFields(cells: number): CellFields {
  const column = (): Float64Array => new Float64Array(cells);
  return {
    bidFactor: column(),
    clickThroughRate: column(),
    queries: column(),
    median: column(),
    nodes: Array.from({ length: cells }, () => none),
    from: column(),
    step: column(),
    lastPiece: new Int32Array(cells),
    version: 0,
  };
}

const none = new Float64Array(0);

/** What chance needs of the price of one billed event, by flat cell. Money in the account's currency. */
export interface PriceColumns {
  /** [currency^2] */
  readonly variance: Float64Array;
  /** Every billed event costs between these. */
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
}
