import type { EngineState } from '../state.ts';

/** One cell of one store's plan, where it may take part in auctions. */
export interface Seat {
  readonly state: EngineState;
  readonly plan: number;
  /** Of the plan. */
  readonly cellOfPlan: number;
  /** In the state's flat arrays. */
  readonly cell: number;
}

/** How a seat stands in a stretch of the day. */
export interface SeatTerms {
  /** Plan's bid in force; 0 keeps the seat out. */
  bid: number;
  /** Share of the auctions it reaches that it takes part in: pacing. */
  share: number;
}

/** What a seat won in a stretch, charges aside. */
export interface SeatCounts {
  impressions: number;
  rankSum: number;
  /** As if all were in the first position. */
  normalisedImpressions: number;
}
