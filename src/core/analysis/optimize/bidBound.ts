import { ACCOUNT } from '../../allocation/allocateFrontiers.ts';
import type { Frontier } from '../../allocation/frontier.ts';
import { compensatedSum } from '../../math/sum.ts';
import { bidRange } from './bidGrid.ts';
import type { BidProblem, BidSolution } from './solveBids.ts';
import type { RangeEnd } from './spendRange.ts';

/**
 * What no choice of bids is worth more than, bids between and beyond the tested ones included: the Lagrangian bound at the prices of the
 * proof, with each frontier raised between two tested places to where the lines through their neighbours meet. It holds where
 * returns fall between tested bids as they do at them (a concave curve lies below both lines).
 * Null where a plan may bid more than was tested and more is still worth its price.
 */
export function bidBound(problem: BidProblem, { proof, rows, ranges }: BidSolution): number | null {
  const { plans } = problem.prepared.scenario;
  const { tree, frontiers } = proof.split;
  const terms = rows.map(({ least }, k) => -proof.rowPrice[k]! * least);
  const price = new Map<string, number>();
  for (const { node, multiplier, at } of tree.binding) {
    if (node !== ACCOUNT && !node.startsWith('group:')) continue;
    price.set(node, multiplier);
    terms.push(multiplier * at * proof.unit);
  }
  for (const [p, frontier] of frontiers.entries()) {
    const { group } = plans[p]!;
    const money = (price.get(ACCOUNT) ?? 0) + (group === null ? 0 : (price.get(`group:${group}`) ?? 0));
    const bids = problem.curves[p]!.bid;
    const mayBidMore =
      ranges[p]!.most.limit === 'demand' && bids.at(-1)! < bidRange(problem.prepared, p).high;
    if (mayBidMore && lastSlope(frontier) > money) return null;
    const { least, most } = ranges[p]!;
    const lowest = bids[0]! <= bidRange(problem.prepared, p).low;
    terms.push(mostAbove(frontier, money, least.spend, reach(frontier, most), lowest) * proof.unit);
  }
  return compensatedSum(terms);
}

/** Floors end somewhere between two tested places; the next one is surely beyond. */
function reach({ cost }: Frontier, { spend, limit }: RangeEnd): number {
  const floors = ['minMarginalRoas', 'minAverageRoas', 'maxCostPerOrder'];
  return floors.includes(limit) ? (cost.find((at) => at > spend) ?? spend) : spend;
}

function lastSlope({ cost, value }: Frontier): number {
  const last = cost.length - 1;
  return last < 1 ? 0 : (value[last]! - value[last - 1]!) / (cost[last]! - cost[last - 1]!);
}

/**
 * Most of value - price x spend on the raised frontier within [from, to].
 * @param lowest the lowest bid allowed was tested, so there is nothing but mixing below its place
 */
function mostAbove(frontier: Frontier, price: number, from: number, to: number, lowest: boolean): number {
  const { cost, value } = frontier;
  const slope = (i: number): number => (value[i + 1]! - value[i]!) / (cost[i + 1]! - cost[i]!);
  /** Height of the line through places i and i + 1 at a spend. */
  const line = (i: number, at: number): number => value[i]! + slope(i) * (at - cost[i]!);
  const last = cost.length - 1;
  let most = -Infinity;
  const offer = (spend: number, height: number): void => {
    most = Math.max(most, height - price * spend);
  };
  if (from <= cost[0]!) offer(cost[0]!, value[0]!);
  for (let i = 0; i < last; i++) {
    const [a, b] = [Math.max(cost[i]!, from), Math.min(cost[i + 1]!, to)];
    if (a > b || to === cost[0]!) continue;
    const roof = (at: number): number =>
      Math.min(i > 0 ? line(i - 1, at) : Infinity, i + 2 <= last ? line(i + 1, at) : Infinity);
    const open = i === 0 && (last === 1 || lowest);
    const height = open ? (at: number): number => line(0, at) : roof;
    offer(a, height(a));
    offer(b, height(b));
    if (i === 0 || i + 2 > last) continue;
    // Both lines meet here; on either side one of them is lower.
    const meet =
      cost[i]! +
      (value[i + 1]! - value[i]! - slope(i + 1) * (cost[i + 1]! - cost[i]!)) / (slope(i - 1) - slope(i + 1));
    if (meet > a && meet < b) offer(meet, roof(meet));
  }
  return most;
}
