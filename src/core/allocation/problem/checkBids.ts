import type { Issue } from '../../issues/issue.ts';
import { bidRange } from './bidRange.ts';
import { sortedPoints } from './buildCurve.ts';
import { contradiction } from './contradiction.ts';
import type { PlanInput } from './schema.ts';

type Path = Issue['path'];

const missing = (path: Path, wanted: string): Issue => ({
  code: 'allocation.missing',
  path,
  params: { wanted },
});
const wrong = (path: Path, value: string, wanted: string): Issue => ({
  code: 'allocation.value',
  path,
  params: { value, wanted },
});

/** A step of bids that cannot be read off the points, or that starts from a bid outside of them. */
export function bidIssues(plan: PlanInput, path: Path): Issue[] {
  const { curve, bidStep, today, todayBid } = plan;
  if (bidStep === undefined) return [];
  const at = [...path, 'bidStep'];
  if (curve.type !== 'points')
    return [wrong(at, `set for a curve of type ${curve.type}`, 'for points that carry bids')];
  const pointPath = (index: number) => [...path, 'curve', 'points', index, 'bid'];
  const without = curve.points.findIndex((point) => Array.isArray(point) || point.bid === undefined);
  if (without >= 0)
    return [missing(pointPath(without), 'a number, since bidStep refers to the bids of all points')];
  if (today === undefined && todayBid === undefined)
    return [
      missing(
        [...path, 'todayBid'],
        'a number, since bidStep refers to it (or today, to read it off the points)',
      ),
    ];
  const points = sortedPoints(curve.points).map(({ spend, bid }) => ({ spend, bid: bid! }));
  const falls = points.findIndex(({ bid }, i) => i > 0 && !(bid > points[i - 1]!.bid));
  if (falls >= 0) {
    const { bid, spend } = points[falls]!;
    const place = curve.points.findIndex((point) => !Array.isArray(point) && point.spend === spend);
    return [wrong(pointPath(place), String(bid), `above ${points[falls - 1]!.bid}, the bid of less spend`)];
  }
  const { lowBid, highBid } = bidRange(plan)!;
  const [first, last] = [points[0]!.bid, points.at(-1)!.bid];
  const outside = (what: string, value: number, limit: number, against: string) => [
    contradiction(at, { what, value, limit, against }),
  ];
  if (lowBid > last) return outside('the lowest bid', lowBid, last, 'the last point');
  return highBid < first ? outside('the highest bid', highBid, first, 'the first point') : [];
}
