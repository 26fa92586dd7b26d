/** The three scores, in the order of the back office: goods as described, service, delivery. */
export const scoreNames = ['description', 'service', 'logistics'] as const;

/** Ratings of the last days: a ring of daily sums, so that each score is the plain mean of the ratings in the window. */
export interface RatingWindow {
  readonly days: number;
  /** Score by slot: `score * days + slot`. */
  readonly stars: Float64Array;
  readonly ratings: Float64Array;
  readonly negatives: Float64Array;
  /** Sums over the window: stars of the three scores, ratings, negatives. */
  readonly totals: Float64Array;
}

export function emptyRatingWindow(days: number): RatingWindow {
  return {
    days,
    stars: new Float64Array(3 * days),
    ratings: new Float64Array(days),
    negatives: new Float64Array(days),
    totals: new Float64Array(5),
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
  const { totals, days } = window;
  for (let score = 0; score < 3; score++) {
    window.stars[score * days + slot] = stars[score]!;
    totals[score] = sum(window.stars, score * days, (score + 1) * days);
  }
  // Summed anew, not moved along: nothing drifts in a year of days.
  totals[3] = sum(window.ratings, 0, days);
  totals[4] = sum(window.negatives, 0, days);
}

/** Mean stars of one score in the window; `none` where nobody has rated. */
export function scoreOf({ totals }: RatingWindow, score: number, none: number): number {
  // The clamp only takes back the rounding of sums of expected ratings.
  return totals[3]! > 0 ? Math.min(5, Math.max(1, totals[score]! / totals[3]!)) : none;
}

/** Mean of the three scores; `none` where nobody has rated. */
export function meanScore(window: RatingWindow, none: number): number {
  return (scoreOf(window, 0, none) + scoreOf(window, 1, none) + scoreOf(window, 2, none)) / 3;
}

/** Share of ratings in the window that are no complaint; `none` where nobody has rated. */
export function praiseOf({ totals }: RatingWindow, none: number): number {
  return totals[3]! > 0 ? 1 - totals[4]! / totals[3]! : none;
}

function sum(values: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i++) total += values[i]!;
  return total;
}
