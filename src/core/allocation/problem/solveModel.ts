import { branchAndBound, type Search } from '../branchAndBound.ts';
import type { LpSolver } from '../linearProgram.ts';
import { compensatedSum } from '../../math/sum.ts';
import { relax } from '../relax.ts';
import { relaxLinear } from '../relaxLinear.ts';
import type { Model } from './buildModel.ts';
import { buildTree } from './buildTree.ts';
import { hasManyRows } from './hasManyRows.ts';
import { keepFloors } from './keepFloors.ts';
import { solveHills } from './solveHills.ts';
import { usefulDomains } from './usefulDomains.ts';

/** How a model is solved. */
export type Method =
  | 'price-fold'
  | 'price-fold + branch-and-bound'
  | 'linear-program'
  | 'linear-program + branch-and-bound'
  | 'sparse-linear-program'
  | 'sparse-linear-program + branch-and-bound'
  | 'hill-newton'
  | 'cvar-program'
  | 'cvar-program + branch-and-bound'
  | 'quantile-search';

export type ModelSolution = Search & { readonly method: Method };

/**
 * Solves a model: by the price fold where its limits form a tree, else by linear programs; by branch and bound on top
 * where curves are not concave. Arrays of the answer are in the model's order.
 *
 * @param start an allocation that meets the limits, as a candidate
 * @param solver for programs of many rows
 */
export function solveModel(model: Model, start?: Float64Array, solver?: LpSolver): ModelSolution {
  const joint = solveHills(model);
  if (joint !== undefined) return { ...joint, method: 'hill-newton' };
  const domains = usefulDomains(model);
  const tree = buildTree(model);
  if (tree === undefined) return solveLinear({ ...model, domains }, start, solver);
  const { order } = tree;
  const problem = {
    curves: order.map((i) => model.curves[i]!),
    domains: order.map((i) => domains[i]!),
    objective: model.objective,
  };
  const search = branchAndBound(
    problem,
    (envelopes) => relax(tree.tree, envelopes, model.objective),
    start === undefined ? undefined : Float64Array.from(order, (i) => start[i]!),
  );
  const method = methodOf('price-fold', search);
  if (search.status === 'infeasible') return { ...search, method };
  const inModelOrder = (inTree: Float64Array) => {
    const result = new Float64Array(inTree.length);
    order.forEach((plan, i) => (result[plan] = inTree[i]!));
    return result;
  };
  const prices = { ...search.prices, price: inModelOrder(search.prices.price) };
  return { ...search, spend: inModelOrder(search.spend), prices, method };
}

function solveLinear(
  model: Model,
  start: Float64Array | undefined,
  solver: LpSolver | undefined,
): ModelSolution {
  const sparse = hasManyRows(model.nodes) ? solver : undefined;
  const search = branchAndBound(model, (envelopes) => relaxLinear(model, envelopes, sparse), start);
  const method = methodOf(sparse === undefined ? 'linear-program' : 'sparse-linear-program', search);
  if (search.status === 'infeasible') return { ...search, method };
  const spend = keepFloors(model, search.spend);
  const { valueWeight, moneyPrice } = model.objective;
  const terms = spend.map((x, i) => valueWeight * model.curves[i]!.value(x) - moneyPrice * x);
  return { ...search, spend, value: compensatedSum(terms), method };
}

function methodOf(base: 'price-fold' | 'linear-program' | 'sparse-linear-program', search: Search): Method {
  return search.status === 'optimal' && search.branched ? `${base} + branch-and-bound` : base;
}
