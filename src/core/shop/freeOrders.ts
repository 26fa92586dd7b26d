import { binomialQuantile } from '../math/binomial.ts';
import { uniform } from '../math/keyed.ts';
import { poissonQuantile } from '../math/poisson.ts';
import { onDay } from '../scenario/resolved.ts';
import { shopDraw } from './draws.ts';
import { salesResponse } from './organic.ts';
import { meanScore, praiseOf } from './ratingWindow.ts';
import type { ShopState } from './shopState.ts';
import { exp, pow } from '../math/elementary.ts';

/** Free visits and orders of one item on one day. */
export interface FreeDay {
  potential: number;
  organicVisits: number;
  activityVisits: number;
  organicOrders: number;
  activityOrders: number;
}

/** Organic and activity visitors of an item, and what they buy. Nobody who came by a paid click is counted again. */
export function freeOrders(
  state: ShopState,
  item: number,
  day: number,
  organicLift: number,
  out: FreeDay,
): void {
  const { prepared, today, paid } = state;
  const { organic } = prepared.shop;
  out.potential = today.offline[item] === 1 ? 0 : organicPotential(state, item, day) * organicLift;
  const expected = Math.max(0, out.potential - paid.displaced[item]!);
  const fromActivity = today.offline[item] === 1 ? 0 : today.activityVisits[item]!;
  const rate = visitRate(state, item, day);
  out.organicVisits = poisson(state, item, day, shopDraw.organicVisits, expected);
  out.activityVisits = poisson(state, item, day, shopDraw.activityVisits, fromActivity);
  out.organicOrders = buy(
    state,
    item,
    day,
    shopDraw.placed,
    out.organicVisits,
    rate * (organic?.conversionFactor ?? 1),
  );
  out.activityOrders = buy(state, item, day, shopDraw.activityPlaced, out.activityVisits, rate);
}

/** Orders placed and paid of so many visits. Two channels: `channel` for placing, the next for paying. */
function buy(
  state: ShopState,
  item: number,
  day: number,
  channel: number,
  visits: number,
  paidRate: number,
): number {
  if (visits === 0) return 0;
  const { orderToPay, presale } = state.prepared.shop.items[item]!;
  const deposits = state.today.presaleAge[item]! > 0;
  const pays = deposits ? presale!.balancePaid : orderToPay;
  const places = orderToPay > 0 ? Math.min(1, paidRate / orderToPay) : 0;
  const placed = binomial(state, item, day, channel, visits, places);
  const paying = channel === shopDraw.placed ? shopDraw.paid : shopDraw.activityPaid;
  const orders = binomial(state, item, day, paying, placed, pays);
  if (deposits) noteDeposits(state, item, day, placed, orders);
  return orders;
}

/** Deposits placed, and what is kept of those whose balance will not be paid, less shipping them in vain. */
export function noteDeposits(
  state: ShopState,
  item: number,
  day: number,
  placed: number,
  completed: number,
): void {
  const { presale, economics } = state.prepared.shop.items[item]!;
  const lost = placed - completed;
  state.deposits[item]! += completed;
  state.ledger.items.depositsPlaced[item * state.prepared.scenario.days + day]! += placed;
  state.figures.depositIncome +=
    lost * (presale!.depositShare * economics.price - presale!.preshippedShare * 2 * economics.shipping);
}

/** Paid orders a visit of an ordinary visitor today. */
export function visitRate(state: ShopState, item: number, day: number): number {
  const { shop, scenario } = state.prepared;
  return (
    onDay(shop.items[item]!.conversionRate, day) *
    scenario.season.conversion[day]! *
    state.today.conversion[item]!
  );
}

/** Organic visits before those that came as paid ones (docs/model.md, "Organic search"). */
function organicPotential(state: ShopState, item: number, day: number): number {
  const { prepared } = state;
  const { organic, items } = prepared.shop;
  const start = prepared.start[item]!;
  if (organic === null || start.organicPotential === 0) return 0;
  const sales =
    state.figures.peerShare ?? salesResponse(state.signal[item]!, start.signal, organic.elasticity);
  const conversion =
    organic.conversionWeight === 0 || start.conversion === 0
      ? 1
      : pow(state.today.conversion[item]! / start.conversion, organic.conversionWeight);
  const { releaseDay } = items[item]!;
  const age = releaseDay === null || releaseDay < 0 ? Infinity : day - releaseDay;
  const fresh = 1 + organic.releaseBoost * exp(-age / organic.releaseDays);
  return (
    start.organicPotential *
    sales *
    state.figures.reputationResponse *
    conversion *
    fresh *
    prepared.scenario.season.demand[day]! *
    state.today.dip[item]!
  );
}

/** Weighted sales of the whole shop, seven days, lagged. */
export function totalSignal(state: ShopState): number {
  let sum = 0;
  for (const value of state.signal) sum += value;
  return sum;
}

/** Beyond three standard deviations a better or worse shop is neither. */
const MOST_Z = 3;

/** e^(a z(score) + b z(praise)), both against the shop of the first day, each z within +-3. */
export function reputationResponse(state: ShopState): number {
  const { organic, reputation } = state.prepared.shop;
  if (reputation === null || organic === null) return 1;
  const { window } = state.ratings;
  const none = state.prepared.startRating;
  const score = meanScore(window, none);
  const praise = praiseOf(window, reputation.praise);
  const within = (z: number): number => Math.min(MOST_Z, Math.max(-MOST_Z, z));
  return exp(
    organic.scoreWeight * within((score - none) / organic.scoreSd) +
      organic.praiseWeight * within((praise - reputation.praise) / organic.praiseSd),
  );
}

function poisson(state: ShopState, item: number, day: number, channel: number, mean: number): number {
  if (!state.stochastic || mean === 0) return mean;
  return poissonQuantile(uniform(state.itemKeys[item]!, day, channel), mean);
}

function binomial(
  state: ShopState,
  item: number,
  day: number,
  channel: number,
  n: number,
  p: number,
): number {
  if (!state.stochastic) return n * p;
  return n > 0 ? binomialQuantile(uniform(state.itemKeys[item]!, day, channel), n, p) : 0;
}
