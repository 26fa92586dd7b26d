import type { CellDelivery } from '../contract/channel.ts';
import { exp } from '../math/elementary.ts';
import { uniforms } from '../math/keyed.ts';
import { normalQuantile } from '../math/normalQuantile.ts';
import { binomialQuantile } from '../math/binomial.ts';
import { poissonQuantile } from '../math/poisson.ts';
import { boundedAverage } from './boundedAverage.ts';
import { billedEvents, mixWholeDay } from './dayMix.ts';
import { draw } from './draws.ts';
import type { EngineState } from './state.ts';

const chances = new Float64Array(draw.price + 1);

/**
 * Writes the whole day of a plan's cell into `state.today`: the expected values (fluid), or one draw around them (stochastic).
 * Every draw is the inverse distribution function of a keyed uniform, so a larger mean never gives a smaller draw.
 */
export function drawCell(
  state: EngineState,
  cell: number,
  cellOfPlan: number,
  day: number,
  bills: 'click' | 'impression',
): void {
  if (!state.stochastic) return writeExpected(state, cell, cellOfPlan);
  const expected = mixWholeDay(state.mix, cellOfPlan, bills);
  if (expected.impressions <= 0) return writeExpected(state, cell, cellOfPlan);
  const { today } = state;
  uniforms(state.cellKeys[cell]!, day, 0, chances.length, chances);
  const sd = state.prepared.scenario.market.demandNoise;
  const demand = sd > 0 ? exp(sd * normalQuantile(chances[draw.demand]!) - 0.5 * sd * sd) : 1;
  const impressions = poissonQuantile(chances[draw.impressions]!, expected.impressions * demand);
  const clicks =
    impressions > 0 && expected.clicks > 0
      ? binomialQuantile(
          chances[draw.clicks]!,
          impressions,
          Math.min(1, expected.clicks / expected.impressions),
        )
      : 0;
  const events = bills === 'click' ? clicks : impressions;
  const scale = impressions / expected.impressions;
  today.opportunities[cell] = Math.max(impressions, expected.opportunities * demand);
  today.impressions[cell] = impressions;
  today.uncappedImpressions[cell] = impressions;
  today.clicks[cell] = clicks;
  today.rankSum[cell] = expected.rankSum * scale;
  today.normalisedImpressions[cell] = expected.normalisedImpressions * scale;
  today.cost[cell] = events > 0 ? events * drawPrice(chances[draw.price]!, events, bills, expected) : 0;
}

function drawPrice(u: number, events: number, bills: 'click' | 'impression', expected: CellDelivery): number {
  const mean = expected.cost / billedEvents(expected, bills);
  return boundedAverage(u, events, mean, expected.priceVariance, expected.lowestPrice, expected.highestPrice);
}

function writeExpected({ today, mix }: EngineState, cell: number, cellOfPlan: number): void {
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
