import { risingRoot } from './bracket.ts';
import type { Curve, Part } from './curves/curve.ts';

/** A closed stretch of allowed spend [money]; a single allowed spend has from = to. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** Allowed spends of a plan: disjoint intervals, ascending. */
export type Domain = readonly Interval[];

/** The part of a domain inside [from, to]. */
export function clipDomain(domain: Domain, from: number, to: number): Domain {
  return domain
    .map((interval) => ({ from: Math.max(interval.from, from), to: Math.min(interval.to, to) }))
    .filter((interval) => interval.from <= interval.to);
}

/**
 * The spends of a domain at which no part of the money spent beyond the least allowed spend earns less than `floor` a
 * unit: those x with value(x) - floor x at least as high as at every smaller allowed spend.
 * On a concave curve that is where the derivative is at least the floor.
 */
export function floorDomain(curve: Curve, domain: Domain, floor: number): Domain {
  const first = domain[0];
  if (first === undefined) return domain;
  const surplus = (x: number) => curve.value(x) - floor * x;
  let record = surplus(first.from);
  const kept: Interval[] = [{ from: first.from, to: first.from }];
  for (const interval of domain)
    for (const part of curve.parts(interval.from, interval.to)) {
      const rise = risingStretch(curve, part, floor);
      if (rise === undefined || surplus(rise.to) < record) continue;
      const from = risingRoot((x) => surplus(x) - record, rise.from, rise.to);
      const before = kept.at(-1)!;
      if (from <= before.to) kept[kept.length - 1] = { from: before.from, to: Math.max(before.to, rise.to) };
      else kept.push({ from, to: rise.to });
      record = surplus(rise.to);
    }
  return kept;
}

/** Where in a part the derivative is at least the floor: one stretch, since the part has one shape. */
function risingStretch(curve: Curve, { from, to, shape }: Part, floor: number): Interval | undefined {
  if (shape === 'line') return curve.slope(from) >= floor ? { from, to } : undefined;
  if (shape === 'concave') {
    const end = Math.min(to, curve.spendAtSlope(floor, to));
    return end >= from && curve.slope(from) >= floor ? { from, to: end } : undefined;
  }
  if (curve.slope(to) < floor) return undefined;
  return { from: risingRoot((x) => curve.slope(x) - floor, from, to), to };
}
