import { InputError } from '../issues/issue.ts';

/**
 * What one plan (or plan-day, group, account) can earn for what it spends: the upper concave hull of its
 * cost -> value points, as struct of arrays.
 *
 * Between two vertices the frontier is reached by mixing the two (a share of the auctions, or of the day, each).
 * Source of the algebra: Lagrangian relaxation of the fractional multiple-choice knapsack
 * (Sinha and Zoltners 1979, Operations Research 27:503).
 */
export interface Frontier {
  /** Spend at each vertex [money], ascending; `cost[0]` is the least that can be spent. */
  readonly cost: Float64Array;
  /** Value at each vertex [value], concave in `cost`; may fall again at the end. */
  readonly value: Float64Array;
  /** The points the hull was made from, in the caller's order. */
  readonly points: { readonly cost: Float64Array; readonly value: Float64Array };
  /** Index into `points` of each vertex; -1 for the origin when it was added. */
  readonly vertexPoint: Int32Array;
}

/**
 * Upper concave hull of points (spend, value), begun at the origin unless a point with spend 0 is given.
 *
 * @param cost spend of each point [money], >= 0, any order
 * @param value value of each point [revenue, profit, orders ...]
 * @throws InputError `allocation.frontier-points` on unequal lengths, NaN, infinity or negative spend
 *
 * Example: `frontierFromPoints([0, 1, 2, 4], [0, 3, 4, 7])` has the vertices 0, 1 and 4: the point (2, 4) lies below.
 */
export function frontierFromPoints(cost: ArrayLike<number>, value: ArrayLike<number>): Frontier {
  checkPoints(cost, value);
  const points = { cost: Float64Array.from(cost), value: Float64Array.from(value) };
  const order = Array.from(points.cost, (_, point) => point).sort(
    (a, b) => points.cost[a]! - points.cost[b]! || points.value[b]! - points.value[a]!,
  );
  const hull: number[] = [];
  if (order.length === 0 || points.cost[order[0]!]! > 0) hull.push(-1);
  for (const point of order) {
    if (hull.length > 0 && costOf(points, hull.at(-1)!) === points.cost[point]!) continue;
    while (hull.length >= 2 && !turnsRight(points, hull.at(-2)!, hull.at(-1)!, point)) hull.pop();
    hull.push(point);
  }
  return {
    cost: Float64Array.from(hull, (point) => costOf(points, point)),
    value: Float64Array.from(hull, (point) => valueOf(points, point)),
    points,
    vertexPoint: Int32Array.from(hull),
  };
}

/** Value of a frontier at a spend [money] inside its range, by linear interpolation; the ends outside of it. */
export function frontierValue(frontier: Frontier, spend: number): number {
  const { cost, value } = frontier;
  const last = cost.length - 1;
  if (spend <= cost[0]!) return value[0]!;
  if (spend >= cost[last]!) return value[last]!;
  const right = firstAbove(cost, spend);
  const left = right - 1;
  const share = (spend - cost[left]!) / (cost[right]! - cost[left]!);
  return value[left]! + share * (value[right]! - value[left]!);
}

/** Which original points realise a spend on the frontier: `share` of the way from point `from` to point `to`. */
export interface FrontierMix {
  /** Index into `points`; -1 is the added origin (spend nothing). */
  readonly from: number;
  readonly to: number;
  /** 0 = only `from`, 1 = only `to`. */
  readonly share: number;
}

/** The mix of original points (for example bids) that spends exactly `spend` [money] on the frontier. */
export function frontierMix(frontier: Frontier, spend: number): FrontierMix {
  const { cost, vertexPoint } = frontier;
  const last = cost.length - 1;
  if (spend <= cost[0]!) return { from: vertexPoint[0]!, to: vertexPoint[0]!, share: 0 };
  if (spend >= cost[last]!) return { from: vertexPoint[last]!, to: vertexPoint[last]!, share: 0 };
  const right = firstAbove(cost, spend);
  const share = (spend - cost[right - 1]!) / (cost[right]! - cost[right - 1]!);
  return { from: vertexPoint[right - 1]!, to: vertexPoint[right]!, share };
}

/** Smallest index whose entry of an ascending array exceeds `x`; the caller makes sure there is one. */
function firstAbove(ascending: Float64Array, x: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! > x) high = middle;
    else low = middle + 1;
  }
  return low;
}

type Points = Frontier['points'];
const costOf = (points: Points, point: number): number => (point < 0 ? 0 : points.cost[point]!);
const valueOf = (points: Points, point: number): number => (point < 0 ? 0 : points.value[point]!);

/** Whether the slope falls at b, strictly (cross-multiplied, so that it scales exactly with money and value). */
function turnsRight(points: Points, a: number, b: number, c: number): boolean {
  const ab = costOf(points, b) - costOf(points, a);
  const bc = costOf(points, c) - costOf(points, b);
  const up = valueOf(points, b) - valueOf(points, a);
  return up * bc > (valueOf(points, c) - valueOf(points, b)) * ab;
}

function checkPoints(cost: ArrayLike<number>, value: ArrayLike<number>): void {
  const wrong = (index: number, problem: string) =>
    new InputError([
      {
        code: 'allocation.frontier-points',
        path: ['points', index],
        params: { index, problem, cost: String(cost[index]), value: String(value[index]) },
      },
    ]);
  if (cost.length !== value.length)
    throw wrong(Math.min(cost.length, value.length), `${cost.length} spends but ${value.length} values`);
  for (let index = 0; index < cost.length; index++) {
    if (!Number.isFinite(cost[index]!) || cost[index]! < 0)
      throw wrong(index, 'the spend is not a number >= 0');
    if (!Number.isFinite(value[index]!)) throw wrong(index, 'the value is not a finite number');
  }
}
