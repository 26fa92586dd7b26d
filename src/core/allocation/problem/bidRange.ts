import { sortedPoints } from './buildCurve.ts';
import type { PlanInput } from './schema.ts';

/** Spends between which a plan's bid stays within its step, and the bids there. */
export interface BidRange {
  /** [money/click] */
  readonly lowBid: number;
  readonly highBid: number;
  /** [money] */
  readonly least: number;
  readonly most: number;
}

/**
 * Where today's bid, changed by at most `bidStep`, puts the spend; `undefined` without a step, without today's bid, or for
 * curves without bids. Bids rise with spend and are mixed between two points.
 */
export function bidRange({ curve, bidStep, today, todayBid }: PlanInput): BidRange | undefined {
  if (bidStep === undefined || !carriesBids(curve)) return undefined;
  const points = sortedPoints(curve.points).map(({ spend, bid }) => ({ spend, bid: bid! }));
  const bid = todayBid ?? (today === undefined ? undefined : bidOf(points, today));
  if (bid === undefined) return undefined;
  const [lowBid, highBid] = [bid * Math.max(0, 1 - bidStep), bid * (1 + bidStep)];
  return { lowBid, highBid, least: spendOf(points, lowBid), most: spendOf(points, highBid) };
}

type Points = Extract<PlanInput['curve'], { type: 'points' }>;

/** Whether every point has a bid. */
export function carriesBids(curve: PlanInput['curve']): curve is Points {
  return curve.type === 'points' && sortedPoints(curve.points).every(({ bid }) => bid !== undefined);
}

interface Step {
  readonly spend: number;
  readonly bid: number;
}

const bidOf = (points: readonly Step[], spend: number) => between(points, 'spend', 'bid', spend);
const spendOf = (points: readonly Step[], bid: number) => between(points, 'bid', 'spend', bid);

/** What a rising list of points has of `wanted` where it has `x` of `given`; the ends beyond them. */
function between(points: readonly Step[], given: keyof Step, wanted: keyof Step, x: number): number {
  const right = points.findIndex((point) => point[given] >= x);
  if (right < 0) return points.at(-1)![wanted];
  const [from, to] = [points[Math.max(0, right - 1)]!, points[right]!];
  if (right === 0 || to[given] === x) return to[wanted];
  return from[wanted] + ((to[wanted] - from[wanted]) * (x - from[given])) / (to[given] - from[given]);
}
