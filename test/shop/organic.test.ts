import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  organicFixedPoint,
  organicMarginal,
  organicWithoutPaid,
  type OrganicLoop,
} from '../../src/core/shop/organic.ts';
import type { RunResult } from '../../src/core/engine/result.ts';
import { calm, itemSeries, preparedOf, runOf, type ShopBlock } from './support.ts';

/** The documented ranges of docs/model.md: elasticity .3-.7, weight .5-1; displacement up to that of brand words. */
const loops: fc.Arbitrary<OrganicLoop> = fc.record({
  elasticity: fc.double({ min: 0.3, max: 0.7, noNaN: true }),
  paidWeight: fc.double({ min: 0.4, max: 1, noNaN: true }),
  displaced: fc.constant(0),
  paid: fc.double({ min: 10, max: 1e4, noNaN: true }),
  organic: fc.double({ min: 10, max: 1e4, noNaN: true }),
});

describe('the closed form of the organic loop', () => {
  test('is the slope of the fixed point, within 1 %, displaced visits included', () => {
    fc.assert(
      fc.property(loops, fc.double({ min: 0, max: 0.4, noNaN: true }), (loop, share) => {
        const displaced = share * loop.paidWeight;
        const whole = { ...loop, displaced };
        const step = 1e-4 * loop.paid;
        const slope =
          (organicFixedPoint(whole, loop.paid + step) - organicFixedPoint(whole, loop.paid - step)) /
          (2 * step);
        const closed = organicMarginal(whole);
        expect(Math.abs(slope - closed)).toBeLessThan(0.01 * Math.max(0.05, Math.abs(closed)));
      }),
    );
  });

  test('gives the documented figures: .31 at 1:1, .12 to .54 over the ranges, .556 of visits without paid', () => {
    const at = (elasticity: number, paidWeight: number): OrganicLoop => ({
      elasticity,
      paidWeight,
      displaced: 0,
      paid: 100,
      organic: 100,
    });
    expect(organicMarginal(at(0.5, 0.8))).toBeCloseTo(4 / 13, 12);
    expect(organicMarginal(at(0.3, 0.5))).toBeCloseTo(0.125, 3);
    expect(organicMarginal(at(0.7, 1))).toBeCloseTo(0.538, 3);
    expect(organicWithoutPaid(at(0.5, 0.8))).toBeCloseTo(1 / 1.8, 12);
    expect(organicFixedPoint(at(0.5, 0.8), 0)).toBeCloseTo(100 / 1.8, 6);
  });

  test('today is a stable fixed point: from any start the loop comes back to it', () => {
    fc.assert(
      fc.property(loops, fc.double({ min: 0.05, max: 20, noNaN: true }), (loop, start) => {
        let visits = start * loop.organic;
        const base = loop.paidWeight * loop.paid + loop.organic;
        for (let day = 0; day < 400; day++)
          visits = loop.organic * ((loop.paidWeight * loop.paid + visits) / base) ** loop.elasticity;
        expect(visits / loop.organic).toBeCloseTo(1, 6);
      }),
    );
  });
});

/** The loop alone, in expected values, for long enough to come to rest. */
function settled(organic: NonNullable<ShopBlock['organic']>, budgetFactor: number): RunResult {
  const prepared = preparedOf(
    { organic: { paidLift: 0, ...organic }, items: [] },
    { ...calm, horizon: { days: 150 }, plans: plansOf(1) },
  );
  const plan = prepared.scenario.plans[0]!;
  return runOf(prepared, 'fluid', {
    settings: {
      bid: [plan.bid],
      dailyBudget: [plan.dailyBudget * budgetFactor],
      enabled: [budgetFactor > 0 ? 1 : 0],
    },
  });
}

function plansOf(factor: number) {
  return [
    {
      id: 'coat-search',
      channel: 'search' as const,
      product: 'coat',
      bid: 2,
      dailyBudget: 200 * factor,
      keywords: [{ id: 'coat', tier: 'head' as const }],
    },
  ];
}

describe('the simulated loop', () => {
  const last = (result: RunResult, column: string) => itemSeries(result, column, 0)[149]!;

  test('starts at 1:1 and stays there', () => {
    const result = settled({}, 1);
    const paid = itemSeries(result, 'paidVisits', 0);
    const organic = itemSeries(result, 'organicVisits', 0);
    for (const day of [0, 10, 149]) expect(organic[day]! / paid[day]!).toBeCloseTo(1, 3);
  });

  test.each([
    [0.5, 0.8],
    [0.3, 0.5],
    [0.7, 1],
  ])(
    'a little more paid traffic brings what the closed form says (elasticity %d, weight %d)',
    (elasticity, paidWeight) => {
      const [less, more] = [0.98, 1.02].map((factor) => settled({ elasticity, paidWeight }, factor));
      const slope =
        (last(more!, 'organicVisits') - last(less!, 'organicVisits')) /
        (last(more!, 'paidVisits') - last(less!, 'paidVisits'));
      const closed = organicMarginal({ elasticity, paidWeight, displaced: 0, paid: 1, organic: 1 });
      expect(Math.abs(slope / closed - 1)).toBeLessThan(0.01);
    },
  );

  test('stopping paid traffic leaves 1/1.8 of the organic visits', () => {
    const [on, off] = [settled({}, 1), settled({}, 0)];
    expect(last(off, 'organicVisits') / last(on, 'organicVisits')).toBeCloseTo(1 / 1.8, 3);
  });

  test('paid visits that would have come anyway are missing from organic ones, one for one', () => {
    const with85 = runOf(preparedOf({ organic: {}, incrementality: {} }), 'fluid');
    for (let item = 0; item < 2; item++) {
      const potential = itemSeries(with85, 'organicPotential', item);
      const organic = itemSeries(with85, 'organicVisits', item);
      potential.forEach((visits, day) => expect(visits).toBeGreaterThan(organic[day]!));
    }
    const generic =
      itemSeries(with85, 'organicPotential', 1)[3]! - itemSeries(with85, 'organicVisits', 1)[3]!;
    expect(generic / itemSeries(with85, 'paidVisits', 1)[3]!).toBeCloseTo(0.15, 9);
  });
});
