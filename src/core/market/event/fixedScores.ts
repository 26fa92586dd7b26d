import { log } from '../../math/elementary.ts';
import type { EventMarket } from './eventMarket.ts';

/** Adding it rounds a double below 2^51 to a whole number, whose 32 low bits are then those of the sum. */
export const ROUNDER = 6755399441055744;
/** No draw of the inverse normal table lies beyond it. */
const LARGEST_Z = 6.25;
/** The WASM kernel packs a score of 23 bits, sign included, with a bidder's index of 9. */
export const PACKED_BIDDERS = 511;
const PACKED_LIMIT = 2 ** 22 - 2;
const WIDE_LIMIT = 2 ** 30;
const FINEST_UNIT = 2 ** 30;

/**
 * A market made ready for the kernels: bidders that can win, best mean score first, with log scores in whole steps.
 *
 * Log scores are taken from the highest mean score, a ratio of amounts of money, so results do not depend on the unit
 * of money. Steps are as fine as the range of the scores allows (2^-19 for common markets); equal steps are ranked by
 * position in this order.
 */
export interface FixedScores {
  /** Position in the market's arrays of each bidder here. */
  readonly order: Int32Array;
  /** Mean log score [steps], plus ROUNDER. */
  readonly centres: Float64Array;
  /** Noise [steps]. */
  readonly scales: Float64Array;
  /** A word below it means that the bidder sits this auction out. */
  readonly absentBelow: Uint32Array;
  /** A word below it means a click: slot x bidders + bidder. */
  readonly clickBelow: Float64Array;
  readonly bids: Float64Array;
  readonly budgets: Float64Array;
  /** Log score of the reserve [steps], plus ROUNDER; -Infinity without a reserve. */
  readonly reserve: number;
  /** Log score of a step. */
  readonly unit: number;
}

export function fixedScores(market: EventMarket): FixedScores {
  const order = participants(market);
  const anchor = order.length === 0 ? 1 : market.bids[order[0]!]! * market.qualities[order[0]!]!;
  const means = Float64Array.from(order, (i) => log((market.bids[i]! * market.qualities[i]!) / anchor));
  const spreads = Float64Array.from(order, (i) => LARGEST_Z * market.noiseSd[i]!);
  const highest = means.reduce((most, mean, y) => Math.max(most, mean + spreads[y]!), 0);
  const lowest = means.reduce((least, mean, y) => Math.min(least, mean - spreads[y]!), 0);
  const middle = (highest + lowest) / 2;
  const unit = stepOf((highest - lowest) / 2, order.length);
  const toSteps = (logScore: number) => (logScore - middle) / unit + ROUNDER;
  const clickBelow = new Float64Array(order.length * market.positionEffects.length);
  market.positionEffects.forEach((effect, slot) =>
    order.forEach((i, y) => {
      clickBelow[slot * order.length + y] = market.clickThroughRates[i]! * effect * 2 ** 32;
    }),
  );
  return {
    order,
    centres: means.map(toSteps),
    scales: Float64Array.from(order, (i) => market.noiseSd[i]! / unit),
    absentBelow: Uint32Array.from(order, (i) => (1 - market.activity[i]!) * 2 ** 32),
    clickBelow,
    bids: Float64Array.from(order, (i) => market.bids[i]!),
    budgets: Float64Array.from(order, (i) => market.budgets[i]!),
    reserve: market.reserve > 0 ? toSteps(log(market.reserve / anchor)) : -Infinity,
    unit,
  };
}

/** Bidders with a score, a budget and a chance to take part, by falling mean score, then by index. */
function participants(market: EventMarket): Int32Array {
  const { bids, qualities, budgets, activity } = market;
  const score = (i: number) => bids[i]! * qualities[i]!;
  return Int32Array.from(bids.keys())
    .filter((i) => score(i) > 0 && budgets[i]! > 0 && activity[i]! > 0)
    .sort((a, b) => score(b) - score(a) || a - b);
}

/** The smallest power of two in which scores up to `half` either side of the middle fit. */
function stepOf(half: number, bidders: number): number {
  const limit = bidders <= PACKED_BIDDERS ? PACKED_LIMIT : WIDE_LIMIT;
  let unit = 1 / FINEST_UNIT;
  while (half / unit > limit) unit *= 2;
  return unit;
}
