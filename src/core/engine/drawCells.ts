import { exp } from '../math/elementary.ts';
import { normalQuantiles } from '../math/normalQuantile.ts';
import { binomialQuantiles } from '../math/binomial.ts';
import { poissonQuantiles } from '../math/poisson.ts';
import { uniformColumns } from '../math/uniformColumns.ts';
import { boundedAverages } from './boundedAverage.ts';
import { draw } from './draws.ts';
import type { DrawnDay } from './drawnDay.ts';
import type { EngineState } from './state.ts';

/**
 * Draws the whole day of `count` cells around what is expected of it (`drawn.expected`, `drawn.prices`) and writes it into
 * `state.today`: demand, impressions, clicks, cost, a column after the other. Every draw is the inverse distribution function of a
 * keyed uniform, so a larger mean never gives a smaller draw, and no cell's draws hang on another's.
 * @param cells flat cells
 */
export function drawCells(
  state: EngineState,
  drawn: DrawnDay,
  cells: Int32Array,
  count: number,
  day: number,
  byClick: boolean,
): void {
  const { chances, demand, trials, shown, clicked, rate } = drawn;
  uniformColumns(state.cellKeys, cells, count, day, draw.demand, chances);
  drawDemand(drawn, cells, count, state.prepared.scenario.market.demandNoise);
  poissonQuantiles(chances[1], trials, count, shown);
  readRates(drawn, cells, count);
  binomialQuantiles(chances[2], shown, rate, count, clicked);
  drawPrices(drawn, cells, count, byClick);
  writeDrawn(state, drawn, cells, count, byClick ? clicked : shown, demand);
}

/** The day's demand relative to its mean, and the impressions expected under it. */
function drawDemand(
  { expected, chances, demand, trials }: DrawnDay,
  cells: Int32Array,
  count: number,
  sd: number,
): void {
  const [u] = chances;
  const { impressions } = expected;
  normalQuantiles(u, count, demand);
  for (let i = 0; i < count; i++) {
    const mean = impressions[cells[i]!]!;
    const factor = sd > 0 && mean > 0 ? exp(sd * demand[i]! - 0.5 * sd * sd) : 1;
    demand[i] = factor;
    trials[i] = mean > 0 ? mean * factor : 0;
  }
}

/** Clicks an impression. */
function readRates({ expected, rate }: DrawnDay, cells: Int32Array, count: number): void {
  const { impressions, clicks } = expected;
  for (let i = 0; i < count; i++) {
    const mean = impressions[cells[i]!]!;
    rate[i] = mean > 0 ? Math.min(1, clicks[cells[i]!]! / mean) : 0;
  }
}

/** The average price of the billed events, into `rate`. */
function drawPrices(
  { expected, prices, chances, trials, shown, clicked, rate, deviation, scratch }: DrawnDay,
  cells: Int32Array,
  count: number,
  byClick: boolean,
): void {
  const billed = byClick ? expected.clicks : expected.impressions;
  const events = byClick ? clicked : shown;
  for (let i = 0; i < count; i++) {
    const c = cells[i]!;
    rate[i] = events[i]! > 0 ? expected.cost[c]! / billed[c]! : 0;
    deviation[i] = events[i]! > 0 ? Math.sqrt(prices.variance[c]! / events[i]!) : 0;
  }
  boundedAverages(chances[3], rate, deviation, prices, cells, count, trials, scratch);
}

function writeDrawn(
  { today }: EngineState,
  { expected, shown, clicked, rate }: DrawnDay,
  cells: Int32Array,
  count: number,
  events: Float64Array,
  demand: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    const c = cells[i]!;
    const mean = expected.impressions[c]!;
    const impressions = shown[i]!;
    const scale = mean > 0 ? impressions / mean : 1;
    today.opportunities[c] = Math.max(impressions, expected.opportunities[c]! * demand[i]!);
    today.impressions[c] = impressions;
    today.uncappedImpressions[c] = impressions;
    today.clicks[c] = clicked[i]!;
    today.rankSum[c] = expected.rankSum[c]! * scale;
    today.normalisedImpressions[c] = expected.normalisedImpressions[c]! * scale;
    today.cost[c] = events[i]! > 0 ? events[i]! * rate[i]! : 0;
  }
}
