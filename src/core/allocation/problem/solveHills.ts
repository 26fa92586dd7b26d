import { allocateHill, type HillTable } from '../allocateHill.ts';
import type { Search } from '../branchAndBound.ts';
import type { Model } from './buildModel.ts';

/** Below this many plans the general solver is as fast. */
const MANY = 200;

/**
 * Solves many Hill plans under one budget together; `undefined` where the model is anything else: few plans, other
 * curves, ranges with a convex part, more limits than a budget that binds.
 */
export function solveHills(model: Model): Extract<Search, { status: 'optimal' }> | undefined {
  const { curves, domains, objective, nodes } = model;
  const { id, maxSpend: budget, minSpend, minValue, floors } = nodes[0]!;
  const plain = nodes.length === 1 && minSpend === undefined && minValue === undefined && floors.length === 0;
  if (curves.length < MANY || budget === undefined || !plain) return undefined;
  if (objective.valueWeight !== 1 || objective.moneyPrice !== 0 || !curves.every(isConcaveHill(model)))
    return undefined;
  const table = tableOf(model);
  const sum = (bounds: Float64Array) => bounds.reduce((total, x) => total + x, 0);
  if (!(sum(table.least) < budget && budget < sum(table.most))) return undefined;
  const { spend, price, certificate } = allocateHill(table, budget);
  const binding = [{ node: id, limit: 'maxSpend' as const, at: budget, multiplier: price }];
  const prices = {
    dualBound: certificate.dualBound,
    binding,
    price: new Float64Array(domains.length).fill(price),
  };
  const { value, dualBound } = certificate;
  return { status: 'optimal', spend, value, bound: dualBound, dualBound, prices, branched: false, nodes: 1 };
}

const isConcaveHill =
  ({ domains, dropped }: Model) =>
  (curve: Model['curves'][number], i: number): boolean => {
    const [range] = domains[i]!;
    if (curve.hill === undefined || domains[i]!.length !== 1 || dropped[i] !== undefined) return false;
    return curve.concaveAround(range!.from).to >= range!.to;
  };

function tableOf({ curves, domains }: Model): HillTable {
  const column = () => new Float64Array(curves.length);
  const [scale, exponent, halfSaturation, carryover] = [column(), column(), column(), column()];
  const [least, most] = [column(), column()];
  curves.forEach(({ hill }, i) => {
    scale[i] = hill!.scale;
    exponent[i] = hill!.exponent;
    halfSaturation[i] = hill!.halfSaturation;
    carryover[i] = hill!.carryover;
    least[i] = domains[i]![0]!.from;
    most[i] = domains[i]![0]!.to;
  });
  return { scale, exponent, halfSaturation, carryover, least, most };
}
