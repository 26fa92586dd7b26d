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

export function emptyCellDay(cells: number): CellDay {
  return {
    opportunities: new Float64Array(cells),
    impressions: new Float64Array(cells),
    clicks: new Float64Array(cells),
    cost: new Float64Array(cells),
    rankSum: new Float64Array(cells),
    normalisedImpressions: new Float64Array(cells),
    uncappedImpressions: new Float64Array(cells),
    hourConversion: new Float64Array(cells),
  };
}
