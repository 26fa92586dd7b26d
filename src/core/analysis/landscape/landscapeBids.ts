import { exp, log } from '../../math/elementary.ts';

/** How far beyond the marked bids a landscape reaches. */
const ROOM = 1.6;

/**
 * The bids of a landscape, rising: `points` of them evenly spaced in their logarithm from the least mark / 1.6 to the greatest
 * x 1.6, in whole ticks and within the allowed range, the marks, and today's bid as it stands; none twice.
 * @param fallback a bid to look around where no mark is above 0
 */
export function landscapeBids(request: {
  /** 0 where the plan has none. */
  readonly today: number;
  readonly marks: readonly number[];
  readonly fallback: number;
  readonly points: number;
  readonly tick: number;
  readonly range: { readonly low: number; readonly high: number };
}): number[] {
  const { today, points, tick, range } = request;
  const marks = [today, ...request.marks].filter((bid) => bid > 0);
  if (marks.length === 0) marks.push(request.fallback > 0 ? request.fallback : Math.max(range.low, tick));
  const least = Math.min(...marks) / ROOM;
  const width = log((Math.max(...marks) * ROOM) / least);
  const ticks = 1 / tick;
  const spaced = Array.from({ length: points }, (_, i) => {
    const bid = points === 1 ? marks[0]! : least * exp((width * i) / (points - 1));
    return Math.max(1, Math.round(bid * ticks)) / ticks;
  });
  const allowed = [...spaced, ...request.marks].map((bid) => Math.min(range.high, Math.max(range.low, bid)));
  return [...new Set(today > 0 ? [...allowed, today] : allowed)].sort((a, b) => a - b);
}
