import { InputError } from '../issues/issue.ts';
import { foldTree, segmentsOf } from './foldTree.ts';
import type { Frontier } from './frontier.ts';
import { LimitConflict, type Limits } from './limits.ts';
import { mergeSegments, type Segments } from './segments.ts';

/** The frontier of several together: the most that their spends can earn in sum. */
export function mergeFrontiers(frontiers: readonly Frontier[]): Frontier {
  if (frontiers.length === 0) return frontierOfSegments({ ...EMPTY, startCost: 0, startValue: 0 });
  return frontierOfSegments(mergeSegments(frontiers.map((frontier, plan) => segmentsOf(frontier, plan))));
}

/** A frontier with spend at most `budget` [money]. Errors: `allocation.conflict` if its least spend is above. */
export function capBudget(frontier: Frontier, budget: number): Frontier {
  return limited(frontier, { maxSpend: budget });
}

/** A frontier where value/spend is at least `floor`. Errors: `allocation.conflict` if it is nowhere. */
export function capRoas(frontier: Frontier, floor: number): Frontier {
  return limited(frontier, { minAverageRoas: floor });
}

/** A frontier without the money that earns less than `floor` a unit. */
export function floorMarginal(frontier: Frontier, floor: number): Frontier {
  return limited(frontier, { minMarginalRoas: floor });
}

/** A frontier with spend at least `spend` [money]. Errors: `allocation.conflict` if it ends below. */
export function minSpend(frontier: Frontier, spend: number): Frontier {
  return limited(frontier, { minSpend: spend });
}

const EMPTY = { cost: new Float64Array(0), value: new Float64Array(0), owner: new Int32Array(0) };

function limited(frontier: Frontier, limits: Limits): Frontier {
  try {
    const plan = { id: 'frontier', limits, frontier };
    return frontierOfSegments(foldTree({ id: 'all', limits: {}, children: [plan] }).kept);
  } catch (error) {
    if (!(error instanceof LimitConflict)) throw error;
    const { node, limit, required, attainable, against } = error.conflict;
    throw new InputError([
      { code: 'allocation.conflict', path: [], params: { node, limit, required, attainable, against } },
    ]);
  }
}

function frontierOfSegments(segments: Segments): Frontier {
  const vertices = segments.cost.length + 1;
  const cost = new Float64Array(vertices).fill(segments.startCost);
  const value = new Float64Array(vertices).fill(segments.startValue);
  for (let i = 1; i < vertices; i++) {
    cost[i] = cost[i - 1]! + segments.cost[i - 1]!;
    value[i] = value[i - 1]! + segments.value[i - 1]!;
  }
  return { cost, value, points: { cost, value }, vertexPoint: Int32Array.from(cost, (_, i) => i) };
}
