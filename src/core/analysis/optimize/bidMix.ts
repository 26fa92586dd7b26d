import { frontierMix, type Frontier } from '../../allocation/frontier.ts';
import { exp, log, pow } from '../../math/elementary.ts';

/** Bids of one plan that are mixed (each a share of the day), by their place on its curve; what is left of 1 spends nothing. */
export interface BidMix {
  readonly place: readonly number[];
  readonly share: readonly number[];
}

/** The mix with which a plan spends `spend` [currency/day] on its frontier, times `share`. */
export function mixAt(frontier: Frontier, spend: number, share = 1): BidMix {
  const { from, to, share: towards } = frontierMix(frontier, spend);
  const both = [
    [from, share * (1 - towards)],
    [to, share * towards],
  ] as const;
  const used = both.filter(([place, part]) => place >= 0 && part > 0);
  return { place: used.map(([place]) => place), share: used.map(([, part]) => part) };
}

/** Several mixes as one. */
export function joined(mixes: readonly BidMix[]): BidMix {
  return { place: mixes.flatMap(({ place }) => place), share: mixes.flatMap(({ share }) => share) };
}

/** What a mix brings of a column of its curve. */
export function amountOf({ place, share }: BidMix, column: Float64Array): number {
  return place.reduce((sum, at, i) => sum + share[i]! * column[at]!, 0);
}

/** The least share that a bid is made smaller for; the usual elasticity of bid to spend. */
const LEAST_SHARE = 1e-3;
const ELASTICITY = 0.4;

/** One bid for a mix: the geometric mean; smaller where part of the mix spends nothing; 0 where all does. */
export function bidOf({ place, share }: BidMix, bids: Float64Array): number {
  const whole = share.reduce((sum, part) => sum + part, 0);
  if (!(whole > 0)) return 0;
  const first = bids[place[0]!]!;
  const away = place.reduce((sum, at, i) => sum + (share[i]! / whole) * log(bids[at]! / first), 0);
  const mean = away === 0 ? first : first * exp(away);
  return whole > 1 - 1e-9 ? mean : mean * pow(Math.max(whole, LEAST_SHARE), ELASTICITY);
}
