import { compensatedSum } from '../../math/sum.ts';
import { risingRoot } from '../bracket.ts';
import type { Curve, Part } from './curve.ts';
import { pointsCurve } from './pointsCurve.ts';
import { shapesOf } from './shapesOf.ts';

/** A sum's shape is sought until slivers of unknown shape can hide no more than this share of its ceiling. */
const HIDDEN = 2 ** -42;

/**
 * The weighted sum of curves: sum of weight * value(spend), e.g. the mean of draws.
 *
 * Points give joined corners. Smooth curves are convex before all bend and concave after all have; the stretch between
 * is cut into parts of proven shape (`shapesOf`).
 *
 * @param weights of the curves, >= 0
 */
export function mixCurves(curves: readonly Curve[], weights: ArrayLike<number>): Curve {
  const kept = curves.map((_, k) => k).filter((k) => weights[k]! > 0);
  const used = kept.map((k) => curves[k]!).filter(({ saturation }) => saturation > 0);
  const value = (x: number) => compensatedSum(curves.map((curve, k) => weights[k]! * curve.value(x)));
  if (used.length === 0) return pointsCurve({ spend: Float64Array.of(0), value: Float64Array.of(value(0)) });
  const bends = used.flatMap(({ bend }) => bend ?? []);
  if (bends.length === 0) return cornersOf(used, value);
  const slope = (x: number) => {
    const slopes = kept.map((k) => weights[k]! * curves[k]!.slope(x));
    return slopes.includes(Infinity) ? Infinity : compensatedSum(slopes);
  };
  const starts = used.map((curve) => curve.parts(0, Number.MAX_VALUE).at(-1)!.from);
  const [first, last] = [Math.min(...starts), Math.max(...starts)];
  const own = kept.flatMap((k) => (curves[k]!.saturation > 0 ? [weights[k]!] : []));
  const saturation = Math.max(...used.map((curve) => curve.saturation));
  const middle =
    first < last ? shapesOf({ bends, weights: own, value }, first, last, HIDDEN * value(saturation)) : [];
  const parts = joinParts([
    { from: 0, to: first, shape: 'convex' },
    ...middle,
    { from: last, to: Infinity, shape: 'concave' },
  ]);
  const total = compensatedSum(own);
  const around = (x: number) => parts.find(({ to, shape }) => x <= to && (shape === 'concave' || x < to))!;
  return {
    value,
    slope,
    spendAtSlope: (wanted, inside = last) => {
      if (wanted <= 0) return Infinity;
      const { from, to } = around(inside);
      if (to < Infinity) return risingRoot((x) => wanted - slope(x), from, to);
      // Past its place each curve's derivative is at most the mean of `wanted`; before all places it mostly is more.
      const places = used.map((curve) => curve.spendAtSlope(wanted / total));
      const most = Math.max(from, ...places) * (1 + 1e-12);
      const likely = Math.max(from, Math.min(...places) * (1 - 1e-12));
      return risingRoot((x) => wanted - slope(x), slope(likely) >= wanted ? likely : from, most);
    },
    parts: (from, to) => clipParts(parts, from, to),
    concaveAround: (x) => {
      const { from, to, shape } = around(x);
      return shape === 'concave' ? { from, to } : { from: x, to: x };
    },
    saturation,
  };
}

/** Sum of piecewise linear curves: piecewise linear between all their corners. */
function cornersOf(curves: readonly Curve[], value: (x: number) => number): Curve {
  const corners = new Set([0]);
  for (const curve of curves) for (const { to } of curve.parts(0, curve.saturation)) corners.add(to);
  const spend = Float64Array.from(corners).sort();
  return pointsCurve({ spend, value: spend.map(value) });
}

/** Leaves out empty parts and joins neighbours of one proven shape. */
function joinParts(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    if (part.to <= part.from) continue;
    const before = joined.at(-1);
    if (before?.shape === part.shape && part.shape !== 'line')
      joined[joined.length - 1] = { ...part, from: before.from };
    else joined.push(part);
  }
  return joined;
}

/** The parts within [from, to]; a single one where from = to. */
function clipParts(parts: readonly Part[], from: number, to: number): Part[] {
  const inside = parts.filter((part) => part.from < to && part.to > from);
  if (inside.length === 0) return [{ from, to, shape: 'line' }];
  return inside.map((part) => ({ ...part, from: Math.max(from, part.from), to: Math.min(to, part.to) }));
}
