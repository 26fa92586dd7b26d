import type { PlanCurve } from './planCurves.ts';

/** Curves tested at two lists of bids as one, bids ascending; where both tested a bid, the second's figures. */
export function mergeCurves(first: readonly PlanCurve[], second: readonly PlanCurve[]): PlanCurve[] {
  return first.map((curve, p) => mergeCurve(curve, second[p]!));
}

function mergeCurve(first: PlanCurve, second: PlanCurve): PlanCurve {
  const places = new Map<number, readonly [PlanCurve, number]>();
  for (const curve of [first, second]) curve.bid.forEach((bid, i) => places.set(bid, [curve, i]));
  const ordered = [...places].sort(([a], [b]) => a - b).map(([, place]) => place);
  const column = (name: keyof PlanCurve): Float64Array =>
    Float64Array.from(ordered, ([curve, i]) => curve[name][i]!);
  return {
    bid: column('bid'),
    spend: column('spend'),
    clicks: column('clicks'),
    orders: column('orders'),
    revenue: column('revenue'),
    contribution: column('contribution'),
    credit: column('credit'),
  };
}
