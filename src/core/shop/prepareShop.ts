import { gammaSumsOf, type GammaSums } from '../math/gammaSums.ts';
import { normalQuantile } from '../math/normalQuantile.ts';
import { onDay, type ResolvedScenario } from '../scenario/resolved.ts';
import type { ResolvedItem, ResolvedShop } from '../scenario/resolvedShop.ts';
import { basketFactor, thresholdEffect, type ThresholdEffect } from './basket.ts';
import { conversionFactor } from './conversionFactor.ts';
import { decisionProbability } from './customers.ts';
import { lifetimeOrders, stageShares } from './lifetime.ts';
import { newsvendor } from './newsvendor.ts';
import { peersAtRest, type PeerStart } from './peers.ts';
import { chatFactor, serviceReply } from './serviceReply.ts';
import { meanStars, shiftForLoss, starModel, type StarModel } from './stars.ts';

/** What today's plans bring each item on a day, in expected values: the steady state the shop starts from. */
export interface PaidBaseline {
  readonly visits: number;
  /** Paid orders, before any factor of the shop. */
  readonly orders: number;
  /** Weight of one of its sales in organic search. */
  readonly saleWeight: number;
  /** Share of visits that would have come organically anyway. */
  readonly displacedShare: number;
}

/** One item's steady state on the first morning, a day unless said otherwise. */
interface ItemStart {
  readonly paidVisits: number;
  readonly organicVisits: number;
  /** Organic visits before those that came as paid ones. */
  readonly organicPotential: number;
  readonly orders: number;
  /** Weighted sales of seven days. */
  readonly signal: number;
  /** Orders of 30 days. */
  readonly recentSales: number;
  readonly reviews: number;
  readonly negativeShare: number;
  readonly peerReviews: number;
  readonly conversion: number;
  readonly stock: number;
}

/** A shop ready to run: everything that is the same in every run. */
export interface PreparedShop {
  readonly scenario: ResolvedScenario;
  readonly shop: ResolvedShop;
  readonly start: readonly ItemStart[];
  readonly visits: number;
  readonly stars: StarModel;
  /** Mean stars of the shop of today, and of peers. */
  readonly startRating: number;
  readonly peerRating: number;
  /** Latent satisfaction below which a review is negative. */
  readonly negativeCut: number;
  /** Latent shift of the ratings of each activity's orders. */
  readonly activityShift: readonly number[];
  readonly threshold: readonly ThresholdEffect[];
  /** Order values relative to their mean, by item, in units of the squared coefficient of variation; null where they do not vary. */
  readonly orderValues: readonly (GammaSums | null)[];
  readonly startReply: number;
  readonly lifetimeOrders: number;
  readonly peers: PeerStart;
}

const ratingDefaults = {
  stars: [0.88, 0.07, 0.03, 0.01, 0.01],
  correlation: 0.7,
  praise: 0.985,
  ratingRate: 0.35,
};

export function prepareShop(
  scenario: ResolvedScenario,
  shop: ResolvedShop,
  baseline: readonly PaidBaseline[],
): PreparedShop {
  const reputation = shop.reputation ?? ratingDefaults;
  const stars = starModel(reputation.stars, reputation.correlation);
  const startRating = meanStars(stars, 0);
  const peerRating = shop.reputation?.peerRating ?? startRating;
  const visits = shop.items.reduce((sum, item, i) => {
    const paid = item.paidVisits ?? baseline[i]!.visits;
    return sum + paid + organicStart(shop, item, paid);
  }, 0);
  const startReply = shop.service === null ? 1 : serviceReply(shop.service, visits);
  const rating = { ratio: startRating / peerRating, reply: startReply };
  const plain = shop.items.map((item, i) => startItem(scenario, shop, item, baseline[i]!, rating, 0));
  const sold = plain.reduce((sum, item) => sum + item.orders, 0);
  const returning = startRepeats(shop);
  const start = shop.items.map((item, i) => {
    const repeats = sold > 0 ? (returning * plain[i]!.orders) / sold : 0;
    return startItem(scenario, shop, item, baseline[i]!, rating, repeats);
  });
  return {
    scenario,
    shop,
    start,
    peers: peersAtRest(
      shop.competition,
      start.reduce((sum, item) => sum + item.signal, 0),
    ),
    visits,
    stars,
    startRating,
    peerRating,
    negativeCut: normalQuantile(1 - reputation.praise),
    activityShift: shop.activities.map((activity) =>
      shiftForLoss(stars, activity.ratingLoss * (1 - activity.quality)),
    ),
    threshold: shop.items.map(({ economics }) =>
      shop.basket === null ? { factor: 1, gifted: 0 } : thresholdEffect(shop.basket, economics.orderValueCv),
    ),
    orderValues: gammaSumsOf(shop.items.map(({ economics }) => economics.orderValueCv ** 2)),
    startReply,
    lifetimeOrders: shop.customers === null ? 0 : lifetimeOrders(shop.customers),
  };
}

function organicStart(shop: ResolvedShop, item: ResolvedItem, paid: number): number {
  return shop.organic === null ? 0 : (item.organicVisits ?? shop.organic.ratio * paid);
}

function startItem(
  scenario: ResolvedScenario,
  shop: ResolvedShop,
  item: ResolvedItem,
  baseline: PaidBaseline,
  rating: { ratio: number; reply: number },
  repeatOrders: number,
): ItemStart {
  const rate = onDay(item.conversionRate, 0);
  const paidVisits = item.paidVisits ?? baseline.visits;
  const scale = baseline.visits > 0 ? paidVisits / baseline.visits : 0;
  const plainOrders = scale > 0 ? baseline.orders * scale : paidVisits * rate;
  const weighted = plainOrders * baseline.saleWeight;
  const organicVisits = organicStart(shop, item, paidVisits);
  const organicOrders = organicVisits * rate * (shop.organic?.conversionFactor ?? 1);
  const isNew = item.releaseDay !== null && item.releaseDay >= 0;
  const ratingRate = shop.reputation?.ratingRate ?? ratingDefaults.ratingRate;
  const negativeShare = item.negativeShare ?? 1 - (shop.reputation?.praise ?? ratingDefaults.praise);
  const chat = shop.service === null ? 1 : chatFactor(shop.service, rating.reply);
  let conversion = chat;
  const look = (): Pick<ItemStart, 'orders' | 'recentSales' | 'reviews' | 'peerReviews'> => {
    const orders = (plainOrders + organicOrders) * conversion + repeatOrders;
    const reviews = item.reviews ?? (isNew ? 0 : 180 * ratingRate * orders);
    return {
      orders,
      recentSales: item.recentSales ?? (isNew ? 0 : 30 * orders),
      reviews,
      peerReviews: shop.conversion?.peerReviews ?? reviews,
    };
  };
  // The factor depends on sales and sales on the factor; a few rounds settle it.
  for (let round = 0; round < 4 && shop.conversion !== null; round++)
    conversion =
      chat *
      conversionFactor(shop.conversion, {
        priceRatio: item.economics.price / item.referencePrice,
        uniqueness: item.uniqueness,
        page: item.page,
        ratingRatio: rating.ratio,
        negativeShare,
        ...look(),
      });
  return {
    ...look(),
    paidVisits,
    organicVisits,
    organicPotential: organicVisits + baseline.displacedShare * paidVisits,
    signal: 7 * ((weighted + organicOrders) * conversion + repeatOrders) + (shop.organic?.floorSales ?? 0),
    negativeShare,
    conversion,
    stock: startStock(scenario, item, look().orders),
  };
}

/** Orders of old customers on the first day. */
function startRepeats({ customers }: ResolvedShop): number {
  if (customers === null) return 0;
  const shares = stageShares(customers);
  const rates = [customers.repeat1, customers.repeat2, customers.repeat3];
  const people = customers.base * decisionProbability(customers.intervalDays);
  return shares.reduce((sum, share, stage) => sum + people * share * rates[stage]!, 0);
}

/** Units on the first morning: as stated, else the newsvendor's for the horizon. */
function startStock(scenario: ResolvedScenario, { stock, economics }: ResolvedItem, orders: number): number {
  if (stock === null) return Infinity;
  const gain = economics.netMargin * economics.price;
  const loss = (1 - stock.salvage) * economics.unitCost;
  return stock.units ?? newsvendor(orders * scenario.days, stock.demandCv, gain, loss);
}

/** Value of one order relative to the product's price at this many visitors, thresholds included. */
export function orderValueFactor(prepared: PreparedShop, item: number, visitors: number): number {
  const { basket } = prepared.shop;
  return basket === null ? 1 : basketFactor(basket, visitors) * prepared.threshold[item]!.factor;
}
