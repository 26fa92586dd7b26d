import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepare } from '../../src/core/engine/prepare.ts';
import { run, type PlanSettings } from '../../src/core/engine/run.ts';
import type { ScenarioInput } from '../../src/core/scenario/schema/scenario.ts';
import { hold } from '../../src/core/strategies/hold.ts';
import { marketInput, resolved } from '../laws/arbitraries.ts';

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

describe('totals by cell', () => {
  it('add up to the ledger, and asking for them changes nothing', () => {
    fc.assert(
      fc.property(marketInput, fc.constantFrom('fluid' as const, 'stochastic' as const), (input, tier) => {
        const prepared = prepare(resolved(input));
        const { cells, ...asked } = run(prepared, hold, { tier, cellTotals: true });
        expect(asked).toEqual(run(prepared, hold, { tier }));
        const { ledger } = asked;
        for (const column of [
          'opportunities',
          'impressions',
          'clicks',
          'spend',
          'lostToBudget',
          'lostToRank',
        ] as const)
          expect(sum(cells![column])).toBeCloseTo(sum(ledger[column]), 4);
        expect(sum(cells!.orders)).toBeGreaterThanOrEqual(sum(ledger.orders) - 1e-6);
      }),
      { numRuns: 20 },
    );
  });
});

const store = (pacing: string): ScenarioInput =>
  ({
    name: 'time',
    horizon: { days: 1 },
    products: [{ id: 'p', price: 100, unitCost: 40 }],
    plans: [
      {
        id: 's',
        channel: 'search',
        product: 'p',
        bid: 1.5,
        dailyBudget: 1e6,
        pacing,
        keywords: [{ id: 'x' }],
      },
    ],
  }) as ScenarioInput;

describe('conversion by position', () => {
  it('of search plans leaves display plans as they are alone', () => {
    const input = {
      ...store('standard'),
      market: { search: { conversionSlope: 0.1 } },
      plans: [
        { id: 'd', channel: 'display', product: 'p', bid: 1, dailyBudget: 1e6, audiences: [{ id: 'a' }] },
        { id: 'a', channel: 'search', product: 'p', bid: 1, dailyBudget: 1e6, keywords: [{ id: 'x' }] },
      ],
    } as ScenarioInput;
    const alone = run(prepare(resolved({ ...input, plans: [input.plans![0]!] })), hold, { tier: 'fluid' });
    const both = run(prepare(resolved(input)), hold, { tier: 'fluid' });
    expect(both.planIds).toEqual(['a', 'd']);
    expect(both.ledger.orders[1]).toBe(alone.ledger.orders[0]);
  });
});

describe('time in budget', () => {
  it('is the share of the day that the money lasts: all of it, or money over cost where bids stand', () => {
    for (const pacing of ['standard', 'smooth']) {
      const prepared = prepare(resolved(store(pacing)));
      const day = (dailyBudget: number, enabled = 1) => {
        const settings: PlanSettings = { bid: [1.5], dailyBudget: [dailyBudget], enabled: [enabled] };
        const { ledger } = run(prepared, hold, { tier: 'fluid', settings });
        return { time: ledger.timeInBudget[0]!, spend: ledger.spend[0]! };
      };
      const { spend, time } = day(1e6);
      expect(time).toBe(1);
      for (const share of [0.9, 0.5, 0.1]) expect(day(share * spend).time).toBeCloseTo(share, 9);
      expect(day(1e6, 0).time).toBe(0);
    }
  });
});

describe('spillover of display to brand searches', () => {
  const input = (strength: number, lagDays = 14): ScenarioInput => ({
    name: 'spillover',
    horizon: { days: 150 },
    products: [{ id: 'p', price: 100, unitCost: 40 }],
    market: {
      quality: { feedback: false },
      season: { weekdayDemand: [1, 1, 1, 1, 1, 1, 1] },
      display: { spillover: { strength, lagDays } },
    },
    plans: [
      { id: 'd', channel: 'display', product: 'p', bid: 1, dailyBudget: 1e6, audiences: [{ id: 'a' }] },
      {
        id: 's',
        channel: 'search',
        product: 'p',
        bid: 1,
        dailyBudget: 1e6,
        keywords: [{ id: 'other' }, { id: 'own', brand: true }],
      },
    ],
  });
  /** Searches a day of the search plan, with display on or off. */
  const searches = (scenario: ScenarioInput, on: number): Float64Array => {
    const prepared = prepare(resolved(scenario));
    const settings: PlanSettings = { bid: [1, 1], dailyBudget: [1e6, 1e6], enabled: [on, 1] };
    const { ledger, days } = run(prepared, hold, { tier: 'fluid', settings });
    return ledger.opportunities.subarray(days, 2 * days);
  };

  it('usual display leaves the searches as written; without it brand searches, and only these, fade', () => {
    for (const value of searches(input(0.2), 1)) expect(value).toBeCloseTo(8000, 6);
    const off = searches(input(0.2), 0);
    expect(off[0]).toBeCloseTo(8000, 6);
    expect(off[149]).toBeCloseTo(4000 + 4000 / 1.2, 2);
    off.slice(1).forEach((value, day) => expect(value).toBeLessThan(off[day]!));
  });

  it('is felt after the lag, on average', () => {
    for (const lagDays of [1, 5, 14]) {
      const off = searches(input(0.2, lagDays), 0);
      const end = 4000 + 4000 / 1.2;
      // Mean time until the searches have gone: the area above the end, in units of the whole fall.
      const lag = off.reduce((area, value) => area + (value - end) / (8000 - end), 0);
      expect(lag).toBeCloseTo(lagDays, 0);
    }
  });
});
