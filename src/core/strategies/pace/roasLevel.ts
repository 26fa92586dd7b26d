import { log } from '../../math/elementary.ts';
import { clamp } from '../shared/clamp.ts';
import type { PaceParameters } from './parameters.ts';

/** What is believed of ln ROAS = intercept - slope x level. Plain data. */
export interface RoasLevel {
  readonly intercept: number;
  readonly variance: number;
}

/** Kalman step after a day at bid level `level` with this ROAS (> 0). */
export function learnRoas(
  before: RoasLevel | undefined,
  level: number,
  roas: number,
  { roasSlope, roasDrift, roasNoise }: PaceParameters,
): RoasLevel {
  const seen = log(Math.max(roas, 1e-9));
  if (before === undefined) return { intercept: seen + roasSlope * level, variance: 0.04 };
  const surprise = clamp(seen - (before.intercept - roasSlope * level), -0.8, 0.8);
  const predicted = before.variance + roasDrift * roasDrift;
  const gain = predicted / (predicted + roasNoise * roasNoise);
  return { intercept: before.intercept + gain * surprise, variance: predicted * (1 - gain) };
}

/** The bid level at which the coming days are expected to bring the ROAS aimed at. */
export function roasLevel(roas: RoasLevel, aim: number, { roasSlope }: PaceParameters): number {
  return (roas.intercept - log(aim)) / roasSlope;
}

/**
 * ROAS that the days left must bring so that the whole horizon meets the floor: (floor (C + C_rest) - V)/C_rest, within reason.
 * @param revenue of all days so far, with what is still to come of it
 * @param rest spend expected for the days left
 */
export function roasAim(
  floor: number,
  cost: number,
  revenue: number,
  rest: number,
  { leastAim, mostAim }: PaceParameters,
): number {
  if (!(rest > 0)) return floor;
  return clamp((floor * (cost + rest) - revenue) / rest, leastAim * floor, mostAim * floor);
}
