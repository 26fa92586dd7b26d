import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/core/issues/issue.ts';
import { planTest } from '../../src/core/experiments/planning/planTest.ts';
import { winnerPower } from '../../src/core/experiments/planning/winnerPower.ts';
import { crossingPower } from '../../src/core/experiments/sequential/crossingPower.ts';
import { errorSpendingBoundaries } from '../../src/core/experiments/sequential/groupSequential.ts';
import { QUADRATIC_SPENDING } from '../../src/core/experiments/sequential/spending.ts';

const base = { metric: 'ctr', base: 0.015, lift: 0.2, arms: 2, impressionsPerDay: 5000 } as const;

describe('planTest', () => {
  it('starts from the textbook size and adds what looking daily costs', () => {
    const plan = planTest(base);
    expect(plan.impressionsPerArmFixed).toBeCloseTo(28_303.19, 1);
    expect(plan.days % 7).toBe(0);
    expect(plan.power).toBeGreaterThanOrEqual(0.8);
    expect(plan.totalImpressions).toBe(plan.days * 5000);
    expect(plan.weeklyBounds).toHaveLength(plan.weeks);
  });

  it('needs more for more creatives, smaller lifts and uneven shares', () => {
    const size = (extra: object) => planTest({ ...base, impressionsPerDay: 3000, ...extra }).totalImpressions;
    expect(size({ arms: 4 })).toBeGreaterThan(size({}) * 2);
    expect(size({ lift: 0.1 })).toBeGreaterThan(size({}) * 3);
    expect(size({ shares: [0.9, 0.1] })).toBeGreaterThan(size({}));
  });

  it('warns when the time given does not do, and says what it would find', () => {
    const plan = planTest({ ...base, arms: 4, maxDays: 14, costPerClick: 0.8 });
    const warning = plan.warnings.find((one) => one.code === 'test.plan.cannotDecide');
    expect(warning?.params['detectable']).toBeGreaterThan(0.2);
    expect(plan.cost).toBeCloseTo(plan.totalImpressions * 0.015 * 0.8, 6);
  });

  it('plans conversions per click and values per impression', () => {
    const conversion = planTest({
      ...base,
      metric: 'conversion',
      base: 0.025,
      clickThroughRate: 0.03,
      impressionsPerDay: 100_000,
    });
    expect(
      conversion.impressionsPerArmFixed / planTest({ ...base, base: 0.025 }).impressionsPerArmFixed,
    ).toBeCloseTo(1 / 0.03, 3);
    const value = planTest({ ...base, metric: 'value', base: 0.1, deviation: 3 });
    expect(value.impressionsPerArmFixed).toBeCloseTo((2 * 9 * (1.959964 + 0.841621) ** 2) / 0.02 ** 2, -2);
  });

  it('refuses what cannot be planned, naming each field', () => {
    try {
      planTest({ ...base, base: 1.5, lift: -1, arms: 1, impressionsPerDay: 0 });
      expect.unreachable();
    } catch (error) {
      expect((error as InputError).issues.map((issue) => issue.path[0])).toEqual([
        'base',
        'lift',
        'arms',
        'impressionsPerDay',
      ]);
    }
  });
});

describe('winnerPower', () => {
  const fractions = Array.from({ length: 14 }, (_, d) => (d + 1) / 14);
  const { z: bounds } = errorSpendingBoundaries(fractions, 0.05, QUADRATIC_SPENDING);

  it('agrees with the exact integral for two creatives, within its error', () => {
    for (const drift of [0, 1.5, 2.8]) {
      const simulated = winnerPower({ fractions, bounds, drift, shares: [0.5, 0.5], seed: 1 });
      expect(Math.abs(simulated - crossingPower(fractions, bounds, drift))).toBeLessThan(0.025);
    }
  });

  it('falls with every further creative that has to be beaten', () => {
    const power = (arms: number) =>
      winnerPower({
        fractions,
        bounds,
        drift: 2.8,
        shares: Array.from({ length: arms }, () => 1 / arms),
        seed: 1,
      });
    expect(power(5)).toBeLessThan(power(2));
  });
});
