import type { Curve } from '../curves/curve.ts';
import { hillCurve } from '../curves/hill.ts';
import { logisticCurve } from '../curves/logistic.ts';
import { pointsCurve } from '../curves/pointsCurve.ts';
import type { CurveInput } from './schema.ts';

/**
 * The curve of an input, its value multiplied by `weight`, in a period with `traffic` times the usual opportunities:
 * weight * traffic * value(spend / traffic).
 */
export function buildCurve(input: CurveInput, weight: number, traffic = 1): Curve {
  if (input.type === 'points') return curveThrough(input.points, weight, traffic);
  if (input.scale * weight === 0) return pointsCurve(FLAT);
  const scale = input.scale * weight * traffic;
  const carryover = (input.carryover ?? 0) * traffic;
  if (input.type === 'hill')
    return hillCurve({
      scale,
      exponent: input.exponent,
      halfSaturation: input.halfSaturation * traffic,
      carryover,
    });
  const { steepness, midpoint } = input;
  return logisticCurve({ scale, steepness: steepness / traffic, midpoint: midpoint * traffic, carryover });
}

/** A plan that earns nothing. */
const FLAT = { spend: Float64Array.of(0), value: Float64Array.of(0) };

type Points = Extract<CurveInput, { type: 'points' }>['points'];

/** Points in order of spend, from the origin if none has spend 0. */
export function sortedPoints(points: Points): { spend: number; value: number; bid: number | undefined }[] {
  const sorted = points
    .map((point) =>
      Array.isArray(point)
        ? { spend: point[0], value: point[1], bid: undefined }
        : { bid: undefined, ...point },
    )
    .sort((a, b) => a.spend - b.spend);
  return sorted[0]!.spend > 0 ? [{ spend: 0, value: 0, bid: 0 }, ...sorted] : sorted;
}

function curveThrough(points: Points, weight: number, traffic: number): Curve {
  const sorted = sortedPoints(points);
  return pointsCurve({
    spend: Float64Array.from(sorted, ({ spend }) => spend * traffic),
    value: Float64Array.from(sorted, ({ value }) => value * weight * traffic),
  });
}
