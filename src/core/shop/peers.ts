import { exp, pow } from '../math/elementary.ts';
import { streamKey, uniform, uniforms2, type StreamKey } from '../math/keyed.ts';
import { normalQuantile } from '../math/normalQuantile.ts';
import type { ResolvedShop } from '../scenario/resolvedShop.ts';
import { shopDraw } from './draws.ts';
import type { PreparedShop } from './prepareShop.ts';

type Competition = NonNullable<ResolvedShop['competition']>;

type PeerActionKind = 'price-cut' | 'price-rise' | 'promotion' | 'new-item';

/** What a peer did, as the daily look at rivals shows it (A62). */
export interface PeerAction {
  /** 0-based. */
  readonly day: number;
  readonly peer: number;
  readonly action: PeerActionKind;
  /** Relative size: of the price move, or of the gain in sales. */
  readonly size: number;
}

/** Other shops one by one: weekly sales, prices, and what they do. */
export interface PeerMarket {
  readonly keys: readonly StreamKey[];
  /** Weighted sales of seven days. */
  readonly sales: Float64Array;
  /** sales^kappa, kept with them. */
  readonly weights: Float64Array;
  /** Sales a week that do not come from organic search. */
  readonly ownSales: Float64Array;
  /** Sales a week that organic search brings all peers together. */
  readonly organicSales: number;
  readonly price: Float64Array;
  readonly log: PeerAction[];
  readonly startShare: number;
}

/** Peers at rest on the first morning, the same in every run. */
export type PeerStart = Pick<PeerMarket, 'sales' | 'weights' | 'ownSales' | 'organicSales' | 'startShare'>;

/** Days in which the peers' sales come to rest; each keeps 6/7 of its distance a day. */
const SETTLING = 300;

/**
 * Peers' sales spread log-normally around the shop's own (quantiles, no draw). Half of them are their own doing, the other half
 * comes from organic search and is shared by sales^kappa; the steeper kappa, the more of it goes to the leaders.
 * @param ownSales weighted sales of the shop, seven days
 */
export function peersAtRest(competition: Competition | null, ownSales: number): PeerStart {
  const count = competition?.peers ?? 0;
  const own = Math.max(1, ownSales);
  const sales = Float64Array.from(
    { length: count },
    (_, peer) => own * exp((competition?.salesSd ?? 0) * normalQuantile((peer + 0.5) / count)),
  );
  const ownPart = sales.map((value) => 0.5 * value);
  const organicSales = ownPart.reduce((sum, value) => sum + value, 0.5 * own);
  const weights = sales.map((value) => pow(value, competition?.concentration ?? 1));
  const start = { sales, weights, ownSales: ownPart, organicSales, startShare: 1 };
  if (competition === null || count === 0) return start;
  for (let day = 0; day < SETTLING; day++) followShares(start, competition, own);
  return { ...start, startShare: ownShare(start, competition, own) };
}

export function emptyPeers({ peers, shop }: PreparedShop, seed: number, replication: number): PeerMarket {
  const count = shop.competition?.peers ?? 0;
  return {
    ...peers,
    keys: Array.from({ length: count }, (_, peer) => streamKey(seed, `run/${replication}/shop/peer/${peer}`)),
    sales: peers.sales.slice(),
    weights: peers.weights.slice(),
    ownSales: peers.ownSales.slice(),
    price: new Float64Array(count).fill(1),
    log: [],
  };
}

const pair = new Float64Array(2);

/**
 * One day of every peer: perhaps an action, then sales follow organic share (sales^kappa over all) with a week's lag.
 * @param stochastic false: what peers do on average, nobody in particular
 */
export function stepPeers(
  market: PeerMarket,
  competition: Competition,
  ownSales: number,
  day: number,
  stochastic: boolean,
): void {
  if (stochastic) actByChance(market, competition, day);
  else actOnAverage(market, competition);
  followShares(market, competition, ownSales);
}

/** Every peer's sales move a seventh of the way to what its organic share brings. */
function followShares(
  market: Pick<PeerMarket, 'sales' | 'weights' | 'ownSales' | 'organicSales'>,
  competition: Competition,
  ownSales: number,
): void {
  const kappa = competition.concentration;
  const { sales, weights } = market;
  let total = pow(Math.max(ownSales, 1e-9), kappa);
  for (const weight of weights) total += weight;
  for (let peer = 0; peer < sales.length; peer++) {
    const target = market.ownSales[peer]! + market.organicSales * (weights[peer]! / total);
    sales[peer]! += (target - sales[peer]!) / 7;
    weights[peer] = pow(sales[peer]!, kappa);
  }
}

function actByChance(market: PeerMarket, competition: Competition, day: number): void {
  for (let peer = 0; peer < market.keys.length; peer++) {
    uniforms2(market.keys[peer]!, day, shopDraw.peerAction, 0, pair);
    if (pair[0]! < competition.actionRate) act(market, competition, peer, day, pair[1]!);
  }
}

/** The mean of a day's factors; those of different days are independent, so their products have the mean of the product. */
function actOnAverage(market: PeerMarket, competition: Competition): void {
  const { actionRate, priceStep, peerResponse } = competition;
  const cuts = 0.5 * crowdingOf(competition);
  const rises = 0.5 - cuts;
  const price = 1 + actionRate * priceStep * (rises - cuts);
  const promotion = 0.5 * 0.3 * peerResponse * 0.2;
  const sales = cuts * peerResponse + rises * (1 / (1 + peerResponse) - 1) + promotion;
  for (let peer = 0; peer < market.price.length; peer++) {
    market.price[peer]! *= price;
    market.ownSales[peer]! *= 1 + actionRate * sales;
  }
}

/** Shops of the category against what the market bears, 0..1. */
function crowdingOf({ shops, usualShops }: Competition): number {
  return shops / (shops + usualShops);
}

/** Price cuts outweigh rises as far as shops outnumber what the market bears (A13, A16). */
function act(market: PeerMarket, competition: Competition, peer: number, day: number, u: number): void {
  const { priceStep, peerResponse } = competition;
  const crowding = crowdingOf(competition);
  const note = (action: PeerActionKind, size: number): void => {
    market.log.push({ day, peer, action, size });
  };
  if (u < 0.5 * crowding) {
    market.price[peer]! *= 1 - priceStep;
    market.ownSales[peer]! *= 1 + peerResponse;
    note('price-cut', priceStep);
  } else if (u < 0.5) {
    market.price[peer]! *= 1 + priceStep;
    market.ownSales[peer]! /= 1 + peerResponse;
    note('price-rise', priceStep);
  } else {
    market.ownSales[peer]! *= 1 + 0.3 * peerResponse * (2 * uniform(market.keys[peer]!, day, 1) - 0.8);
    note(u < 0.8 ? 'promotion' : 'new-item', peerResponse);
  }
}

/** The shop's share of organic search among its peers. */
export function ownShare(
  market: Pick<PeerMarket, 'weights'>,
  competition: Competition,
  ownSales: number,
): number {
  const kappa = competition.concentration;
  const own = pow(Math.max(ownSales, 1e-9), kappa);
  let total = own;
  for (const weight of market.weights) total += weight;
  return own / total;
}

/** Mean price of peers relative to the start, 1 without peers. */
export function peerPriceIndex(market: PeerMarket): number {
  const { price } = market;
  if (price.length === 0) return 1;
  let sum = 0;
  for (const value of price) sum += value;
  return sum / price.length;
}
