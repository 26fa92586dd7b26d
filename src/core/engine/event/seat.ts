import type { CellAuctions } from '../../contract/channel.ts';
import { rankBuckets } from '../../contract/rankBuckets.ts';
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
  /** Impressions by rank bucket, in the order of contract/rankBuckets.ts; 0 where ranks mean nothing. */
  readonly ranks: Float64Array;
  /** As if all were in the first position. */
  normalisedImpressions: number;
  /** Mean conversion of the clicks' rows relative to the first. */
  rowConversion: number;
}

export function nothingWon(): SeatCounts {
  return {
    impressions: 0,
    rankSum: 0,
    ranks: new Float64Array(rankBuckets.length),
    normalisedImpressions: 0,
    rowConversion: 1,
  };
}

/** Back to nothing won, for the next stretch. */
export function clearCounts(counts: SeatCounts): void {
  counts.impressions = 0;
  counts.rankSum = 0;
  counts.ranks.fill(0);
  counts.normalisedImpressions = 0;
  counts.rowConversion = 1;
}

/** The auctions of a seat on a day, with what its rivals have done since the first day, and the lift of own-brand searches. */
export function auctionsOf({ state, plan, cell, cellOfPlan }: Seat, day: number): CellAuctions {
  const { prepared, rivals, spillover } = state;
  const bids = rivals === null ? 1 : rivals.bids[cell]!;
  const entered = rivals === null ? 0 : rivals.entered[cell]!;
  const auctions = prepared.markets[plan]!.auctions(cellOfPlan, day, bids, entered);
  const lift = prepared.spillover?.brand[cell] === 1 ? spillover!.lift : 1;
  return lift === 1 ? auctions : { ...auctions, opportunities: auctions.opportunities * lift };
}
