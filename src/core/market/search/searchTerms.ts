import { exp } from '../../math/elementary.ts';
import type { ResolvedScenario } from '../../scenario/resolved.ts';

/** Own noise factors beyond e^(4 sd) are taken as impossible when the lowest price is bounded. */
const NOISE_REACH = 4;

/** What all search deliveries of a scenario have in common. */
export interface SearchTerms {
  /** [currency/click] */
  readonly reserve: number;
  readonly tick: number;
  /** The price of the highest own noise relative to none. */
  readonly lowestNoise: number;
  /** Whether conversion varies by row. */
  readonly converts: boolean;
  /** First price. */
  readonly paysBid: boolean;
}

/** The same on one day. */
export interface DayTerms extends SearchTerms {
  /** Season's factor on searches. */
  demand: number;
}

export function searchTerms({ auction, search }: ResolvedScenario['market']): SearchTerms {
  return {
    reserve: search.reserve,
    tick: search.tick,
    lowestNoise: exp(-NOISE_REACH * search.scoreNoise),
    converts: search.conversionSlope !== 0,
    paysBid: auction === 'first-price',
  };
}
