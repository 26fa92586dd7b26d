import { pow } from '../math/elementary.ts';
import { peerPriceIndex, ownShare } from './peers.ts';
import { clickShift, productShift, visibilityShift } from './clickShift.ts';
import { conversionFactor } from './conversionFactor.ts';
import { orderValueFactor } from './prepareShop.ts';
import { meanScore } from './ratingWindow.ts';
import { reputationResponse, totalSignal } from './freeOrders.ts';
import { chatFactor, serviceReply } from './serviceReply.ts';
import type { ShopState } from './shopState.ts';

/** Works out what holds in the shop today, before any visitor comes: what is on sale, at which price, how well it converts. */
export function openDay(state: ShopState, day: number): void {
  const { prepared, today, figures, paid } = state;
  const { shop } = prepared;
  clearPaid(paid);
  figures.planProfit = 0;
  figures.spend = 0;
  figures.depositIncome = 0;
  figures.reply = shop.service === null ? 1 : serviceReply(shop.service, figures.visitorsYesterday);
  figures.peerShare = peerShareFactor(state, totalSignal(state));
  figures.reputationResponse = reputationResponse(state);
  const index = referencePriceIndex(state, day);
  const cut = (shop.competition?.follow ?? 0) * (1 - index);
  const rating = shopRating(state);
  const premium = insurancePremium(state);
  for (let item = 0; item < shop.items.length; item++) {
    const { economics, presale, releaseDay } = shop.items[item]!;
    const offers = presale !== null && presale.from <= day && day <= presale.to;
    today.presaleAge[item] = offers ? presale.balanceDay - day : 0;
    today.offline[item] = (releaseDay !== null && day < releaseDay) || !(state.stock[item]! > 0) ? 1 : 0;
    today.priceFactor[item] = 1 - cut;
    today.returnRate[item] = economics.returnRate;
    today.conversion[item] = productConversion(state, item, (1 - cut) / index, rating);
    today.valueFactor[item] = orderValueFactor(prepared, item, figures.visitorsYesterday);
    const gifts = (shop.conversion?.giftCost ?? 0) + giftOfThreshold(state, item);
    today.extraCost[item] = gifts * economics.price + (premium === null ? 0 : premium - economics.insurance);
    applyActivities(state, item, day);
    today.returnRate[item] = Math.min(0.99, today.returnRate[item]! * shop.festivalReturns[day]!);
    today.extraCost[item]! -= volumeSaving(state, item);
  }
  shiftClicks(state, rating, (1 - cut) / index);
}

function clearPaid(paid: ShopState['paid']): void {
  paid.visits.fill(0);
  paid.displaced.fill(0);
  paid.placed.fill(0);
  paid.orders.fill(0);
  paid.weightedOrders.fill(0);
  paid.oldOrders.fill(0);
  paid.lateOrders.fill(0);
  paid.revenue.fill(0);
  paid.lostToStock.fill(0);
}

/** Mean score of the window, the shop of today's where ratings are off. */
export function shopRating(state: ShopState): number {
  const { prepared, ratings } = state;
  if (prepared.shop.reputation === null) return prepared.startRating;
  return meanScore(ratings.window, prepared.startRating);
}

/** Peers' price relative to the first day: what each of them did, and the drift of a crowded market (A13). */
export function referencePriceIndex(state: ShopState, day: number): number {
  const { competition } = state.prepared.shop;
  if (competition === null) return 1;
  const { priceDrift, shops, usualShops } = competition;
  const monthly = -priceDrift * (shops / usualShops - 1);
  return Math.max(0.05, peerPriceIndex(state.peers) * Math.max(0.05, 1 + (monthly * day) / 30));
}

/**
 * What an order's goods cost less than the product's unit cost, in expectation over returns [currency]: unit cost holds at
 * today's sales, c(q) = c (q/today)^-e with the orders of 30 days plus one (A15).
 */
function volumeSaving(state: ShopState, item: number): number {
  const { volumeDiscount, economics } = state.prepared.shop.items[item]!;
  if (volumeDiscount === 0) return 0;
  const growth = (1 + state.recentSales[item]!) / (1 + state.prepared.start[item]!.recentSales);
  return economics.unitCost * (1 - pow(growth, -volumeDiscount)) * (1 - state.today.returnRate[item]!);
}

/** Premium of one order [currency]: base + slope x return rate (A75); null where insurance is not modelled. */
export function insurancePremium(state: ShopState): number | null {
  const { insurance } = state.prepared.shop;
  return insurance === null ? null : insurance.base + insurance.slope * state.figures.returnRate;
}

/** Organic share among peers relative to the first day; null without peers. */
function peerShareFactor(state: ShopState, ownSales: number): number | null {
  const { competition } = state.prepared.shop;
  if (competition === null || state.peers.keys.length === 0) return null;
  return ownShare(state.peers, competition, ownSales) / state.peers.startShare;
}

function productConversion(state: ShopState, item: number, priceOverPeers: number, rating: number): number {
  const { prepared, figures } = state;
  const { conversion, service, items } = prepared.shop;
  const chat = service === null ? 1 : chatFactor(service, figures.reply);
  if (conversion === null) return chat;
  const { economics, referencePrice, uniqueness, page } = items[item]!;
  const reviews = state.reviews[item]!;
  return (
    chat *
    conversionFactor(conversion, {
      priceRatio: (economics.price / referencePrice) * priceOverPeers,
      uniqueness,
      page,
      ratingRatio: rating / prepared.peerRating,
      reviews,
      peerReviews: prepared.start[item]!.peerReviews,
      negativeShare: reviews > 0 ? Math.min(1, state.negatives[item]! / reviews) : 0,
      recentSales: state.recentSales[item]!,
    })
  );
}

function giftOfThreshold(state: ShopState, item: number): number {
  const { basket } = state.prepared.shop;
  return basket === null ? 0 : basket.thresholdGift * state.prepared.threshold[item]!.gifted;
}

/** Activities of the day lower the price and lift conversion; past ones leave a dip and orders already taken. */
function applyActivities(state: ShopState, item: number, day: number): void {
  const { prepared, today } = state;
  const start = prepared.start[item]!;
  today.activity[item] = -1;
  today.activityVisits[item] = 0;
  today.dip[item] = 1;
  prepared.shop.activities.forEach((activity, a) => {
    if (!activity.items.includes(item)) return;
    const since = day - activity.to;
    if (activity.from <= day && since <= 0) {
      today.activity[item] = a;
      today.activityVisits[item]! +=
        Math.max(0, activity.traffic - 1) * (start.paidVisits + start.organicVisits);
      today.priceFactor[item]! *= 1 - activity.discount;
      today.conversion[item]! *= activity.conversion;
      today.returnRate[item]! *= activity.returns;
    } else if (since > 0 && since <= activity.dipDays) today.dip[item]! *= 1 - activity.dip;
  });
  if (today.activity[item] === -1 && state.debt[item]! > 0) payDebt(state, item);
}

/** Orders that activities took from these days are missing: a seventh of what is owed a day, at most half of the orders expected. */
function payDebt(state: ShopState, item: number): void {
  const expected = state.prepared.start[item]!.orders;
  const due = Math.min(state.debt[item]! / 7, 0.5 * expected);
  if (!(expected > 0)) return;
  state.debt[item]! -= due;
  state.today.conversion[item]! *= 1 - due / expected;
}

function shiftClicks(state: ShopState, rating: number, priceOverPeers: number): void {
  const { prepared, planShift, planImpressions, figures } = state;
  const { clickThrough, planItem, items } = prepared.shop;
  if (clickThrough === null) return;
  const paidAtStart = prepared.start.reduce((sum, item) => sum + item.paidVisits, 0);
  const organicAtStart = prepared.visits > 0 ? 1 - paidAtStart / prepared.visits : 0;
  const visible = visibilityShift(clickThrough, figures.organicShare - organicAtStart);
  if (products.length < items.length) products = new Float64Array(items.length);
  for (let item = 0; item < items.length; item++) {
    const { economics, referencePrice } = items[item]!;
    products[item] = productShift(clickThrough, {
      priceRatio: (economics.price / referencePrice) * priceOverPeers * activityPrice(state, item),
      salesRatio: (1 + state.recentSales[item]!) / (1 + prepared.start[item]!.recentSales),
      ratingLead: rating - prepared.peerRating,
    });
  }
  for (let plan = 0; plan < planShift.length; plan++)
    planShift[plan] = clickShift(clickThrough, products[planItem[plan]!]!, planImpressions[plan]!, visible);
}

let products = new Float64Array(0);

/** Price of the day's activity relative to the usual one. */
function activityPrice(state: ShopState, item: number): number {
  const a = state.today.activity[item]!;
  return a < 0 ? 1 : 1 - state.prepared.shop.activities[a]!.discount;
}
