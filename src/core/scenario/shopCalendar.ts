import { pow } from '../math/elementary.ts';
import type { Scenario } from './schema/scenario.ts';

type Festival = NonNullable<Scenario['shop']>['festivals'][number];

/** Factors of a festival on one day (0-based): before it buyers wait, on it they come, afterwards demand dips (docs/model.md). */
export interface FestivalFactors {
  readonly demand: number;
  readonly conversion: number;
  readonly rivalBids: number;
  readonly carts: number;
  readonly returns: number;
}

const usual: FestivalFactors = { demand: 1, conversion: 1, rivalBids: 1, carts: 1, returns: 1 };

export function festivalFactors(festival: Festival, day: number): FestivalFactors {
  const after = day + 1 - festival.day;
  if (after === 0)
    return {
      demand: festival.dayDemand,
      conversion: festival.dayConversion,
      rivalBids: festival.dayBids,
      carts: 1,
      returns: festival.dayReturns,
    };
  if (after < 0 && -after <= festival.waitDays)
    return {
      ...usual,
      conversion: festival.waitConversion,
      rivalBids: festival.waitBids,
      carts: festival.waitCarts,
    };
  if (after > 0 && after <= festival.dipDays) return { ...usual, demand: 1 - festival.dip };
  return usual;
}

/** Growth of rivals' bids after so many whole months of 30 days: (1 + rate)^months. */
export function inflationFactor(monthlyRate: number, day: number): number {
  return pow(1 + monthlyRate, Math.floor(day / 30));
}
