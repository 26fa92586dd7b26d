import { compensatedSum } from '../../math/sum.ts';
import { InputError } from '../../issues/issue.ts';
import { amountOf, type BidMix } from './bidMix.ts';
import type { PlanCurve } from './planCurves.ts';
import { STORE, type SideRow } from './sideRows.ts';

const STEPS = 60;

/**
 * The error for limits that no choice of bids meets: the first that cannot be met even by itself, with the best that can be had; if each
 * can, all of them together.
 * @param best the bids that bring most of a measure, given by plan at each of its bids, within budgets and the plans' own limits
 */
export function limitConflict(
  curves: readonly PlanCurve[],
  rows: readonly SideRow[],
  best: (gain: readonly Float64Array[]) => readonly BidMix[],
): InputError {
  for (const row of rows) {
    const attainable = bestRatio(curves, row, best);
    const met = row.limit === 'maxCostPerOrder' ? attainable <= row.at : attainable >= row.at;
    if (!met) return conflict(row, attainable);
  }
  const { node, limit, at } = rows[0]!;
  const limits = rows.map((row) => `${row.limit} ${row.at}${row.node === STORE ? '' : ` of ${row.node}`}`);
  return new InputError([
    { code: 'optimize.together', path: pathOf(node, limit), params: { limits, required: at } },
  ]);
}

function conflict({ node, limit, at }: SideRow, attainable: number): InputError {
  const group = node === STORE ? {} : { group: node };
  return new InputError([
    {
      code: 'optimize.infeasible',
      path: pathOf(node, limit),
      params: { ...group, limit, required: at, attainable },
    },
  ]);
}

function pathOf(node: string, limit: string): (string | number)[] {
  return node === STORE ? ['limits', limit] : ['limits', 'groups', node, limit];
}

/**
 * The best average ROAS (or cost of an order) that the row's plans can have: the most of revenue - f spend at ever better f, until it is 0
 * (Dinkelbach 1967, Management Science 13:492).
 */
function bestRatio(
  curves: readonly PlanCurve[],
  { amount, limit }: SideRow,
  best: (gain: readonly Float64Array[]) => readonly BidMix[],
): number {
  const inside = amount.map((column) => column !== undefined);
  const earned = (curve: PlanCurve): Float64Array =>
    limit === 'maxCostPerOrder' ? curve.orders : curve.revenue;
  let ratio = 0;
  for (let step = 0; step < STEPS; step++) {
    const mixes = best(
      curves.map((curve, p) =>
        inside[p]!
          ? earned(curve).map((value, i) => value - ratio * curve.spend[i]!)
          : new Float64Array(curve.spend.length),
      ),
    );
    const sum = (of: (curve: PlanCurve) => Float64Array): number =>
      compensatedSum(curves.map((curve, p) => (inside[p]! ? amountOf(mixes[p]!, of(curve)) : 0)));
    const spend = sum((curve) => curve.spend);
    const next = spend > 0 ? sum(earned) / spend : Infinity;
    if (!(next > ratio * (1 + 1e-12))) break;
    ratio = next;
  }
  return limit === 'maxCostPerOrder' ? 1 / ratio : ratio;
}
