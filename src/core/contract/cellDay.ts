/** Today's delivery, by cell: of the whole day, and as cut by the budget. */
export interface CellDay {
  readonly opportunities: Float64Array;
  readonly impressions: Float64Array;
  readonly clicks: Float64Array;
  readonly cost: Float64Array;
  readonly rankSum: Float64Array;
  readonly normalisedImpressions: Float64Array;
  /** Impressions an unlimited budget would have shown. */
  readonly uncappedImpressions: Float64Array;
  /** Conversion factor of the hours served. */
  readonly hourConversion: Float64Array;
}
