import { risingRoot } from './bracket.ts';
import type { Curve } from './curves/curve.ts';
import type { Domain } from './domain.ts';

/**
 * The least concave function above a curve on its domain: pieces that are straight lines (jumps over what the curve
 * does worse) or arcs of the curve itself, with falling slopes. Struct of arrays; piece j joins vertex j and j + 1.
 */
export interface Envelope {
  readonly curve: Curve;
  readonly domain: Domain;
  /** Spend and value at the vertices. */
  readonly spend: readonly number[];
  readonly value: readonly number[];
  /** Slope at the left and right end of each piece; equal for lines. */
  readonly steep: readonly number[];
  readonly flat: readonly number[];
  readonly arc: readonly boolean[];
  /** The most by which the curve may exceed the pieces, where its shape is not known to the last [value]. */
  readonly lift: number;
}

interface Vertex {
  readonly x: number;
  readonly v: number;
  /** Whether the curve itself leads here from the vertex before; else a line does. */
  readonly arc: boolean;
}

/** Builds the envelope of a curve on a non-empty domain. */
export function envelopeOf(curve: Curve, domain: Domain): Envelope {
  const hull: Vertex[] = [];
  let lift = 0;
  const at = (x: number): Vertex => ({ x, v: curve.value(x), arc: false });
  for (const interval of domain)
    for (const part of curve.parts(interval.from, interval.to)) {
      const { from, to, shape } = part;
      if (hull.at(-1)?.x !== from) joinLine(hull, curve, at(from));
      if (shape === 'concave' && to > from) joinArc(hull, curve, to);
      else if (to > from) joinLine(hull, curve, at(to));
      lift = Math.max(lift, part.lift ?? 0);
    }
  return piecesOf(curve, domain, hull, lift);
}

/** Slope with which a hull of two vertices or more ends. */
function endSlope(hull: readonly Vertex[], curve: Curve): number {
  const [before, last] = [hull.at(-2)!, hull.at(-1)!];
  return last.arc ? curve.slope(last.x) : (last.v - before.v) / (last.x - before.x);
}

/** Joins a vertex by the line from the last place of the hull that keeps it concave. */
function joinLine(hull: Vertex[], curve: Curve, next: Vertex): void {
  while (hull.length >= 2) {
    const [before, last] = [hull.at(-2)!, hull.at(-1)!];
    if (last.arc ? arcKeeps(last, next, curve) : lineKeeps(before, last, next)) break;
    hull.pop();
    const touch = last.arc ? touchBefore(curve, next, before.x, last.x) : before.x;
    if (touch <= before.x) continue;
    hull.push({ x: touch, v: curve.value(touch), arc: true });
    break;
  }
  hull.push(next);
}

const lineKeeps = (before: Vertex, last: Vertex, next: Vertex) =>
  (last.v - before.v) * (next.x - last.x) > (next.v - last.v) * (last.x - before.x);

const arcKeeps = (last: Vertex, next: Vertex, curve: Curve) =>
  curve.slope(last.x) * (next.x - last.x) > next.v - last.v;

/** Where the tangent from a vertex touches the concave arc [from, to] before it; `from` if nowhere. */
function touchBefore(curve: Curve, { x, v }: Vertex, from: number, to: number): number {
  const touch = risingRoot((s) => v - curve.value(s) - curve.slope(s) * (x - s), from, to);
  // Next to a pole the slope may stay below the chord's at every number there is.
  const reached = curve.slope(touch) * (x - touch) >= (v - curve.value(touch)) * (1 - 1e-9);
  return reached ? touch : from;
}

/** Where the tangent from a vertex touches the concave arc [from, to] after it. */
function touchAfter(curve: Curve, { x, v }: Vertex, from: number, to: number): number {
  return x === from ? from : risingRoot((t) => curve.value(t) - v - curve.slope(t) * (t - x), from, to);
}

/** Joins the concave arc that starts at the hull's last vertex and ends at `to`, by its tangent to the hull. */
function joinArc(hull: Vertex[], curve: Curve, to: number): void {
  const from = hull.at(-1)!.x;
  let touch = from;
  for (;;) {
    const last = hull.at(-1)!;
    touch = touchAfter(curve, last, from, to);
    const leading = touch === last.x ? curve.slope(touch) : (curve.value(touch) - last.v) / (touch - last.x);
    if (hull.length === 1 || endSlope(hull, curve) > leading) break;
    hull.pop();
    if (!last.arc) continue;
    const both = bitangent(curve, hull.at(-1)!.x, last.x, from, to);
    if (both === undefined) continue;
    hull.push({ x: both.left, v: curve.value(both.left), arc: true });
    touch = both.right;
    break;
  }
  if (touch > hull.at(-1)!.x) hull.push({ x: touch, v: curve.value(touch), arc: false });
  if (to > touch) hull.push({ x: to, v: curve.value(to), arc: true });
}

/** Steps of the search for a common tangent; each about squares the error. */
const TANGENTS = 60;

/** The line that touches both the arc [a, b] and the arc [c, d] after it; `undefined` if it leaves the first at its start. */
function bitangent(
  curve: Curve,
  a: number,
  b: number,
  c: number,
  d: number,
): { left: number; right: number } | undefined {
  let left = b;
  let right = c;
  for (let step = 0; step < TANGENTS; step++) {
    right = touchAfter(curve, { x: left, v: curve.value(left), arc: true }, c, d);
    const next = touchBefore(curve, { x: right, v: curve.value(right), arc: true }, a, left);
    if (next <= a) return undefined;
    if (next >= left) break;
    left = next;
  }
  return { left, right };
}

function piecesOf(curve: Curve, domain: Domain, hull: readonly Vertex[], lift: number): Envelope {
  const steep: number[] = [];
  const flat: number[] = [];
  for (let j = 1; j < hull.length; j++) {
    const [before, next] = [hull[j - 1]!, hull[j]!];
    const chord = (next.v - before.v) / (next.x - before.x);
    // A tangent's slope and the derivative where it touches agree but for rounding; pieces must not rise again.
    steep.push(Math.min(flat.at(-1) ?? Infinity, next.arc ? curve.slope(before.x) : chord));
    flat.push(Math.min(steep.at(-1)!, next.arc ? curve.slope(next.x) : chord));
  }
  return {
    curve,
    domain,
    spend: hull.map(({ x }) => x),
    value: hull.map(({ v }) => v),
    steep,
    flat,
    arc: hull.slice(1).map(({ arc }) => arc),
    lift,
  };
}

/** Least spend that maximises envelope(spend) - price * spend. */
export function respond({ curve, spend, steep, flat, arc }: Envelope, price: number): number {
  let piece = 0;
  if (steep.length > 8) {
    let high = steep.length;
    while (piece < high) {
      const middle = (piece + high) >> 1;
      if (price < flat[middle]!) piece = middle + 1;
      else high = middle;
    }
  } else while (piece < steep.length && price < flat[piece]!) piece++;
  if (piece === steep.length || price >= steep[piece]! || !arc[piece]!) return spend[piece]!;
  return Math.min(spend[piece + 1]!, Math.max(spend[piece]!, curve.spendAtSlope(price, spend[piece + 1]!)));
}

/** Value of the envelope at a spend of its range: nothing that the curve earns there exceeds it. */
export function envelopeValue({ curve, spend, value, steep, arc, lift }: Envelope, at: number): number {
  if (at <= spend[0]!) return value[0]! + lift;
  let piece = 0;
  while (piece + 1 < steep.length && at > spend[piece + 1]!) piece++;
  if (piece === steep.length || at >= spend[piece + 1]!)
    return value[Math.min(piece + 1, steep.length)]! + lift;
  return lift + (arc[piece]! ? curve.value(at) : value[piece]! + steep[piece]! * (at - spend[piece]!));
}

/** Highest spend of the envelope's range. */
export function lastSpend({ spend }: Envelope): number {
  return spend.at(-1)!;
}
