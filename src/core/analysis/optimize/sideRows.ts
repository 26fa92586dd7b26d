import type { ResolvedScenario } from '../../scenario/resolved.ts';
import { worthOf } from './measures.ts';
import type { PlanCurve } from './planCurves.ts';
import { powerOfTwo } from './powerOfTwo.ts';

/** A limit of several plans that is not about money alone: sum over plans of `amount` at the chosen bids >= `least`. */
export interface SideRow {
  /** `store`, or the id of a group. */
  readonly node: string;
  readonly limit: 'minAverageRoas' | 'maxCostPerOrder' | 'target';
  /** The limit's figure. */
  readonly at: number;
  /** By plan, at each of its bids; absent for plans that the row is not about. */
  readonly amount: readonly (Float64Array | undefined)[];
  readonly least: number;
  /** Size of the sum, to bring rows to about 1. */
  readonly scale: number;
}

export const STORE = 'store';

/**
 * The rows of a scenario: average ROAS floors as sum (revenue - floor spend) >= 0, caps on the cost of an order as
 * sum (cap orders - spend) >= 0, for the store and its groups; a target as sum of its measure >= target.
 */
export function sideRows(scenario: ResolvedScenario, curves: readonly PlanCurve[]): SideRow[] {
  const { limits, plans, objective, target } = scenario;
  const rows: SideRow[] = [];
  const add = (
    { node, limit, at }: Pick<SideRow, 'node' | 'limit' | 'at'>,
    least: number,
    of: (curve: PlanCurve) => Float64Array,
  ): void => {
    const amount = curves.map((curve, p) =>
      node === STORE || plans[p]!.group === node ? of(curve) : undefined,
    );
    const size = amount.reduce(
      (sum, column) =>
        sum + (column === undefined ? 0 : column.reduce((most, x) => Math.max(most, Math.abs(x)), 0)),
      Math.abs(least),
    );
    rows.push({ node, limit, at, amount, least, scale: powerOfTwo(size) });
  };
  const ratios = (
    node: string,
    { minAverageRoas, maxCostPerOrder }: { minAverageRoas: number | null; maxCostPerOrder?: number },
  ): void => {
    if (minAverageRoas !== null)
      add({ node, limit: 'minAverageRoas', at: minAverageRoas }, 0, ({ revenue, spend }) =>
        revenue.map((value, i) => value - minAverageRoas * spend[i]!),
      );
    if (maxCostPerOrder !== undefined)
      add({ node, limit: 'maxCostPerOrder', at: maxCostPerOrder }, 0, ({ orders, spend }) =>
        orders.map((count, i) => maxCostPerOrder * count - spend[i]!),
      );
  };
  ratios(STORE, limits);
  for (const group of limits.groups) ratios(group.id, group);
  if (target !== undefined)
    add({ node: STORE, limit: 'target', at: target }, target, (curve) => worthOf(curve, objective));
  return rows;
}
