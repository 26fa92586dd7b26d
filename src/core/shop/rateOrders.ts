import { binomialQuantile } from '../math/binomial.ts';
import { uniform } from '../math/keyed.ts';
import { normalCdf } from '../math/normal.ts';
import { shopDraw } from './draws.ts';
import type { PreparedShop } from './prepareShop.ts';
import { emptyRatingWindow, putRatings, type RatingWindow } from './ratingWindow.ts';
import type { ShopState } from './shopState.ts';
import { commonLevels, starProbabilities } from './stars.ts';

/** Ratings in the window, and the orders that are about to be rated. */
export interface RatingBook {
  readonly window: RatingWindow;
  /** Orders by item and payment day mod delay (`item * delay + slot`): all, and those of activities. */
  readonly orders: Float64Array;
  readonly activityOrders: Float64Array;
  /** Latent shift of the activity orders, and of delivery, of each payment day. */
  readonly activityShift: Float64Array;
  readonly deliveryShift: Float64Array;
  readonly delay: number;
}

export function startRatings(prepared: PreparedShop, stochastic: boolean): RatingBook {
  const { shop, start } = prepared;
  const days = shop.reputation?.windowDays ?? 1;
  const delay = shop.reputation?.delayDays ?? 1;
  const window = emptyRatingWindow(days);
  const orders = start.reduce((sum, item) => sum + item.orders, 0);
  const daily = shop.reputation?.dailyRatings ?? (shop.reputation?.ratingRate ?? 0) * orders;
  const stars = [0, 1, 2].map(() => daily * prepared.startRating);
  for (let day = 0; day < days; day++)
    putRatings(window, day, daily, stars, daily * (1 - (shop.reputation?.praise ?? 1)));
  return {
    window,
    orders: Float64Array.from({ length: start.length * delay }, (_, at) => {
      const item = Math.floor(at / delay);
      const { releaseDay } = shop.items[item]!;
      if (releaseDay !== null && releaseDay >= 0) return 0;
      return stochastic ? Math.round(start[item]!.orders) : start[item]!.orders;
    }),
    activityOrders: new Float64Array(start.length * delay),
    activityShift: new Float64Array(delay),
    deliveryShift: new Float64Array(delay),
    delay,
  };
}

const sums = new Float64Array(3);
const probabilities = new Float64Array(5);
const shifts = new Float64Array(3);

/** One day's ratings of the orders paid `delay` days ago: counts by item, stars of the store, complaints (docs/model.md, "Ratings"). */
export function rateOrders(state: ShopState, day: number): { ratings: number; negatives: number } {
  const { ratings: book, prepared, today } = state;
  const { reputation } = prepared.shop;
  if (reputation === null) return { ratings: 0, negatives: 0 };
  const slot = day % book.delay;
  const raised = raisedShare(reputation);
  satisfactionShifts(state, book.deliveryShift[slot]!);
  const mean = (shifts[0]! + shifts[1]! + shifts[2]!) / 3;
  const plainNegative = normalCdf(prepared.negativeCut - mean) * (1 - raised);
  const activityShift = book.activityShift[slot]!;
  const activityNegative = normalCdf(prepared.negativeCut - mean - activityShift) * (1 - raised);
  let rated = 0;
  let activityRated = 0;
  let negatives = 0;
  for (let item = 0; item < today.offline.length; item++) {
    const at = item * book.delay + slot;
    const orders = book.orders[at]!;
    let count = 0;
    let bad = 0;
    if (orders > 0) {
      count = binomial(state, item, day, shopDraw.rated, orders, reputation.ratingRate);
      const share = book.activityOrders[at]! / orders;
      const chance = (1 - share) * plainNegative + share * activityNegative;
      bad = binomial(state, item, day, shopDraw.negative, count, chance);
      activityRated += count * share;
    }
    rated += count;
    negatives += bad;
    state.reviews[item] = state.reviews[item]! * (1 - 1 / 180) + count;
    state.negatives[item] = state.negatives[item]! * (1 - 1 / 180) + bad;
  }
  sums.fill(0);
  const fromActivity = state.stochastic ? Math.round(activityRated) : activityRated;
  addStars(state, day, 0, rated - fromActivity, 0, raised);
  if (fromActivity > 0) addStars(state, day, 1, fromActivity, activityShift, raised);
  putRatings(book.window, day, rated, sums, negatives);
  return { ratings: rated, negatives };
}

/** Share of unhappy buyers who lift their rating after being helped, whatever they write (A44). */
export function raisedShare(recovery: {
  recoveredDay: number;
  recoveredLater: number;
  raiseDay: number;
  raiseLater: number;
}): number {
  const day = recovery.recoveredDay;
  return day * recovery.raiseDay + Math.min(1 - day, recovery.recoveredLater) * recovery.raiseLater;
}

/** Latent shifts of the three scores: own lever plus the halo of the others (docs/model.md, "Ratings"). */
function satisfactionShifts(state: ShopState, delivery: number): void {
  const { shop, startReply } = state.prepared;
  const reputation = shop.reputation!;
  shifts[0] = reputation.description;
  shifts[1] = reputation.service + (shop.service?.satisfaction ?? 0) * (state.figures.reply - startReply);
  shifts[2] = reputation.logistics + delivery;
  const all = shifts[0] + shifts[1] + shifts[2];
  for (let score = 0; score < 3; score++)
    shifts[score] = (1 - reputation.halo) * shifts[score]! + reputation.halo * all;
}

/** Adds the stars of n buyers of one kind to `sums`; the three scores of a buyer share a common level. */
function addStars(
  state: ShopState,
  day: number,
  cohort: number,
  n: number,
  shift: number,
  raised: number,
): void {
  let left = n;
  for (let level = 0; level < commonLevels.length; level++) {
    const rest = commonLevels.length - level;
    const people = storeBinomial(state, day, shopDraw.level + cohort * 10 + level, left, 1 / rest);
    left -= people;
    if (people === 0) continue;
    for (let score = 0; score < 3; score++) {
      starProbabilities(
        state.prepared.stars,
        shifts[score]! + shift,
        commonLevels[level]!,
        raised,
        probabilities,
      );
      sums[score]! += drawStars(state, day, cohort * 100 + level * 20 + score * 5, people);
    }
  }
}

/** Sum of stars of n buyers with `probabilities`: a multinomial as a chain of binomials from 5 stars down. */
function drawStars(state: ShopState, day: number, channel: number, n: number): number {
  let left = n;
  let chance = 1;
  let sum = 0;
  for (let star = 4; star > 0 && left > 0; star--) {
    const share = chance > 0 ? Math.min(1, probabilities[star]! / chance) : 1;
    const count = storeBinomial(state, day, shopDraw.stars + channel + star, left, share);
    sum += count * (star + 1);
    left -= count;
    chance -= probabilities[star]!;
  }
  return sum + left;
}

function storeBinomial(state: ShopState, day: number, channel: number, n: number, p: number): number {
  if (!state.stochastic) return n * p;
  return n > 0 ? binomialQuantile(uniform(state.storeKey, day, channel), n, p) : 0;
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
