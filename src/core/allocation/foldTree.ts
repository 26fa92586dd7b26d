import type { Frontier } from './frontier.ts';
import { LIMIT_SLACK, LimitConflict, type Conflict, type LimitName, type Limits } from './limits.ts';
import type { Floor, PricedNode } from './priceNodes.ts';
import {
  bestRoas,
  cutSegments,
  mergeSegments,
  placeBefore,
  peakValue,
  placeOfSpend,
  placeOfValue,
  pointAt,
  roasStretch,
  type Place,
  type Segments,
} from './segments.ts';

/** A plan of the tree: a leaf with its frontier. */
export interface TreePlan {
  readonly id: string;
  readonly limits: Limits;
  readonly frontier: Frontier;
}

/** A group of plans or groups; the root is the account. */
export interface TreeGroup {
  readonly id: string;
  readonly limits: Limits;
  readonly children: readonly (TreeGroup | TreePlan)[];
}

/** A node after folding: what its children offer, and what its own limits leave of it. */
export interface Folded extends PricedNode {
  readonly node: TreeGroup | TreePlan;
  readonly children: readonly Folded[];
  /** What the children offer together. */
  readonly offered: Segments;
  /** Number and share of offered segments that the lower limit forces. */
  readonly forced: Place;
  /** What the limits leave. */
  readonly kept: Segments;
}

/**
 * Folds a tree bottom-up: each node's frontier is the merge of its children's, cut to the interval of spend that its
 * limits allow. Exact, because given a spend the merged frontier is the best, and each limit holds on an interval.
 */
export function foldTree(root: TreeGroup): Folded {
  let plans = 0;
  const fold = (node: TreeGroup | TreePlan, above: Floor | undefined): Folded => {
    const own = node.limits.minMarginalRoas;
    const floor = own !== undefined && own > (above?.at ?? -Infinity) ? { node: node.id, at: own } : above;
    if ('frontier' in node) return foldPlan(node, plans++, floor);
    const children = node.children.map((child) => fold(child, floor));
    return limitNode(node, children, -1, mergeSegments(children.map((child) => child.kept)));
  };
  return fold(root, undefined);
}

/** A plan's own limits; money below the marginal floor is dropped unless the plan's minimum forces it. */
function foldPlan(node: TreePlan, plan: number, floor: Floor | undefined): Folded {
  const all = segmentsOf(node.frontier, plan);
  if (floor === undefined) return limitNode(node, [], plan, all);
  const end = { index: all.cost.length, share: 0 };
  let worth = 0;
  while (worth < end.index && all.value[worth]! >= floor.at * all.cost[worth]!) worth++;
  const floorPlace = { index: worth, share: 0 };
  const forced = placeOfSpend(all, node.limits.minSpend ?? 0) ?? end;
  const last = placeBefore(forced, floorPlace) ? floorPlace : forced;
  const folded = limitNode(node, [], plan, cutSegments(all, { index: 0, share: 0 }, last));
  if (last.index === end.index) return folded;
  return { ...folded, dropped: { slope: all.value[last.index]! / all.cost[last.index]!, by: floor } };
}

/** The segments of a whole frontier, owned by one plan. */
export function segmentsOf({ cost, value }: Frontier, plan: number): Segments {
  const steps = cost.length - 1;
  const segments = {
    startCost: cost[0]!,
    startValue: value[0]!,
    cost: new Float64Array(steps),
    value: new Float64Array(steps),
    owner: new Int32Array(steps).fill(plan),
  };
  for (let i = 0; i < steps; i++) {
    segments.cost[i] = cost[i + 1]! - cost[i]!;
    segments.value[i] = value[i + 1]! - value[i]!;
  }
  return segments;
}

interface Bound {
  readonly place: Place;
  readonly limit: LimitName | undefined;
}

function limitNode(
  node: TreeGroup | TreePlan,
  children: readonly Folded[],
  plan: number,
  offered: Segments,
): Folded {
  const { lower, upper } = spendBounds(node, offered);
  const { index, share } = lower.place;
  const slope = (segment: number) => offered.value[segment]! / offered.cost[segment]!;
  const forces = index > 0 || share > 0;
  const refuses = upper.place.index < offered.cost.length;
  return {
    node,
    id: node.id,
    limits: node.limits,
    children,
    plan,
    offered,
    refusedSlope: refuses ? slope(upper.place.index) : -Infinity,
    upperLimit: refuses ? upper.limit : undefined,
    forced: lower.place,
    forcedSlope: forces ? slope(share > 0 ? index : index - 1) : Infinity,
    lowerLimit: forces ? lower.limit : undefined,
    kept: cutSegments(offered, lower.place, upper.place),
  };
}

function spendBounds(
  { id, limits }: TreeGroup | TreePlan,
  offered: Segments,
): { lower: Bound; upper: Bound } {
  const end: Place = { index: offered.cost.length, share: 0 };
  const conflict = (limit: LimitName, required: number, attainable: number, against: Conflict['against']) =>
    new LimitConflict({ node: id, limit, required, attainable, against });
  const { minSpend = 0, maxSpend = Infinity, minAverageRoas, minValue } = limits;
  if (offered.startCost > maxSpend * (1 + LIMIT_SLACK))
    throw conflict('maxSpend', maxSpend, offered.startCost, 'minimums');
  const capacity = pointAt(offered, end).cost;
  if (capacity < minSpend * (1 - LIMIT_SLACK)) throw conflict('minSpend', minSpend, capacity, 'capacity');
  if (minSpend > maxSpend * (1 + LIMIT_SLACK)) throw conflict('minSpend', minSpend, maxSpend, 'maxSpend');
  let lower: Bound = { place: placeOfSpend(offered, minSpend) ?? end, limit: 'minSpend' };
  let upper: Bound = { place: placeOfSpend(offered, maxSpend) ?? end, limit: 'maxSpend' };
  if (minValue !== undefined) {
    const target = placeOfValue(offered, minValue);
    if (target === undefined) throw conflict('minValue', minValue, peakValue(offered), 'capacity');
    if (!placeBefore(target, upper.place))
      throw conflict('minValue', minValue, pointAt(offered, upper.place).value, 'maxSpend');
    if (!placeBefore(target, lower.place)) lower = { place: target, limit: 'minValue' };
  }
  if (placeBefore(upper.place, lower.place)) upper = { place: lower.place, limit: 'maxSpend' };
  if (minAverageRoas === undefined) return { lower, upper };
  const stretch = roasStretch(offered, minAverageRoas);
  if (stretch === undefined) throw conflict('minAverageRoas', minAverageRoas, bestRoas(offered), 'minimums');
  const roasAt = (place: Place) => {
    const { cost, value } = pointAt(offered, place);
    return value / cost;
  };
  if (!placeBefore(lower.place, stretch.to))
    throw conflict('minAverageRoas', minAverageRoas, roasAt(lower.place), lower.limit ?? 'minSpend');
  if (!placeBefore(stretch.from, upper.place))
    throw conflict('minAverageRoas', minAverageRoas, roasAt(upper.place), 'maxSpend');
  if (!placeBefore(upper.place, stretch.to)) upper = { place: stretch.to, limit: 'minAverageRoas' };
  if (!placeBefore(stretch.from, lower.place)) lower = { place: stretch.from, limit: 'minAverageRoas' };
  return { lower, upper };
}
