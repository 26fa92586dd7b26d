import { streamKey, type StreamKey } from '../math/keyed.ts';
import { emptyCustomers, type CustomerBook } from './customers.ts';
import { emptyPeers, type PeerMarket } from './peers.ts';
import type { PreparedShop } from './prepareShop.ts';
import { startRatings, type RatingBook } from './rateOrders.ts';
import { emptyShopLedger, type ShopLedger } from './shopLedger.ts';

/** Everything a shop carries from day to day. Columns are by item unless said otherwise. */
export interface ShopState {
  readonly prepared: PreparedShop;
  readonly stochastic: boolean;
  readonly ledger: ShopLedger;
  readonly itemKeys: readonly StreamKey[];
  readonly storeKey: StreamKey;
  readonly today: ItemDay;
  readonly paid: PaidDay;
  /** Weighted sales of the last seven days, day mod 7 by item (`item * 7 + slot`), and their lagged sum. */
  readonly salesRing: Float64Array;
  readonly signal: Float64Array;
  readonly recentSales: Float64Array;
  readonly reviews: Float64Array;
  readonly negatives: Float64Array;
  readonly stock: Float64Array;
  /** Units on the way, by item and day mod lead time; one row of 366 an item. */
  readonly incoming: Float64Array;
  /** Orders that activities took from the coming days. */
  readonly debt: Float64Array;
  /** Deposits whose balance will be paid. */
  readonly deposits: Float64Array;
  readonly ratings: RatingBook;
  readonly customers: CustomerBook;
  readonly peers: PeerMarket;
  /** Impressions of each plan's creatives so far. */
  readonly planImpressions: Float64Array;
  /** Logit shift of each plan's click-through today. */
  readonly planShift: Float64Array;
  readonly figures: ShopFigures;
}

/** What holds for each item today. */
interface ItemDay {
  /** On paid orders a visit. */
  readonly conversion: Float64Array;
  readonly priceFactor: Float64Array;
  readonly valueFactor: Float64Array;
  /** Beyond the product's own costs [currency/order]. */
  readonly extraCost: Float64Array;
  readonly returnRate: Float64Array;
  /** 1: not on sale (not released, or out of stock). */
  readonly offline: Uint8Array;
  /** Days until today's deposits are completed; 0: no presale. */
  readonly presaleAge: Int32Array;
  readonly activityVisits: Float64Array;
  /** Activity of the day, by index; -1: none. */
  readonly activity: Int32Array;
  /** On free visits, after activities. */
  readonly dip: Float64Array;
}

/** What the plans brought each item today. */
interface PaidDay {
  readonly visits: Float64Array;
  readonly displaced: Float64Array;
  readonly placed: Float64Array;
  readonly orders: Float64Array;
  readonly weightedOrders: Float64Array;
  readonly oldOrders: Float64Array;
  readonly lateOrders: Float64Array;
  readonly revenue: Float64Array;
  readonly lostToStock: Float64Array;
}

/** Single figures of the store. */
interface ShopFigures {
  visitorsYesterday: number;
  organicShare: number;
  /** Organic share among peers relative to the start; null without peers. */
  peerShare: number | null;
  /** What scores and praise do to organic visits today. */
  reputationResponse: number;
  reply: number;
  returnRate: number;
  planProfit: number;
  spend: number;
  depositIncome: number;
}

export function startShop(
  prepared: PreparedShop,
  seed: number,
  replication: number,
  stochastic: boolean,
): ShopState {
  const { shop, start, scenario } = prepared;
  const items = shop.items.length;
  const path = `run/${replication}/shop`;
  const column = (length = items): Float64Array => new Float64Array(length);
  const paidVisits = start.reduce((sum, item) => sum + item.paidVisits, 0);
  return {
    prepared,
    stochastic,
    ledger: emptyShopLedger(scenario.plans.length, items, scenario.days),
    itemKeys: shop.items.map(({ productId }) => streamKey(seed, `${path}/item/${productId}`)),
    storeKey: streamKey(seed, path),
    today: {
      conversion: column(),
      priceFactor: column(),
      valueFactor: column(),
      extraCost: column(),
      returnRate: column(),
      offline: new Uint8Array(items),
      presaleAge: new Int32Array(items),
      activityVisits: column(),
      activity: new Int32Array(items),
      dip: column(),
    },
    paid: {
      visits: column(),
      displaced: column(),
      placed: column(),
      orders: column(),
      weightedOrders: column(),
      oldOrders: column(),
      lateOrders: column(),
      revenue: column(),
      lostToStock: column(),
    },
    salesRing: Float64Array.from({ length: items * 7 }, (_, at) => ringStart(prepared, Math.floor(at / 7))),
    signal: Float64Array.from(start, (_, i) => startSignal(prepared, i)),
    recentSales: Float64Array.from(start, (item) => item.recentSales),
    reviews: Float64Array.from(start, (item) => item.reviews),
    negatives: Float64Array.from(start, (item) => item.reviews * item.negativeShare),
    stock: Float64Array.from(start, (item) => item.stock),
    incoming: column(items * 366),
    debt: column(),
    deposits: column(),
    ratings: startRatings(prepared, stochastic),
    customers: emptyCustomers(prepared),
    peers: emptyPeers(prepared, seed, replication),
    planImpressions: column(scenario.plans.length),
    planShift: column(scenario.plans.length),
    figures: {
      visitorsYesterday: prepared.visits,
      organicShare: prepared.visits > 0 ? 1 - paidVisits / prepared.visits : 0,
      peerShare: null,
      reputationResponse: 1,
      reply: prepared.startReply,
      returnRate: meanReturnRate(prepared),
      planProfit: 0,
      spend: 0,
      depositIncome: 0,
    },
  };
}

/** One of the seven days behind the first. */
function ringStart(prepared: PreparedShop, item: number): number {
  return (startSignal(prepared, item) - (prepared.shop.organic?.floorSales ?? 0)) / 7;
}

/** A product not yet released has no sales behind it. */
function startSignal({ shop, start }: PreparedShop, item: number): number {
  const { releaseDay } = shop.items[item]!;
  const floor = shop.organic?.floorSales ?? 0;
  return releaseDay !== null && releaseDay >= 0 ? floor : start[item]!.signal;
}

/** Return rate of today's orders [fraction]. */
function meanReturnRate({ shop, start }: PreparedShop): number {
  const orders = start.reduce((sum, item) => sum + item.orders, 0);
  const returned = start.reduce((sum, item, i) => sum + item.orders * shop.items[i]!.economics.returnRate, 0);
  return orders > 0 ? returned / orders : (shop.items[0]?.economics.returnRate ?? 0);
}
