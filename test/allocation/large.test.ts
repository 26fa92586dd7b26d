import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateHill } from '../../src/core/allocation/allocateHill.ts';
import { allocateSegments } from '../../src/core/allocation/allocateSegments.ts';
import { hillCurve } from '../../src/core/allocation/curves/hill.ts';
import { envelopeOf } from '../../src/core/allocation/envelope.ts';
import { relax } from '../../src/core/allocation/relax.ts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** All segments sorted, filled in order. */
function slowSegments(cost: Float64Array, value: Float64Array, budget: number, floor: number): number {
  const order = Array.from(cost, (_, k) => k).filter((k) => cost[k]! > 0 && value[k]! > 0);
  order.sort((a, b) => value[b]! / cost[b]! - value[a]! / cost[a]!);
  let [c, v] = [0, 0];
  for (const k of order) {
    const byFloor = (v - floor * c) / (floor * cost[k]! - value[k]!);
    const share = Math.min(
      1,
      (budget - c) / cost[k]!,
      byFloor >= 0 && floor * cost[k]! > value[k]! ? byFloor : 1,
    );
    c += share * cost[k]!;
    v += share * value[k]!;
    if (share < 1) break;
  }
  return v;
}

describe('allocateSegments', () => {
  it('earns what sorting every segment earns, with proof, for any size', () => {
    const table = fc.record({
      plans: fc.constantFrom(1, 3, 50, 9_000),
      seed: fc.integer(),
      budgetShare: between(0.001, 1.2),
      floor: fc.oneof(fc.constant(0), between(0.1, 6)),
    });
    fc.assert(
      fc.property(table, ({ plans, seed, budgetShare, floor }) => {
        let state = seed;
        const u = () => ((state = (Math.imul(state, 1664525) + 1013904223) | 0) >>> 0) / 2 ** 32;
        const cost = new Float64Array(4 * plans);
        const value = new Float64Array(4 * plans);
        for (let i = 0; i < plans; i++) {
          let slope = 8 * u();
          for (let k = 4 * i; k < 4 * i + 4; k++) {
            slope *= u() < 0.2 ? 1 : u();
            cost[k] = u();
            value[k] = slope * cost[k]!;
          }
        }
        const budget = budgetShare * cost.reduce((sum, c) => sum + c, 0);
        const { spend, totalSpend, certificate } = allocateSegments(
          { segments: 4, cost, value },
          budget,
          floor,
        );
        const expected = slowSegments(cost, value, budget, floor);
        expect(Math.abs(certificate.value - expected)).toBeLessThanOrEqual(1e-9 * expected);
        expect(certificate.gap).toBeLessThanOrEqual(1e-9);
        expect(totalSpend).toBeLessThanOrEqual(budget * (1 + 1e-12));
        expect(spend.reduce((sum, x) => sum + x, 0)).toBeCloseTo(totalSpend, 6);
      }),
      { numRuns: 60 },
    );
  });
});

describe('allocateHill', () => {
  it('agrees with the price fold, and proves it', () => {
    const plan = fc.record({
      scale: between(1, 1e3),
      exponent: fc.oneof(fc.constantFrom(1, 0.999999), between(0.2, 1)),
      halfSaturation: between(1, 1e3),
      carryover: fc.oneof(fc.constant(0), between(0, 50)),
      least: fc.oneof(fc.constant(0), between(0, 20)),
      room: between(1, 1e3),
    });
    fc.assert(
      fc.property(fc.array(plan, { minLength: 2, maxLength: 30 }), between(0.02, 0.98), (plans, share) => {
        const column = (of: (p: (typeof plans)[number]) => number) => Float64Array.from(plans, of);
        const [least, most] = [column((p) => p.least), column((p) => p.least + p.room)];
        const sum = (xs: Float64Array) => xs.reduce((total, x) => total + x, 0);
        const budget = sum(least) + share * (sum(most) - sum(least));
        const { certificate, spend } = allocateHill(
          {
            scale: column((p) => p.scale),
            exponent: column((p) => p.exponent),
            halfSaturation: column((p) => p.halfSaturation),
            carryover: column((p) => p.carryover),
            least,
            most,
          },
          budget,
        );
        const children = plans.map((_, i) => ({ id: `p${i}`, limits: {}, children: [], plan: i }));
        const tree = { id: 'account', limits: { maxSpend: budget }, children, plan: -1 };
        const envelopes = plans.map((p, i) => envelopeOf(hillCurve(p), [{ from: least[i]!, to: most[i]! }]));
        const slow = relax(tree, envelopes, { valueWeight: 1, moneyPrice: 0 });
        if (slow.status !== 'optimal') throw new Error(slow.status);
        expect(Math.abs(certificate.value / slow.bound - 1)).toBeLessThanOrEqual(1e-11);
        expect(certificate.gap).toBeLessThanOrEqual(1e-9);
        expect(Math.abs(sum(spend) / budget - 1)).toBeLessThanOrEqual(1e-12);
      }),
      { numRuns: 200 },
    );
  });
});
