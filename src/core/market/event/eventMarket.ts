import { InputError, type Issue } from '../../issues/issue.ts';
import type { StreamKey } from '../../math/keyed.ts';
import type { MechanismId } from '../../scenario/resolved.ts';
import { rangeIssues } from './issues.ts';

/**
 * Bidders that meet in the same auctions, one array entry each. A bidder's score in an auction is
 * bid x quality x exp(noiseSd z), z standard normal and drawn anew for each bidder and auction.
 */
export interface EventMarket {
  /** Each bidder's own random stream, so that a bidder more or less leaves the draws of the others unchanged. */
  readonly keys: readonly StreamKey[];
  /** [currency/click] */
  readonly bids: Float64Array;
  /** Quality factor, the median over auctions. */
  readonly qualities: Float64Array;
  /** Standard deviation of the log score; 0 for none. */
  readonly noiseSd: Float64Array;
  /** Probability of taking part in an auction. */
  readonly activity: Float64Array;
  /** Click-through in the first slot. */
  readonly clickThroughRates: Float64Array;
  /** Spend at which a bidder leaves [currency]; Infinity for none. The click that reaches it is charged what is left. */
  readonly budgets: Float64Array;
  /** Clicks of each slot relative to the first, examination included; one entry a slot. */
  readonly positionEffects: Float64Array;
  /** Least score shown [currency x quality]. */
  readonly reserve: number;
  /** [currency/click] */
  readonly tick: number;
  /** How clicks are priced; default `gsp`. */
  readonly mechanism?: MechanismId;
}

/** What happened to each bidder, in the order of the market's arrays. */
export interface EventOutcome {
  /** Ads shown: slot x bidders + bidder. */
  readonly impressions: Uint32Array;
  /** Clicks, in the same layout. */
  readonly clicks: Uint32Array;
  /** [currency] */
  readonly spend: Float64Array;
  /** Auctions before the budget was gone. */
  readonly auctionsInBudget: Float64Array;
}

export function emptyOutcome(market: EventMarket): EventOutcome {
  const bidders = market.bids.length;
  const cells = bidders * market.positionEffects.length;
  return {
    impressions: new Uint32Array(cells),
    clicks: new Uint32Array(cells),
    spend: new Float64Array(bidders),
    auctionsInBudget: new Float64Array(bidders),
  };
}

const columns = [
  { name: 'bids', most: Number.MAX_VALUE },
  { name: 'qualities', most: Number.MAX_VALUE },
  { name: 'noiseSd', most: 10 },
  { name: 'activity', most: 1 },
  { name: 'clickThroughRates', most: 1 },
  { name: 'budgets', most: Infinity },
  { name: 'positionEffects', most: 1 },
] as const;

/**
 * Checks a market.
 * @throws InputError `event.length` (an array of another length), `event.range` (a value outside its range)
 */
export function checkEventMarket(market: EventMarket): void {
  const issues: Issue[] = [];
  const expected = market.bids.length;
  const checkLength = (name: string, length: number) => {
    if (length !== expected)
      issues.push({ code: 'event.length', path: [name], params: { length, expected } });
  };
  checkLength('keys', market.keys.length);
  for (const { name, most } of columns) {
    if (name !== 'positionEffects') checkLength(name, market[name].length);
    market[name].forEach((value, i) => issues.push(...rangeIssues([name, i], value, most)));
  }
  issues.push(...rangeIssues(['reserve'], market.reserve, Number.MAX_VALUE));
  issues.push(...rangeIssues(['tick'], market.tick, Number.MAX_VALUE));
  if (issues.length > 0) throw new InputError(issues);
}
