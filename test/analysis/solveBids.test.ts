import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinearRow } from '../../src/core/allocation/linearProgram.ts';
import { worthOf } from '../../src/core/analysis/optimize/measures.ts';
import { bidBound } from '../../src/core/analysis/optimize/bidBound.ts';
import type { PlanCurve } from '../../src/core/analysis/optimize/planCurves.ts';
import { shareProgram, type Column } from '../../src/core/analysis/optimize/shareProgram.ts';
import { solveBids, type BidProblem } from '../../src/core/analysis/optimize/solveBids.ts';
import { InputError } from '../../src/core/issues/issue.ts';
import { objectives, type Objective } from '../../src/core/scenario/objective.ts';
import { loadHighsSolver } from '../../src/io/highsSolver.ts';

const highs = await loadHighsSolver();

const step = fc.double({ min: 0.01, max: 1, noNaN: true });
const curve = fc
  .array(fc.record({ spend: step, clicks: step, orders: step, revenue: step }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((steps): PlanCurve => {
    const column = (of: (one: (typeof steps)[number]) => number, scale: number): Float64Array => {
      let sum = 0;
      return Float64Array.from(steps, (one) => (sum += scale * of(one)));
    };
    const revenue = column((one) => one.revenue, 100);
    return {
      bid: Float64Array.from(steps, (_, i) => 0.5 * 1.2 ** i),
      spend: column((one) => one.spend, 20),
      clicks: column((one) => one.clicks, 30),
      orders: column((one) => one.orders, 2),
      revenue,
      contribution: revenue.map((value) => 0.4 * value),
      credit: new Float64Array(steps.length),
    };
  });

interface Case {
  readonly curves: readonly PlanCurve[];
  readonly groups: readonly number[];
  readonly objective: Objective;
  readonly dailyBudget: number;
  readonly floors: readonly (number | null)[];
  readonly costs: readonly (number | null)[];
}
const half = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary);
const cases: fc.Arbitrary<Case> = fc.integer({ min: 1, max: 6 }).chain((n) =>
  fc.record({
    curves: fc.array(curve, { minLength: n, maxLength: n }),
    groups: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: n, maxLength: n }),
    objective: fc.constantFrom(...objectives),
    dailyBudget: fc.double({ min: 1, max: 200, noNaN: true }),
    // Of the store and of both groups.
    floors: fc.tuple(...[0, 1, 2].map(() => half(fc.double({ min: 0.5, max: 12, noNaN: true })))),
    costs: fc.tuple(...[0, 1, 2].map(() => half(fc.double({ min: 1, max: 40, noNaN: true })))),
  }),
);

const ids = ['', 'g1', 'g2'];

function problemOf(
  { curves, groups, objective, dailyBudget, floors, costs }: Case,
  target?: number,
): BidProblem {
  const ratios = (node: number) => ({
    minAverageRoas: floors[node]!,
    ...(costs[node] === null ? {} : { maxCostPerOrder: costs[node]! }),
  });
  const scenario = {
    days: 10,
    objective,
    ...(target === undefined ? {} : { target }),
    plans: curves.map((_, p) => ({
      id: `p${p}`,
      group: groups[p] === 0 ? null : ids[groups[p]!]!,
      bounds: {
        minBid: 0,
        maxBid: null,
        maxDailyBudget: null,
        minAverageRoas: null,
        minMarginalRoas: 0,
        fixed: false,
      },
    })),
    limits: {
      dailyBudget,
      periodBudget: null,
      ...ratios(0),
      groups: [1, 2].map((node) => ({ id: ids[node]!, dailyBudget: dailyBudget / 2, ...ratios(node) })),
    },
  };
  return {
    prepared: {
      scenario: { market: { minimumBid: 0 }, ...scenario },
      shop: null,
    } as unknown as BidProblem['prepared'],
    curves,
    todaySpend: new Float64Array(curves.length),
    off: new Uint8Array(curves.length),
  };
}

/** The same by linear programming, a share for every bid of every plan. */
function reference(one: Case, target?: number): number | null {
  const { curves, groups, objective, dailyBudget, floors, costs } = one;
  const variables = curves.flatMap((of, p) => [...of.bid].map((_, i) => ({ p, i })));
  const row = (
    of: (curve: PlanCurve, i: number) => number,
    node: number,
    low: number,
    high: number,
  ): LinearRow => {
    const inside = variables.flatMap((v, k) => (node === 0 || groups[v.p] === node ? [{ ...v, k }] : []));
    return {
      index: inside.map(({ k }) => k),
      coefficient: inside.map(({ p, i }) => of(curves[p]!, i)),
      low,
      high,
    };
  };
  const rows: LinearRow[] = curves.map((_, p) => {
    const inside = variables.flatMap((v, k) => (v.p === p ? [k] : []));
    return { index: inside, coefficient: inside.map(() => 1), low: -Infinity, high: 1 };
  });
  for (const node of [0, 1, 2]) {
    rows.push(row((c, i) => c.spend[i]!, node, -Infinity, node === 0 ? dailyBudget : dailyBudget / 2));
    const [floor, cost] = [floors[node]!, costs[node]!];
    if (floor !== null) rows.push(row((c, i) => c.revenue[i]! - floor * c.spend[i]!, node, 0, Infinity));
    if (cost !== null) rows.push(row((c, i) => cost * c.orders[i]! - c.spend[i]!, node, 0, Infinity));
  }
  if (target !== undefined) rows.push(row((c, i) => worthOf(c, objective)[i]!, 0, target, Infinity));
  const solution = highs({
    objective: Float64Array.from(variables, ({ p, i }) =>
      target === undefined ? worthOf(curves[p]!, objective)[i]! : -curves[p]!.spend[i]!,
    ),
    upper: new Float64Array(variables.length).fill(1),
    rows: rows.filter(({ index }) => index.length > 0),
  });
  return solution.status === 'optimal' ? solution.value : null;
}

const near = (a: number, b: number, size: number): void => {
  expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-8 * Math.max(1, size));
};

describe('solveBids', () => {
  it('agrees with linear programming in every objective, with floors and costs of store and groups', () => {
    fc.assert(
      fc.property(cases, (one) => {
        const { certificate, spend } = solveBids(problemOf(one));
        const best = reference(one)!;
        near(certificate.value, best, Math.abs(best));
        expect(certificate.dualBound).toBeGreaterThanOrEqual(certificate.value);
        near(certificate.dualBound, certificate.value, Math.abs(best));
        expect(spend.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(one.dailyBudget * (1 + 1e-9));
      }),
      { numRuns: 120 },
    );
  });

  it('least spend for a target agrees with linear programming; what is out of reach is the most there is', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0.05, max: 1.5, noNaN: true }), (one, part) => {
        const most = solveBids(problemOf(one));
        const target = part * most.certificate.value;
        if (!(target > 1e-3) || Math.abs(part - 1) < 1e-6) return;
        const solution = solveBids(problemOf(one, target));
        expect(solution.short).toBe(part > 1);
        const reached = solution.worth.reduce((a, b) => a + b, 0);
        if (part > 1) {
          near(reached, most.certificate.value, most.certificate.value);
          return;
        }
        near(reached, target, target);
        const least = reference(one, target)!;
        near(solution.certificate.value, least, Math.abs(least));
        near(solution.certificate.dualBound, least, Math.abs(least));
      }),
      { numRuns: 120 },
    );
  });

  it('more budget never lowers the value, a tighter floor never raises it, order and dominated plans do not matter', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 1, max: 3, noNaN: true }), (one, factor) => {
        const value = (changed: Case): number => solveBids(problemOf(changed)).certificate.value;
        const own = value(one);
        const slack = 1e-9 * Math.max(1, Math.abs(own));
        expect(value({ ...one, dailyBudget: factor * one.dailyBudget })).toBeGreaterThanOrEqual(own - slack);
        const tighter = one.floors.map((floor) => (floor === null ? null : floor * factor));
        expect(value({ ...one, floors: tighter })).toBeLessThanOrEqual(own + slack);
        const turned = { ...one, curves: [...one.curves].reverse(), groups: [...one.groups].reverse() };
        near(value(turned), own, Math.abs(own));
        // Spends more than the first plan for every figure, and has its group.
        const worse: PlanCurve = { ...one.curves[0]!, spend: one.curves[0]!.spend.map((x) => 1e4 * x) };
        const joined = { ...one, curves: [...one.curves, worse], groups: [...one.groups, one.groups[0]!] };
        if (one.objective === 'profit') near(value(joined), own, Math.abs(own));
      }),
      { numRuns: 100 },
    );
  });

  it('the bound over all bids is above the value of any concave curve that was tested at some of its bids', () => {
    const concave = fc.record({
      scale: fc.double({ min: 50, max: 500, noNaN: true }),
      half: fc.double({ min: 5, max: 50, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(concave, { minLength: 1, maxLength: 4 }),
        fc.double({ min: 5, max: 100, noNaN: true }),
        (plans, dailyBudget) => {
          const curvesAt = (places: number): PlanCurve[] =>
            plans.map(({ scale, half: h }) => {
              const spend = Float64Array.from(
                { length: places },
                (_, i) => (200 * (i + 1) ** 2) / places ** 2,
              );
              const revenue = spend.map((x) => (scale * x) / (x + h));
              const zero = new Float64Array(places);
              return {
                bid: spend,
                spend,
                clicks: spend,
                orders: revenue,
                revenue,
                contribution: revenue,
                credit: zero,
              };
            });
          const none = [null, null, null];
          const at = (places: number) => {
            const curves = curvesAt(places);
            return problemOf({
              curves,
              groups: plans.map(() => 0),
              objective: 'revenue',
              dailyBudget,
              floors: none,
              costs: none,
            });
          };
          const coarse = at(8);
          const bound = bidBound(coarse, solveBids(coarse));
          const fine = solveBids(at(400)).certificate.value;
          if (bound !== null) expect(bound).toBeGreaterThanOrEqual(fine * (1 - 1e-12));
          const medium = at(400);
          const close = bidBound(medium, solveBids(medium));
          if (close !== null) expect(close / fine - 1).toBeLessThan(1e-3);
        },
      ),
    );
  });

  it('a floor that a fixed plan makes impossible is named with the best that can be had', () => {
    const flat = (spend: number, revenue: number): PlanCurve => ({
      bid: new Float64Array([1]),
      spend: new Float64Array([spend]),
      clicks: new Float64Array([1]),
      orders: new Float64Array([revenue / 100]),
      revenue: new Float64Array([revenue]),
      contribution: new Float64Array([revenue / 2]),
      credit: new Float64Array([0]),
    });
    const one: Case = {
      curves: [flat(100, 200), flat(50, 200)],
      groups: [0, 0],
      objective: 'revenue',
      dailyBudget: 500,
      floors: [4, null, null],
      costs: [null, null, null],
    };
    const problem = problemOf(one);
    const [first, second] = problem.prepared.scenario.plans;
    const fixed = {
      ...first!,
      enabled: true,
      bid: 1,
      dailyBudget: 1e9,
      bounds: { ...first!.bounds, fixed: true },
    };
    const scenario = { ...problem.prepared.scenario, plans: [fixed, second!] };
    let error: unknown;
    try {
      solveBids({ ...problem, prepared: { ...problem.prepared, scenario } });
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(InputError);
    const [issue] = (error as InputError).issues;
    expect(issue).toMatchObject({
      code: 'optimize.infeasible',
      params: { limit: 'minAverageRoas', required: 4 },
    });
    // 400 for 150: nothing else can lift the fixed plan's 2.
    expect(issue!.params['attainable']).toBeCloseTo(400 / 150, 9);
  });
});

describe('shareProgram', () => {
  it('agrees with linear programming', () => {
    const figure = fc.double({ min: -1, max: 1, noNaN: true }).map((x) => Math.round(x * 64) / 64);
    const columns: fc.Arbitrary<Column[]> = fc
      .integer({ min: 1, max: 4 })
      .chain((rows) =>
        fc.array(
          fc.record({ worth: figure, surplus: fc.array(figure, { minLength: rows, maxLength: rows }) }),
          { minLength: 1, maxLength: 20 },
        ),
      );
    fc.assert(
      fc.property(columns, (all) => {
        const { share, multiplier, missed } = shareProgram(all);
        const index = all.map((_, j) => j);
        const rows: LinearRow[] = all[0]!.surplus.map((_, k) => ({
          index,
          coefficient: all.map(({ surplus }) => surplus[k]!),
          low: 0,
          high: Infinity,
        }));
        const solution = highs({
          objective: Float64Array.from(all, ({ worth }) => worth),
          upper: new Float64Array(all.length).fill(1),
          rows: [...rows, { index, coefficient: index.map(() => 1), low: 1, high: 1 }],
        });
        expect(missed > 0).toBe(solution.status !== 'optimal');
        if (solution.status !== 'optimal') return;
        const sum = (of: (column: Column) => number): number =>
          all.reduce((total, column, j) => total + share[j]! * of(column), 0);
        expect(sum(() => 1)).toBeCloseTo(1, 12);
        expect(sum(({ worth }) => worth)).toBeCloseTo(solution.value, 9);
        all[0]!.surplus.forEach((_, k) => expect(sum(({ surplus }) => surplus[k]!)).toBeGreaterThan(-1e-12));
        // The prices prove it: no column is worth more than the mix at them.
        const priced = all.map(
          ({ worth, surplus }) => worth + surplus.reduce((s, x, k) => s + x * multiplier[k]!, 0),
        );
        expect(Math.max(...priced)).toBeLessThan(solution.value + 1e-9);
      }),
      { numRuns: 200 },
    );
  });
});
