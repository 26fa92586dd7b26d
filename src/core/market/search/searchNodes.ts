import { searchColumn, searchColumns } from './searchTable.ts';

/** Where each column's value stands in a node of a search table; its slope is next. */
export const place = {
  impressions: 2 * searchColumn.impressions,
  rankSum: 2 * searchColumn.rankSum,
  clicks: 2 * searchColumn.clicks,
  price: 2 * searchColumn.price,
  priceSquared: 2 * searchColumn.priceSquared,
  ticked: 2 * searchColumn.ticked,
  crowded: 2 * searchColumn.crowded,
  converted: 2 * searchColumn.converted,
} as const;

/** Places of a node in its table. */
export function widthOf(converts: boolean): number {
  return 2 * (converts ? searchColumns : searchColumns - 1);
}

/** One column between two nodes, by its values and slopes there. */
export function between(
  nodes: Float64Array,
  a: number,
  b: number,
  v0: number,
  s0: number,
  v1: number,
  s1: number,
): number {
  return v0 * nodes[a]! + s0 * nodes[a + 1]! + v1 * nodes[b]! + s1 * nodes[b + 1]!;
}
