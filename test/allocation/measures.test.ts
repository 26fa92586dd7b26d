import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from '../../src/core/allocation/problem/allocate.ts';
import { buildModel } from '../../src/core/allocation/problem/buildModel.ts';
import { meetsLimits } from '../../src/core/allocation/problem/meetsLimits.ts';
import { parseProblem } from '../../src/core/allocation/problem/parseProblem.ts';
import type { OptimalResult } from '../../src/core/allocation/problem/result.ts';
import { loadHighsSolver } from '../../src/io/highsSolver.ts';

const solver = await loadHighsSolver();
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Economics that differ from plan to plan, so that the floors' revenue is no multiple of the objective. */
const economics = {
  margin: between(0.15, 0.7),
  orderValue: between(20, 100),
  conversionRate: between(0.01, 0.06),
  floor: maybe(between(1, 4)),
};
const objectives = fc.constantFrom('MaximizeProfit', 'MaximizeOrders', 'MaximizeClicks');
const limits = { floor: maybe(between(1, 5)), budget: maybe(between(20, 120)) };
const account = { floor: maybe(between(1, 4)), budget: between(50, 350) };

/** Concave points, as segments of falling slope. */
const segments = fc
  .array(fc.record({ length: between(5, 45), slope: between(0.3, 9) }), { minLength: 1, maxLength: 6 })
  .map((list) => list.sort((a, b) => b.slope - a.slope));

const stores = fc.record({
  objective: objectives,
  ...account,
  groups: fc.array(
    fc.record({
      ...limits,
      plans: fc.array(fc.record({ segments, ...economics }), { minLength: 1, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});
type Store = typeof stores extends fc.Arbitrary<infer T> ? T : never;
type Plan = Store['groups'][number]['plans'][number];

const floorOf = (floor: number | undefined) => (floor === undefined ? {} : { minAverageRoas: floor });

function problemOf({ objective, floor, budget, groups }: Store) {
  const planOf = ({ segments: list, floor: own, ...rest }: Plan, id: string) => {
    let [spend, value] = [0, 0];
    const points = list.map(({ length, slope }) => [(spend += length), (value += length * slope)]);
    return { id, curve: { type: 'points', points }, ...rest, ...floorOf(own) };
  };
  return {
    objective,
    budget,
    ...floorOf(floor),
    groups: groups.map((group, g) => ({
      id: `g${g}`,
      plans: group.plans.map((_, p) => `p${g}-${p}`),
      ...floorOf(group.floor),
      ...(group.budget === undefined ? {} : { budget: group.budget }),
    })),
    plans: groups.flatMap((group, g) => group.plans.map((plan, p) => planOf(plan, `p${g}-${p}`))),
  };
}

/** The whole store as one linear program, a variable a segment. */
function reference({ objective, floor, budget, groups }: Store): number {
  const worth = ({ margin, orderValue, conversionRate }: Plan) =>
    objective === 'MaximizeProfit'
      ? margin
      : objective === 'MaximizeOrders'
        ? 1 / orderValue
        : 1 / orderValue / conversionRate;
  const gain: number[] = [];
  const upper: number[] = [];
  const slopes: number[] = [];
  const rows: { index: number[]; coefficient: number[]; low: number; high: number }[] = [];
  const limit = (
    index: number[],
    { floor, budget }: { floor: number | undefined; budget?: number | undefined },
  ) => {
    if (budget !== undefined)
      rows.push({ index, coefficient: index.map(() => 1), low: -Infinity, high: budget });
    if (floor !== undefined)
      rows.push({ index, coefficient: index.map((j) => slopes[j]! - floor), low: 0, high: Infinity });
  };
  for (const group of groups) {
    const start = gain.length;
    for (const plan of group.plans) {
      const own = plan.segments.map(({ length, slope }) => {
        slopes.push(slope);
        gain.push(slope * worth(plan) - (objective === 'MaximizeProfit' ? 1 : 0));
        return upper.push(length) - 1;
      });
      limit(own, { floor: plan.floor });
    }
    limit(
      gain.slice(start).map((_, k) => start + k),
      group,
    );
  }
  limit(
    gain.map((_, j) => j),
    { floor, budget },
  );
  const solution = solver({ objective: Float64Array.from(gain), upper: Float64Array.from(upper), rows });
  if (solution.status !== 'optimal') throw new Error(solution.status);
  return solution.value;
}

function solved(problem: object): OptimalResult {
  const result = allocate(parseProblem(problem));
  if (result.status !== 'optimal') throw new Error(JSON.stringify(result));
  return result;
}

const spends = ({ allocation }: OptimalResult) => Float64Array.from(allocation, ({ spend }) => spend);

describe('floors of revenue under profit, orders and clicks', () => {
  it('of plans, groups and the account agree with HiGHS on points, and are proven', () => {
    fc.assert(
      fc.property(stores, (store) => {
        const problem = problemOf(store);
        const result = solved(problem);
        const expected = reference(store);
        expect(Math.abs(result.value - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1e-3, expected));
        expect(result.gap).toBeLessThanOrEqual(1e-9);
        expect(result.proven).toBe(true);
        expect(meetsLimits(buildModel(parseProblem(problem)), spends(result))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  const hills = (exponent: fc.Arbitrary<number>) =>
    fc.record({
      objective: objectives,
      ...account,
      groups: fc.array(
        fc.record({
          ...limits,
          plans: fc.array(
            fc.record({ scale: between(100, 900), half: between(20, 200), exponent, ...economics }),
            { minLength: 1, maxLength: 3 },
          ),
        }),
        { minLength: 2, maxLength: 3 },
      ),
    });
  type Hills = typeof hills extends (e: never) => fc.Arbitrary<infer T> ? T : never;

  /** The store with money and revenue counted in other units. */
  const hillProblem = ({ objective, floor, budget, groups }: Hills, money = 1, revenue = 1) => ({
    objective,
    budget: budget * money,
    minorUnit: 0.01 * money,
    ...floorOf(floor === undefined ? floor : (floor * revenue) / money),
    groups: groups.map((group, g) => ({
      id: `g${g}`,
      plans: group.plans.map((_, p) => `p${g}-${p}`),
      ...floorOf(group.floor === undefined ? undefined : (group.floor * revenue) / money),
      ...(group.budget === undefined ? {} : { budget: group.budget * money }),
    })),
    plans: groups.flatMap((group, g) =>
      group.plans.map(({ scale, half, exponent, margin, orderValue, conversionRate, floor: own }, p) => ({
        id: `p${g}-${p}`,
        curve: { type: 'hill', scale: scale * revenue, exponent, halfSaturation: half * money },
        margin: (margin * money) / revenue,
        orderValue: orderValue * revenue,
        conversionRate,
        ...floorOf(own === undefined ? undefined : (own * revenue) / money),
      })),
    ),
  });

  it('are proven on concave curves, and money or revenue in another unit changes no share', () => {
    const unit = fc.constantFrom(1e-6, 1e-3, 1, 2 ** 20, 1e6);
    fc.assert(
      fc.property(hills(between(0.4, 1)), unit, unit, (store, money, revenue) => {
        const plain = solved(hillProblem(store));
        const scaled = solved(hillProblem(store, money, revenue));
        for (const { gap, proven } of [plain, scaled]) {
          expect(gap).toBeLessThanOrEqual(1e-9);
          expect(proven).toBe(true);
        }
        const inUnits = store.objective === 'MaximizeProfit' ? money : 1;
        expect(Math.abs(scaled.value / inUnits - plain.value)).toBeLessThanOrEqual(1e-9 * plain.value);
        scaled.allocation.forEach(({ spendShare }, i) =>
          expect(Math.abs(spendShare - plain.allocation[i]!.spendShare)).toBeLessThanOrEqual(1e-5),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('hold on S-shaped curves, whose answer lies below its bound and above that of a tighter floor', () => {
    fc.assert(
      fc.property(hills(between(0.5, 3)), between(1, 1.5), (store, tighter) => {
        const problem = hillProblem(store);
        const result = solved(problem);
        expect(result.value).toBeLessThanOrEqual(result.dualBound);
        expect(meetsLimits(buildModel(parseProblem(problem)), spends(result))).toBe(true);
        const groups = problem.groups.map((group) =>
          group.minAverageRoas === undefined
            ? group
            : { ...group, minAverageRoas: group.minAverageRoas * tighter },
        );
        const tight = solved({ ...problem, groups });
        expect(tight.value).toBeLessThanOrEqual(result.dualBound * (1 + 1e-12));
      }),
      { numRuns: 15 },
    );
  });
});
