import type { DaySoFar } from './paceState.ts';

/** Traffic-weighted mean shift of a day that has ended; 0 where nothing was shifted [log units]. */
export function meanShift(today: DaySoFar | undefined): number {
  return today === undefined ? 0 : today.weighted + (1 - today.trafficBefore) * today.shift;
}
