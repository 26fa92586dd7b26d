import { roundSpend, unitsToMoney } from '../roundSpend.ts';
import type { Model } from './buildModel.ts';
import type { ModelNode } from './buildNodes.ts';

/** Whole minor units [count] near the best spends that still meet caps, bounds and floors. */
export function roundModel(model: Model, spend: Float64Array, unit: number): Float64Array {
  const { plans, nodes } = model;
  const units = roundSpend({
    spend,
    least: plans.map(({ least }, i) => Math.min(least, spend[i]!)),
    most: plans.map(({ most }) => most),
    unit,
    caps: nodes.flatMap(({ plans: members, maxSpend: cap }) =>
      cap === undefined ? [] : [{ plans: members, cap }],
    ),
  });
  for (const node of nodes) for (const floor of node.floors) keepFloor(model, node, floor, units, unit);
  return units;
}

/** Takes single units from the plans whose last money earns least, until the floor holds again. */
function keepFloor(
  { plans, curves }: Model,
  { plans: members }: ModelNode,
  { floor, rates }: ModelNode['floors'][number],
  units: Float64Array,
  unit: number,
): void {
  const measure = (k: number, count: number) => {
    const spend = unitsToMoney(count, unit);
    return rates[k]! * curves[members[k]!]!.value(spend) - floor * spend;
  };
  let surplus = members.reduce((sum, plan, k) => sum + measure(k, units[plan]!), 0);
  if (surplus >= 0) return;
  const gains = members
    .map((plan, k) => ({ plan, gain: measure(k, units[plan]! - 1) - measure(k, units[plan]!) }))
    .filter(({ plan, gain }) => gain > 0 && unitsToMoney(units[plan]! - 1, unit) >= plans[plan]!.least)
    .sort((a, b) => b.gain - a.gain);
  for (const { plan, gain } of gains) {
    if (surplus >= 0) return;
    units[plan]! -= 1;
    surplus += gain;
  }
}
