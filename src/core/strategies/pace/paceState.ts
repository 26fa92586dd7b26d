import type { RoasLevel } from './roasLevel.ts';
import type { SpendLevel } from './spendLevel.ts';

/** How today went so far; between mornings only, for intraday control. */
export interface DaySoFar {
  /** Spend so far, each slot's turned back to the morning's level [currency]. */
  readonly plain: number;
  readonly spent: number;
  /** Shift of the level in force, and its traffic-weighted sum [log units]. */
  readonly shift: number;
  readonly weighted: number;
  readonly trafficBefore: number;
}

/** What `pace` remembers. Plain data. */
export interface PaceState {
  readonly level: number;
  readonly spend: SpendLevel | undefined;
  readonly roas: RoasLevel | undefined;
  /** How far the ROAS floor has been the one that binds, 0..1. */
  readonly floorBinds: number;
  /** Level of the bids that really stood yesterday, after step limits; by plan: weight and whether it was explored. */
  readonly weights: Readonly<Record<string, number>>;
  readonly explored: readonly string[];
  /** Smoothed price a click over bid, by plan. */
  readonly priceRatio: Readonly<Record<string, number>>;
  /** Yesterday's suggested bid, by plan. */
  readonly suggested: Readonly<Record<string, number>>;
  readonly today?: DaySoFar;
}
