import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { ChoiceSimplex } from '../../src/core/allocation/choiceSimplex.ts';
import type { ChoiceColumn } from '../../src/core/allocation/masterProgram.ts';
import { loadHighsSolver } from '../../src/io/highsSolver.ts';

const solver = await loadHighsSolver();

/** Programs of choices; small whole numbers make ties and rows that depend on each other. */
const programs = fc
  .record({
    plans: fc.integer({ min: 1, max: 8 }),
    rows: fc.integer({ min: 1, max: 7 }),
    choices: fc.integer({ min: 2, max: 9 }),
    loose: fc.integer({ min: 0, max: 3 }),
    whole: fc.boolean(),
  })
  .chain((size) => {
    const { plans, rows, choices, loose, whole } = size;
    const number = whole
      ? fc.integer({ min: -2, max: 2 })
      : fc.integer({ min: -10_000, max: 10_000 }).map((x) => x / 10_000);
    const listOf = (length: number) => fc.array(number, { minLength: length, maxLength: length });
    return fc.record({
      size: fc.constant(size),
      objective: listOf(plans * choices + loose),
      coefficients: listOf((plans * choices + loose) * rows),
      least: listOf(rows),
    });
  });

type Program = typeof programs extends fc.Arbitrary<infer T> ? T : never;

function columnsOf({ size, objective, coefficients }: Program): ChoiceColumn[] {
  const { plans, rows, choices } = size;
  return objective.map((value, j) => ({
    plan: j < plans * choices ? j % plans : -1,
    objective: j < plans * choices ? value : -Math.abs(value),
    index: Array.from({ length: rows }, (_, r) => r),
    coefficient: Float64Array.from(coefficients.slice(j * rows, (j + 1) * rows)),
  }));
}

function reference(columns: readonly ChoiceColumn[], least: Float64Array, plans: number) {
  const all = columns.map((_, j) => j);
  return solver({
    objective: Float64Array.from(columns, ({ objective }) => objective),
    upper: new Float64Array(columns.length).fill(Infinity),
    rows: [
      ...Array.from(least, (low, r) => ({
        index: all,
        coefficient: columns.map(({ coefficient }) => coefficient[r]!),
        low,
        high: Infinity,
      })),
      ...Array.from({ length: plans }, (_, p) => {
        const index = all.filter((j) => columns[j]!.plan === p);
        return { index, coefficient: index.map(() => 1), low: 1, high: 1 };
      }),
    ],
  });
}

it('agrees with HiGHS, and its prices prove it', () => {
  fc.assert(
    fc.property(programs, (program) => {
      const { plans } = program.size;
      const columns = columnsOf(program);
      const least = Float64Array.from(program.least, (x) => (x * plans) / 3);
      const expected = reference(columns, least, plans);
      const own = new ChoiceSimplex(least, columns.slice(0, plans));
      for (const column of columns.slice(plans)) own.add(column);
      own.solve();
      expect(own.isFeasible).toBe(expected.status === 'optimal');
      if (expected.status !== 'optimal') return;
      const shares = own.shares();
      const value = shares.reduce((sum, x, j) => sum + x * columns[j]!.objective, 0);
      expect(Math.abs(value - expected.value)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(value)));
      const multipliers = own.multipliers();
      const reduced = columns.map(({ objective, coefficient }) =>
        coefficient.reduce((sum, a, r) => sum + multipliers[r]! * a, objective),
      );
      let bound = -least.reduce((sum, b, r) => sum + multipliers[r]! * b, 0);
      for (let p = 0; p < plans; p++) bound += Math.max(...reduced.filter((_, j) => columns[j]!.plan === p));
      expect(Math.abs(bound - value)).toBeLessThanOrEqual(1e-11 * (1 + Math.abs(value)));
      for (const [j, { plan }] of columns.entries())
        if (plan < 0) expect(reduced[j]).toBeLessThanOrEqual(1e-11);
      least.forEach((b, r) => {
        const sum = columns.reduce((total, column, j) => total + shares[j]! * column.coefficient[r]!, 0);
        expect(sum).toBeGreaterThanOrEqual(b - 1e-11 * (1 + Math.abs(b)));
      });
    }),
    { numRuns: 400 },
  );
});

it('goes on from the last answer when columns are added', () => {
  const column = (plan: number, objective: number, ...coefficient: number[]): ChoiceColumn => ({
    plan,
    objective,
    index: coefficient.map((_, r) => r),
    coefficient: Float64Array.from(coefficient),
  });
  // Spend at most 3: two plans at nothing, then 4 for 8, then 1 for 5 turns up.
  const program = new ChoiceSimplex(Float64Array.of(-3), [column(0, 0, 0), column(1, 0, 0)]);
  program.add(column(0, 8, -4));
  program.solve();
  expect([...program.shares()]).toEqual([0.25, 1, 0.75]);
  expect(program.multipliers()[0]).toBeCloseTo(2, 12);
  program.add(column(1, 5, -1));
  program.solve();
  expect([...program.shares()]).toEqual([0.5, 0, 0.5, 1]);
});
