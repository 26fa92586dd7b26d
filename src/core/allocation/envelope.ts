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
}

interface Vertex {
  readonly x: number;
  readonly v: number;
}

/** Builds the envelope of a curve on a non-empty domain. */
export function envelopeOf(curve: Curve, domain: Domain): Envelope {
  const hull: Vertex[] = [];
  let arc: { from: number; to: number } | undefined;
  for (const interval of domain)
    for (const { from, to, shape } of curve.parts(interval.from, interval.to)) {
      addVertex(hull, { x: from, v: curve.value(from) });
      if (shape === 'concave' && to > from) arc = { from, to };
      else addVertex(hull, { x: to, v: curve.value(to) });
    }
  const tangency = arc === undefined ? undefined : addArc(hull, curve, arc.from, arc.to);
  return piecesOf(curve, domain, hull, tangency !== undefined && tangency < arc!.to ? arc!.to : undefined);
}

function addVertex(hull: Vertex[], next: Vertex): void {
  if (hull.at(-1)?.x === next.x) return;
  while (hull.length >= 2) {
    const [a, b] = [hull.at(-2)!, hull.at(-1)!];
    if ((b.v - a.v) * (next.x - b.x) > (next.v - b.v) * (b.x - a.x)) break;
    hull.pop();
  }
  hull.push(next);
}

/** Joins the arc of the curve on [from, to] to the hull by its tangent; returns where it touches. */
function addArc(hull: Vertex[], curve: Curve, from: number, to: number): number {
  for (;;) {
    const last = hull.at(-1)!;
    const touch =
      last.x === from
        ? from
        : risingRoot((x) => curve.value(x) - last.v - curve.slope(x) * (x - last.x), from, to);
    const point = { x: touch, v: curve.value(touch) };
    const before = hull.at(-2);
    const leading = touch === from ? curve.slope(from) : (point.v - last.v) / (touch - last.x);
    if (before === undefined || (last.v - before.v) / (last.x - before.x) > leading) {
      if (touch > last.x) hull.push(point);
      return touch;
    }
    hull.pop();
  }
}

function piecesOf(curve: Curve, domain: Domain, hull: Vertex[], arcEnd: number | undefined): Envelope {
  const spend = hull.map(({ x }) => x);
  const value = hull.map(({ v }) => v);
  const steep: number[] = [];
  for (let j = 0; j + 1 < hull.length; j++)
    steep.push((value[j + 1]! - value[j]!) / (spend[j + 1]! - spend[j]!));
  const flat = steep.slice();
  const arc = steep.map(() => false);
  if (arcEnd !== undefined) {
    // A tangent's slope and the derivative where it touches agree but for rounding; pieces must not rise again.
    steep.push(Math.min(flat.at(-1) ?? Infinity, curve.slope(spend.at(-1)!)));
    flat.push(Math.min(steep.at(-1)!, curve.slope(arcEnd)));
    arc.push(true);
    spend.push(arcEnd);
    value.push(curve.value(arcEnd));
  }
  return { curve, domain, spend, value, steep, flat, arc };
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
  return Math.min(spend[piece + 1]!, Math.max(spend[piece]!, curve.spendAtSlope(price)));
}

/** Value of the envelope at a spend of its range. */
export function envelopeValue({ curve, spend, value, steep, arc }: Envelope, at: number): number {
  if (at <= spend[0]!) return value[0]!;
  let piece = 0;
  while (piece + 1 < steep.length && at > spend[piece + 1]!) piece++;
  if (piece === steep.length || at >= spend[piece + 1]!) return value[Math.min(piece + 1, steep.length)]!;
  return arc[piece]! ? curve.value(at) : value[piece]! + steep[piece]! * (at - spend[piece]!);
}

/** Highest spend of the envelope's range. */
export function lastSpend({ spend }: Envelope): number {
  return spend.at(-1)!;
}
