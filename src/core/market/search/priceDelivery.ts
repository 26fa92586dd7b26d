import type { DeliveryBlock } from '../../contract/deliveryBlock.ts';
import { searchColumn } from './searchTable.ts';
import type { SearchTerms } from './searchTerms.ts';

/** What the deliveries of one cell and day have in common. */
export interface DeliveryTerms extends SearchTerms {
  queries: number;
  clickThroughRate: number;
  /** Median over own quality: what a score of one median is in prices. */
  scale: number;
  /** What a click costs at least, where the bid allows. */
  lowest: number;
}

/** Writes a cell's whole day at one bid, from the columns at its score. */
export function priceDelivery(
  out: DeliveryBlock,
  at: number,
  column: Float64Array,
  bid: number,
  terms: DeliveryTerms,
): void {
  const { queries, scale, tick } = terms;
  const clickWeight = column[searchColumn.clicks]!;
  const shown = clickWeight > 0;
  const price = shown ? meanPrice(column, scale, tick) / clickWeight : 0;
  const squared = shown ? (column[searchColumn.priceSquared]! * scale * scale) / clickWeight : 0;
  const untickedPrice = shown ? (column[searchColumn.price]! * scale) / clickWeight : 0;
  const normalised = queries * clickWeight;
  const clicks = normalised * terms.clickThroughRate;
  const lowest = Math.min(bid, terms.lowest);
  out.opportunities[at] = queries;
  out.impressions[at] = queries * column[searchColumn.impressions]!;
  out.rankSum[at] = queries * column[searchColumn.rankSum]!;
  out.normalisedImpressions[at] = normalised;
  out.clicks[at] = clicks;
  out.lowestPrice[at] = lowest;
  out.highestPrice[at] = bid;
  out.cost[at] = clicks * Math.min(bid, Math.max(lowest, price));
  out.priceVariance[at] = Math.max(0, squared - untickedPrice * untickedPrice);
  if (terms.paysBid) {
    out.lowestPrice[at] = bid;
    out.cost[at] = clicks * bid;
    out.priceVariance[at] = 0;
  }
  out.conversion[at] = terms.converts && shown ? column[searchColumn.converted]! / clickWeight : 1;
}

/**
 * Click-weighted price: next score over own noisy quality, plus the tick where a rival above the reserve stands below, less what
 * passes the bid, plus what a rival below the reserve and a tick pass the reserve by.
 */
function meanPrice(column: Float64Array, scale: number, tick: number): number {
  return (
    column[searchColumn.price]! * scale +
    tick * column[searchColumn.ticked]! -
    (0.5 * tick * tick * column[searchColumn.crowded]!) / scale
  );
}
