import * as fc from 'fast-check';
import { frontierFromPoints } from '../../src/core/allocation/frontier.ts';
import type { TreeGroup, TreePlan } from '../../src/core/allocation/foldTree.ts';
import type { Limits } from '../../src/core/allocation/limits.ts';

const share = fc.integer({ min: 1, max: 1000 }).map((k) => k / 1000);
/** Present in `percent` of the cases. */
const sometimes = <T>(percent: number, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof(
    { weight: 100 - percent, arbitrary: fc.constant(undefined) },
    { weight: percent, arbitrary: value },
  );

/** A handful of points, in random order, not concave. */
export const frontiers = fc.array(fc.tuple(share, share), { minLength: 1, maxLength: 8 }).map((points) =>
  frontierFromPoints(
    points.map(([cost]) => cost * 10),
    points.map(([, value]) => value * 40),
  ),
);

const endOf = ({ cost }: { cost: Float64Array }) => cost.at(-1)!;

const limits = (capacity: number): fc.Arbitrary<Limits> =>
  fc.record({
    maxSpend: sometimes(
      40,
      share.map((s) => s * capacity),
    ),
    minSpend: sometimes(
      15,
      share.map((s) => s * s * s * capacity),
    ),
    minAverageRoas: sometimes(
      30,
      share.map((s) => s * 8),
    ),
    minMarginalRoas: sometimes(
      15,
      share.map((s) => s * 3),
    ),
  });

export const treePlans: fc.Arbitrary<TreePlan> = frontiers.chain((frontier) =>
  limits(endOf(frontier)).map((limits) => ({ id: 'plan', frontier, limits })),
);

/** Account -> groups -> plans, with limits at every level; some are contradictory. */
export const trees: fc.Arbitrary<TreeGroup> = fc
  .array(fc.array(treePlans, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 })
  .chain((groups) => {
    const capacity = (plans: readonly TreePlan[]) =>
      plans.reduce((sum, { frontier }) => sum + endOf(frontier), 0);
    return fc
      .tuple(limits(capacity(groups.flat())), ...groups.map((plans) => limits(capacity(plans))))
      .map(([account, ...groupLimits]): TreeGroup => ({
        id: 'account',
        limits: account,
        children: groups.map((children, g) => ({
          id: `group-${g}`,
          limits: groupLimits[g]!,
          children: children.map((plan, p) => ({ ...plan, id: `plan-${g}-${p}` })),
        })),
      }));
  });
