/**
 * Slopes [per grid step] of a cubic Hermite table on a uniform grid that never overshoots its values: where the
 * values rise the curve rises, and it turns only at nodes.
 *
 * Fourth-order differences, limited to [0, 3] times the smaller neighbouring rise: monotone by the criterion of Fritsch
 * and Carlson (1980), and fourth-order accurate where the values are smooth (Hyman 1983, SIAM J. Sci. Stat. Comput. 4).
 * At least two values.
 */
export function buildMonotone(values: Float64Array): Float64Array {
  const last = values.length - 1;
  const slopes = new Float64Array(values.length);
  for (let i = 0; i <= last; i += 1) {
    const before = values[i]! - values[i - 1]!;
    const after = values[i + 1]! - values[i]!;
    const left = i === 0 ? after : before;
    const right = i === last ? before : after;
    slopes[i] = limited(rawSlope(values, i), left, right);
  }
  return slopes;
}

/** The table's value at a fractional index, held constant beyond its ends. */
export function evaluateHermite(values: Float64Array, slopes: Float64Array, position: number): number {
  const last = values.length - 1;
  if (!(position > 0)) return values[0]!;
  if (position >= last) return values[last]!;
  const i = Math.floor(position);
  const t = position - i;
  const start = values[i]!;
  const rise = values[i + 1]! - start;
  const first = slopes[i]!;
  const second = slopes[i + 1]!;
  return start + t * (first + t * (3 * rise - 2 * first - second + t * (first + second - 2 * rise)));
}

/** The derivative of the table at a fractional index, per grid step; 0 beyond its ends. */
export function evaluateHermiteSlope(values: Float64Array, slopes: Float64Array, position: number): number {
  const last = values.length - 1;
  if (!(position >= 0 && position <= last)) return 0;
  const i = Math.min(Math.floor(position), last - 1);
  const t = position - i;
  const rise = values[i + 1]! - values[i]!;
  const first = slopes[i]!;
  const second = slopes[i + 1]!;
  return first + t * (2 * (3 * rise - 2 * first - second) + t * 3 * (first + second - 2 * rise));
}

/** Difference of the highest order, at most four, that the table's length and the distance to its ends allow. */
function rawSlope(values: Float64Array, i: number): number {
  const last = values.length - 1;
  const at = (offset: number) => values[i + offset]!;
  if (i >= 2 && i <= last - 2) return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / 12;
  if (last < 3) {
    if (i === 0) return at(1) - at(0);
    return i === last ? at(0) - at(-1) : (at(1) - at(-1)) / 2;
  }
  if (i === 0) return (-11 * at(0) + 18 * at(1) - 9 * at(2) + 2 * at(3)) / 6;
  if (i === 1) return (-2 * at(-1) - 3 * at(0) + 6 * at(1) - at(2)) / 6;
  if (i === last) return (11 * at(0) - 18 * at(-1) + 9 * at(-2) - 2 * at(-3)) / 6;
  return (2 * at(1) + 3 * at(0) - 6 * at(-1) + at(-2)) / 6;
}

function limited(slope: number, left: number, right: number): number {
  if (!(left * right > 0)) return 0;
  const bound = 3 * Math.min(Math.abs(left), Math.abs(right));
  if (slope * left <= 0) return 0;
  return left > 0 ? Math.min(slope, bound) : Math.max(slope, -bound);
}
