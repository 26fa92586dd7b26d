import type { Curve, Part } from './curve.ts';

/** Points joined by straight lines; not concave in general. */
export interface PointsParameters {
  /** Spend of each point [money], strictly ascending from 0. */
  readonly spend: Float64Array;
  /** Value of each point. */
  readonly value: Float64Array;
}

/** Piecewise linear curve through points; constant after the last. */
export function pointsCurve({ spend, value }: PointsParameters): Curve {
  const last = spend.length - 1;
  const slopes = spend.map((x, i) => (i < last ? (value[i + 1]! - value[i]!) / (spend[i + 1]! - x) : 0));
  const pieceAt = (x: number) => {
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (spend[middle]! <= x) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    value: (x) => {
      const piece = pieceAt(x);
      return value[piece]! + slopes[piece]! * (x - spend[piece]!);
    },
    slope: (x) => slopes[pieceAt(x)]!,
    spendAtSlope: () => 0,
    parts: (from, to) => {
      const parts: Part[] = [];
      let start = from;
      for (let piece = pieceAt(from); piece < last && spend[piece + 1]! < to; piece++) {
        parts.push({ from: start, to: spend[piece + 1]!, shape: 'line' });
        start = spend[piece + 1]!;
      }
      parts.push({ from: start, to, shape: 'line' });
      return parts;
    },
    concaveAround: (x) => {
      let left = pieceAt(x);
      let right = left;
      while (left > 0 && slopes[left - 1]! >= slopes[left]!) left--;
      while (right < last && slopes[right + 1]! <= slopes[right]!) right++;
      return { from: spend[left]!, to: right === last ? Infinity : spend[right + 1]! };
    },
    saturation: spend[last]!,
  };
}
