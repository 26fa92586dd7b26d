import { bookItem, type StoreDay } from './bookItem.ts';
import { admitCustomers, advance, customerCount } from './customers.ts';
import { totalSignal } from './freeOrders.ts';
import { oldOrders } from './oldOrders.ts';
import { allotOld } from './allotOld.ts';
import { insurancePremium, referencePriceIndex } from './openDay.ts';
import { lagRetention } from './organic.ts';
import { ownShare, stepPeers } from './peers.ts';
import { gini } from './gini.ts';
import { raisedShare, rateOrders } from './rateOrders.ts';
import { praiseOf, scoreNames, scoreOf } from './ratingWindow.ts';
import type { ShopState } from './shopState.ts';

/** The rest of the day after the plans: ratings, free visits, old customers, stock, costs; then the shop learns from it. */
export function closeDay(state: ShopState, day: number): void {
  const { prepared, figures, ledger } = state;
  const { shop } = prepared;
  const rated = rateOrders(state, day);
  const old = oldOrders(state, day);
  const allotted = allotOld(state, day, old.orders);
  const store: StoreDay = {
    visits: 0,
    organicVisits: 0,
    orders: 0,
    newcomers: 0,
    activityOrders: 0,
    profit: 0,
    returned: 0,
    fees: 0,
    stockCost: 0,
    lifetimeProfit: 0,
  };
  const lift = organicLift(state);
  for (let item = 0; item < shop.items.length; item++)
    bookItem(state, item, day, { allotted: allotted[item]!, oldPrice: old.priceFactor, lift }, store);
  // Old customers who came through a plan: one stage on, too.
  for (const orders of state.paid.oldOrders) advance(state.customers, 0, orders);
  admitCustomers(state.customers, shop.customers, store.newcomers, store.activityOrders);
  const row = ledger.store;
  row.repeatOrders[day] = old.orders;
  row.messagesSent[day] = old.messages;
  row.messageCost[day] = old.messageCost;
  row.activityFees[day] = store.fees;
  row.stockCost[day] = store.stockCost;
  row.newCustomers[day] = store.newcomers;
  row.lifetimeCredit[day] =
    store.lifetimeProfit * prepared.lifetimeOrders * (shop.customers?.creditLifetime ?? 0);
  row.recoveryCost[day] = recoveryCost(state, rated.negatives);
  row.fixedCost[day] = fixedCost(state);
  row.depositIncome[day] = figures.depositIncome;
  row.adSpend[day] = figures.spend;
  row.profit[day] =
    figures.planProfit +
    store.profit +
    row.depositIncome[day]! -
    row.messageCost[day]! -
    row.activityFees[day]! -
    row.stockCost[day]! -
    row.recoveryCost[day]! -
    row.fixedCost[day]!;
  row.ratings[day] = rated.ratings;
  row.negatives[day] = rated.negatives;
  recordStore(state, day);
  learnStore(state, store, day);
}

/** Organic visits gain as the paid share grows (Ghose and Yang: the weaker direction); 1 at the share of the first day. */
function organicLift({ prepared, figures }: ShopState): number {
  const { organic } = prepared.shop;
  if (organic === null || organic.paidLift === 0 || !(prepared.visits > 0)) return 1;
  const atStart = prepared.start.reduce((sum, item) => sum + item.paidVisits, 0) / prepared.visits;
  return (1 + organic.paidLift * (1 - figures.organicShare)) / (1 + organic.paidLift * atStart);
}

/** Help for unhappy buyers: those who stayed negative, and those who did not. */
function recoveryCost(state: ShopState, negatives: number): number {
  const { reputation } = state.prepared.shop;
  if (reputation === null) return 0;
  const helped = Math.min(1, reputation.recoveredDay + reputation.recoveredLater);
  const kept = 1 - raisedShare(reputation);
  return kept > 0 ? (negatives / kept) * helped * reputation.recoveryCost : 0;
}

function fixedCost({ prepared }: ShopState): number {
  const { basket, service, fixedCost } = prepared.shop;
  const categories = basket === null ? 0 : basket.categories * basket.categoryCost;
  return fixedCost + categories + (service === null ? 0 : service.staff * service.wage);
}

/** What the evening's back office shows: scores, praise, customers, peers. */
function recordStore(state: ShopState, day: number): void {
  const { prepared, ledger, ratings, figures, peers } = state;
  const row = ledger.store;
  const { reputation, competition } = prepared.shop;
  for (let score = 0; score < scoreNames.length; score++)
    row[scoreNames[score]!][day] =
      reputation === null ? prepared.startRating : scoreOf(ratings.window, score, prepared.startRating);
  row.praise[day] = reputation === null ? 1 : praiseOf(ratings.window, reputation.praise);
  row.reply[day] = figures.reply;
  row.customers[day] = customerCount(state.customers);
  row.habit[day] = state.customers.habit;
  row.premium[day] = insurancePremium(state) ?? 0;
  row.priceIndex[day] = referencePriceIndex(state, day);
  if (competition === null || peers.keys.length === 0) return;
  const own = totalSignal(state);
  let total = own;
  let most = own;
  for (const value of peers.sales) {
    total += value;
    if (value > most) most = value;
  }
  row.ownShare[day] = ownShare(peers, competition, own);
  row.leaderShare[day] = most / total;
  row.gini[day] = gini(peers.sales, own);
}

function learnStore(state: ShopState, store: StoreDay, day: number): void {
  const { figures, prepared } = state;
  const { insurance, competition } = prepared.shop;
  figures.visitorsYesterday = store.visits;
  figures.organicShare = store.visits > 0 ? store.organicVisits / store.visits : 0;
  if (competition !== null) stepPeers(state.peers, competition, totalSignal(state), day, state.stochastic);
  if (insurance === null || !(store.orders > 0)) return;
  const kept = lagRetention(insurance.memoryDays);
  figures.returnRate = kept * figures.returnRate + (1 - kept) * (store.returned / store.orders);
}
