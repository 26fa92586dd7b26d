import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { profitConcentration } from '../../src/core/analysis/profitConcentration.ts';
import { gini } from '../../src/core/shop/gini.ts';

const profits = fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 2, maxLength: 30 });

/** By the definitions, pair by pair. */
function plain(values: readonly number[]) {
  const sum = (part: readonly number[]) => part.reduce((total, value) => total + value, 0);
  const gains = sum(values.filter((value) => value > 0));
  const losses = -sum(values.filter((value) => value < 0));
  const differences = sum(values.flatMap((a) => values.map((b) => Math.abs(a - b))));
  const best = values
    .toSorted((a, b) => b - a)
    .slice(0, Math.ceil(values.length / 5))
    .filter((value) => value > 0);
  return {
    gini: differences / (2 * (values.length - 1) * (gains + losses)),
    bestFifth: gains > 0 ? sum(best) / gains : 0,
    lost: losses / (gains + losses),
  };
}

describe('concentration of profits', () => {
  test.prop([profits])('is that of its definitions, within [0, 1]', (values) => {
    fc.pre(values.some((value) => Math.abs(value) > 1e-3));
    const found = profitConcentration(values);
    const expected = plain(values);
    for (const name of ['gini', 'bestFifth', 'lost'] as const) {
      expect(found[name]).toBeCloseTo(expected[name], 9);
      expect(found[name]).toBeGreaterThanOrEqual(0);
      expect(found[name]).toBeLessThanOrEqual(1);
    }
  });
  test.prop([profits.map((values) => values.map(Math.abs))])(
    'without losses it is n / (n - 1) times the plain coefficient',
    (values) => {
      fc.pre(values.some((value) => value > 1e-3));
      const { gini: found, lost } = profitConcentration(values);
      expect(found).toBeCloseTo((gini(values) * values.length) / (values.length - 1), 9);
      expect(lost).toBe(0);
    },
  );
  test.prop([profits, fc.integer({ min: -30, max: 30 }), fc.nat()])(
    'does not hang on the currency or the order of plans',
    (values, power, turn) => {
      fc.pre(values.some((value) => Math.abs(value) > 1e-3));
      const at = turn % values.length;
      const moved = [...values.slice(at), ...values.slice(0, at)].map((value) => value * 2 ** power);
      const [a, b] = [profitConcentration(values), profitConcentration(moved)];
      for (const name of ['gini', 'bestFifth', 'lost'] as const) expect(b[name]).toBeCloseTo(a[name], 12);
    },
  );
  test('is 1 where one earns all and another loses all, 0 where all are alike or alone', () => {
    expect(profitConcentration([70, 0, 0, -30])).toEqual({ gini: 1, bestFifth: 1, lost: 0.3 });
    expect(profitConcentration([5, 5, 5, 5, 5])).toEqual({ gini: 0, bestFifth: 0.2, lost: 0 });
    expect(profitConcentration([-1, -1])).toEqual({ gini: 0, bestFifth: 0, lost: 1 });
    for (const nobody of [[], [9], [0, 0]])
      expect(profitConcentration(nobody)).toEqual({ gini: 0, bestFifth: 0, lost: 0 });
  });
});
