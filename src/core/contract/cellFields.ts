/** What the expected whole days of a store's cells hang on, by flat cell: the columns that a batch of markets is worked out from. */
export interface CellFields {
  /** The market's own table of each cell. */
  readonly tables: unknown[];
  /** Own score in medians of the rival field; its logarithm once the batch has taken it. */
  readonly score: Float64Array;
  readonly bid: Float64Array;
  readonly queries: Float64Array;
  /** The same on every day: markets do not write it. */
  readonly clickThroughRate: Float64Array;
  /** What a score of one median is in prices: median over own quality. */
  readonly scale: Float64Array;
  /** What a click costs at least, where the bid allows. */
  readonly lowest: Float64Array;
}

/** What chance needs of the price of one billed event, by flat cell. Money in the account's currency. */
export interface PriceColumns {
  /** [currency^2] */
  readonly variance: Float64Array;
  /** Every billed event costs between these. */
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
}
