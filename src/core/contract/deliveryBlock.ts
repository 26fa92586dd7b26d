import type { CellDelivery } from './channel.ts';

/** Many deliveries side by side in memory, a column a figure (see CellDelivery): what the hot loops of the engine work on. */
export type DeliveryBlock = { readonly [Column in keyof CellDelivery]: Float64Array };

const columns: readonly (keyof CellDelivery)[] = [
  'opportunities',
  'impressions',
  'clicks',
  'cost',
  'priceVariance',
  'lowestPrice',
  'highestPrice',
  'rankSum',
  'normalisedImpressions',
  'conversion',
];

/** Nothing delivered yet. */
export function deliveryBlock(size: number): DeliveryBlock {
  const block = Object.fromEntries(
    columns.map((column) => [column, new Float64Array(size)]),
  ) as unknown as DeliveryBlock;
  block.conversion.fill(1);
  return block;
}

// Field by field: these run for every cell and hour, and a loop over names is many times slower.

/** Copies one delivery out of a block. */
export function readDelivery(block: DeliveryBlock, at: number, out: CellDelivery): void {
  out.opportunities = block.opportunities[at]!;
  out.impressions = block.impressions[at]!;
  out.clicks = block.clicks[at]!;
  out.cost = block.cost[at]!;
  out.priceVariance = block.priceVariance[at]!;
  out.lowestPrice = block.lowestPrice[at]!;
  out.highestPrice = block.highestPrice[at]!;
  out.rankSum = block.rankSum[at]!;
  out.normalisedImpressions = block.normalisedImpressions[at]!;
  out.conversion = block.conversion[at]!;
}

/** Copies one delivery into a block. */
export function writeDelivery(block: DeliveryBlock, at: number, from: CellDelivery): void {
  block.opportunities[at] = from.opportunities;
  block.impressions[at] = from.impressions;
  block.clicks[at] = from.clicks;
  block.cost[at] = from.cost;
  block.priceVariance[at] = from.priceVariance;
  block.lowestPrice[at] = from.lowestPrice;
  block.highestPrice[at] = from.highestPrice;
  block.rankSum[at] = from.rankSum;
  block.normalisedImpressions[at] = from.normalisedImpressions;
  block.conversion[at] = from.conversion;
}
