import { ACCOUNT } from '../../allocation/allocateFrontiers.ts';
import type { ResolvedScenario } from '../../scenario/resolved.ts';
import { bidRange } from './bidGrid.ts';
import { amountOf } from './bidMix.ts';
import { STORE } from './sideRows.ts';
import type { BidProblem, BidSolution } from './solveBids.ts';
import type { PlanLimit } from './spendRange.ts';

/** A limit that holds the answer back, and what a little more room in it would bring. */
export interface LimitPrice {
  /** `store`, the id of a group, or that of a plan. */
  readonly node: string;
  readonly level: 'store' | 'group' | 'plan';
  readonly limit: PlanLimit | 'dailyBudget' | 'periodBudget' | 'target';
  /** The limit's figure; of the period for `periodBudget`. */
  readonly at: number;
  /** Objective a unit of the limit's figure (of budgets and bids: of money a day), at the margin. */
  readonly price: number;
}

/** Every limit with a price, the store's first, then groups, then plans; the dearest first within each. */
export function limitPrices({ prepared, curves }: BidProblem, solution: BidSolution): LimitPrice[] {
  const { scenario } = prepared;
  const { proof, ranges, rows, rowPrice, mix } = solution;
  const index = new Map(scenario.plans.map(({ id }, p) => [id, p]));
  const money = proof.split.tree.binding.flatMap(({ node, limit, at, multiplier }): LimitPrice[] => {
    const price = multiplier * proof.unit;
    if (node === ACCOUNT) return [budgetPrice(scenario, at, price)];
    if (node.startsWith('group:'))
      return [{ node: node.slice('group:'.length), level: 'group', limit: 'dailyBudget', at, price }];
    const range = ranges[index.get(node)!]!;
    const end = limit === 'minSpend' ? range.least : range.most;
    if (end.limit === 'off' || end.limit === 'demand') return [];
    return [{ node, level: 'plan', limit: end.limit, at: end.at, price }];
  });
  const priced = rows.flatMap(({ node, limit, at, amount }, k): LimitPrice[] => {
    if (!(rowPrice[k]! > 0)) return [];
    // A floor f asks for sum (revenue - f spend) >= 0, so a unit of f is the spend; a cap on cost an order likewise the orders.
    const measure = limit === 'maxCostPerOrder' ? 'orders' : 'spend';
    const size =
      limit === 'target'
        ? 1
        : curves.reduce(
            (sum, curve, p) => sum + (amount[p] === undefined ? 0 : amountOf(mix[p]!, curve[measure])),
            0,
          );
    return [{ node, level: node === STORE ? 'store' : 'group', limit, at, price: rowPrice[k]! * size }];
  });
  const bids = scenario.plans.flatMap(({ id, group }, p): LimitPrice[] => {
    const { high } = bidRange(prepared, p);
    const { cost, value } = proof.split.frontiers[p]!;
    const last = cost.length - 1;
    const stopped =
      ranges[p]!.most.limit === 'demand' &&
      last > 0 &&
      curves[p]!.bid.at(-1)! >= high &&
      solution.spend[p]! >= cost[last]! * (1 - 1e-9);
    if (!stopped) return [];
    const money = (node: string): number =>
      proof.split.tree.binding.find((one) => one.node === node)?.multiplier ?? 0;
    const slope = (value[last]! - value[last - 1]!) / (cost[last]! - cost[last - 1]!);
    const price = slope - money(ACCOUNT) - (group === null ? 0 : money(`group:${group}`));
    return price > 0
      ? [{ node: id, level: 'plan', limit: 'maxBid', at: high, price: price * proof.unit }]
      : [];
  });
  const levels = ['store', 'group', 'plan'];
  return [...money, ...priced, ...bids].sort(
    (a, b) =>
      levels.indexOf(a.level) - levels.indexOf(b.level) || b.price - a.price || (a.node < b.node ? -1 : 1),
  );
}

/** The tighter of the daily budget and the period's. A unit of money a day more all period long costs as many units as it has days. */
function budgetPrice({ limits }: ResolvedScenario, at: number, price: number): LimitPrice {
  const limit = limits.openBudget === true || at < limits.dailyBudget ? 'periodBudget' : 'dailyBudget';
  return {
    node: STORE,
    level: 'store',
    limit,
    at: limit === 'dailyBudget' ? at : limits.periodBudget!,
    price,
  };
}
