import { compensatedSum } from '../../math/sum.ts';
import { risingRoot } from '../bracket.ts';
import type { Curve, Part } from './curve.ts';
import { pointsCurve } from './pointsCurve.ts';

/** Cells of the search for where a sum of S-shaped curves bends. */
const CELLS = 256;

/**
 * The weighted sum of curves: sum of weight * value(spend), e.g. the mean of draws.
 *
 * Exact for points (joined corners) and for curves that bend at one and the same spend, concave ones included. S-shaped
 * curves that bend at different spends give a sum whose shape is sought by a scan; it is marked `scanned`.
 *
 * @param weights of the curves, >= 0
 */
export function mixCurves(curves: readonly Curve[], weights: ArrayLike<number>): Curve {
  const total = compensatedSum(Array.from(weights));
  const used = curves.filter((curve, k) => weights[k]! > 0 && curve.saturation > 0);
  const value = (x: number) => compensatedSum(curves.map((curve, k) => weights[k]! * curve.value(x)));
  if (used.length === 0) return pointsCurve({ spend: Float64Array.of(0), value: Float64Array.of(value(0)) });
  const last = used.map((curve) => curve.parts(0, Number.MAX_VALUE).at(-1)!);
  if (last.every(({ shape }) => shape === 'line')) return cornersOf(used, value);
  const slope = (x: number) =>
    compensatedSum(curves.map((curve, k) => (weights[k]! > 0 ? weights[k]! * curve.slope(x) : 0)));
  const bends = last.map(({ from }) => from);
  const middle = middleParts(slope, Math.min(...bends), Math.max(...bends));
  const concaveFrom = middle.at(-1)!;
  return {
    value,
    slope,
    spendAtSlope: (wanted) => {
      if (wanted <= 0) return Infinity;
      // The mean derivative is `wanted / total` somewhere between the spends at which single ones are.
      const places = used.map((curve) => curve.spendAtSlope(wanted / total));
      const from = Math.max(concaveFrom, Math.min(...places) * (1 - 1e-12));
      return risingRoot((x) => wanted - slope(x), from, Math.max(from, ...places) * (1 + 1e-12));
    },
    parts: (from, to) => partsBetween(middle, from, to),
    concaveAround: (x) => (x >= concaveFrom ? { from: concaveFrom, to: Infinity } : { from: x, to: x }),
    saturation: Math.max(...used.map(({ saturation }) => saturation)),
    ...(Math.max(...bends) > Math.min(...bends) ? { scanned: true } : {}),
  };
}

/** Sum of piecewise linear curves: piecewise linear between all their corners. */
function cornersOf(curves: readonly Curve[], value: (x: number) => number): Curve {
  const corners = new Set([0]);
  for (const curve of curves) for (const { to } of curve.parts(0, curve.saturation)) corners.add(to);
  const spend = Float64Array.from(corners).sort();
  return pointsCurve({ spend, value: spend.map(value) });
}

/** Where the sum stops being convex, then corners of cells of no one shape, and last where it is concave for good. */
function middleParts(slope: (x: number) => number, from: number, to: number): number[] {
  if (to === from) return [from];
  const grid = Array.from({ length: CELLS + 1 }, (_, k) => from + ((to - from) * k) / CELLS);
  const slopes = grid.map(slope);
  let rising = 0;
  while (rising < CELLS && slopes[rising + 1]! >= slopes[rising]!) rising++;
  let falling = CELLS;
  while (falling > rising && slopes[falling - 1]! >= slopes[falling]!) falling--;
  if (rising === falling)
    return [peakOf(slope, grid[Math.max(0, rising - 1)]!, grid[Math.min(CELLS, rising + 1)]!)];
  return grid.slice(rising, falling + 1);
}

/** Highest place of a function with one peak, by thirds. */
function peakOf(f: (x: number) => number, from: number, to: number): number {
  let [a, b] = [from, to];
  for (let step = 0; step < 90; step++) {
    const [left, right] = [a + (b - a) / 3, b - (b - a) / 3];
    if (f(left) < f(right)) a = left;
    else b = right;
  }
  return b;
}

function partsBetween(middle: readonly number[], from: number, to: number): Part[] {
  const concaveFrom = middle.at(-1)!;
  if (from >= concaveFrom) return [{ from, to, shape: 'concave' }];
  const ends = [...middle.filter((x) => x > from && x < to), to];
  let start = from;
  return ends.map((end) => {
    const shape = start >= concaveFrom ? 'concave' : end <= middle[0]! ? 'convex' : 'line';
    const part: Part = { from: start, to: end, shape };
    start = end;
    return part;
  });
}
