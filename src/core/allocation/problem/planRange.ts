import { bidRange } from './bidRange.ts';
import type { PlanInput } from './schema.ts';

/** Least and most spend that a plan's own bounds leave together, and the field each comes from. */
export interface PlanRange {
  readonly least: number;
  readonly most: number;
  readonly leastFrom: string;
  readonly mostFrom: string;
}

/**
 * Absolute bounds and bounds relative to today's spend or bid, the stricter of each [money]. Today is a given figure, never
 * the last answer.
 *
 * @param traffic what a bid buys, in multiples of the points' usual day
 */
export function planRange(plan: PlanInput, traffic = 1): PlanRange {
  const { min, max, today = 0, minOfToday, maxOfToday, stepLimit, fixed } = plan;
  let [leastFrom, least] = ['min', 0];
  let [mostFrom, most] = ['max', Infinity];
  const low = (name: string, value: number): void => {
    if (value > least) [leastFrom, least] = [name, value];
  };
  const high = (name: string, value: number): void => {
    if (value < most) [mostFrom, most] = [name, value];
  };
  if (min !== undefined) low('min', min);
  if (max !== undefined) high('max', max);
  if (minOfToday !== undefined) low('minOfToday', minOfToday * today);
  if (maxOfToday !== undefined) high('maxOfToday', maxOfToday * today);
  if (stepLimit !== undefined) {
    low('stepLimit', Math.max(0, 1 - stepLimit) * today);
    high('stepLimit', (1 + stepLimit) * today);
  }
  const bids = bidRange(plan);
  if (bids !== undefined) {
    low('bidStep', bids.least * traffic);
    high('bidStep', bids.most * traffic);
  }
  if (fixed === true) {
    low('fixed', today);
    high('fixed', today);
  }
  return { least, most, leastFrom, mostFrom };
}
