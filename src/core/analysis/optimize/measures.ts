import type { Objective } from '../../scenario/objective.ts';
import type { PlanCurve } from './planCurves.ts';

/**
 * What a plan is worth at each of its bids in one measure [a day]. Profit is after spend. What `shop.credit` adds counts in
 * revenue as much revenue as earns it, and in profit as it is; orders and clicks are counted plain.
 */
export function worthOf(curve: PlanCurve, objective: Objective): Float64Array {
  const { spend, contribution, credit } = curve;
  if (objective === 'revenue') return creditedRevenue(curve);
  if (objective === 'profit') return contribution.map((value, i) => value - spend[i]! + credit[i]!);
  return curve[objective];
}

/** Revenue at each bid, and the revenue that would earn what is credited. */
export function creditedRevenue(curve: PlanCurve): Float64Array {
  const { revenue, credit } = curve;
  const share = marginOf(curve);
  return share > 0 ? revenue.map((value, i) => value + credit[i]! / share) : revenue;
}

/** Contribution a unit of revenue, the same all along a plan's curve; 0 where it is negative. */
function marginOf({ revenue, contribution }: PlanCurve): number {
  const most = revenue.at(-1)!;
  return most > 0 ? Math.max(0, contribution.at(-1)! / most) : 0;
}
