/** The three scores, in the order of the back office: goods as described, service, delivery. */
export const scoreNames = ['description', 'service', 'logistics'] as const;

/** Ratings of the last days: a ring of daily sums, so that each score is the plain mean of the ratings in the window. */
export interface RatingWindow {
  readonly days: number;
  /** Score by slot: `score * days + slot`. */
  readonly stars: Float64Array;
  readonly ratings: Float64Array;
  readonly negatives: Float64Array;
}

export function emptyRatingWindow(days: number): RatingWindow {
  return {
    days,
    stars: new Float64Array(3 * days),
    ratings: new Float64Array(days),
    negatives: new Float64Array(days),
  };
}

/** Writes one day's ratings over those that leave the window. @param stars sum of stars of each score */
export function putRatings(
  window: RatingWindow,
  day: number,
  ratings: number,
  stars: ArrayLike<number>,
  negatives: number,
): void {
  const slot = day % window.days;
  window.ratings[slot] = ratings;
  window.negatives[slot] = negatives;
  for (let score = 0; score < 3; score++) window.stars[score * window.days + slot] = stars[score]!;
}

/** Mean stars of one score in the window; `none` where nobody has rated. */
export function scoreOf(window: RatingWindow, score: number, none: number): number {
  const from = score * window.days;
  const count = sum(window.ratings, 0, window.days);
  // The clamp only takes back the rounding of sums of expected ratings.
  return count > 0 ? Math.min(5, Math.max(1, sum(window.stars, from, from + window.days) / count)) : none;
}

/** Share of ratings in the window that are no complaint; `none` where nobody has rated. */
export function praiseOf(window: RatingWindow, none: number): number {
  const count = sum(window.ratings, 0, window.days);
  return count > 0 ? 1 - sum(window.negatives, 0, window.days) / count : none;
}

function sum(values: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i++) total += values[i]!;
  return total;
}
