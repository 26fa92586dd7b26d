import type { EngineState } from './state.ts';

/** Writes the expected whole day of a plan's cell, as `state.mix` has it, into `state.today`. */
export function writeExpected({ today, mix }: EngineState, cell: number, cellOfPlan: number): void {
  const { deliveries, groups, offered } = mix;
  let opportunities = 0;
  let impressions = 0;
  let clicks = 0;
  let cost = 0;
  let rankSum = 0;
  let normalisedImpressions = 0;
  for (let g = 0, at = cellOfPlan * groups; g < groups; g++, at++) {
    const weight = groups === 1 ? 1 : offered[g]!;
    opportunities += weight * deliveries.opportunities[at]!;
    impressions += weight * deliveries.impressions[at]!;
    clicks += weight * deliveries.clicks[at]!;
    cost += weight * deliveries.cost[at]!;
    rankSum += weight * deliveries.rankSum[at]!;
    normalisedImpressions += weight * deliveries.normalisedImpressions[at]!;
  }
  today.opportunities[cell] = opportunities;
  today.impressions[cell] = impressions;
  today.uncappedImpressions[cell] = impressions;
  today.clicks[cell] = clicks;
  today.cost[cell] = cost;
  today.rankSum[cell] = rankSum;
  today.normalisedImpressions[cell] = normalisedImpressions;
}
