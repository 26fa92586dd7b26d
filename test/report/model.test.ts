import { describe, expect, it } from 'vitest';
import { reportModel } from '../../src/report/model/reportModel.ts';
import { fivePlanResult, fivePlans, losingResult, manyPlans, offResult, resultOf } from './fixtures.ts';

describe('headline', () => {
  it('says what to spend and what it brings, the goal first', () => {
    expect(reportModel(fivePlanResult()).headline).toMatch(
      /^Spend ¥[\d.,]+ a day instead of ¥[\d.,]+: revenue rises by ¥[\d.,]+ a day \(90% interval ¥[\d.,]+ to ¥[\d.,]+\); profit rises by /,
    );
    expect(reportModel(fivePlanResult({ objective: 'profit' })).headline).toMatch(
      /: profit rises by .*; revenue rises by /,
    );
  });

  it('does not invent an interval from one run', () => {
    const { headline, store } = reportModel(fivePlanResult({ runs: 1 }));
    expect(headline).toContain('(one run, no interval)');
    expect(store.every(({ low, high }) => low.value === null && high.value === null)).toBe(true);
  });

  it('says to keep what is right, and to stop what cannot pay', () => {
    const kept = fivePlans.map((plan) => ({
      ...plan,
      bid: [1, 1] as const,
      budget: [50, 50] as const,
      enabled: [true, true] as const,
    }));
    expect(reportModel(resultOf(kept)).headline).toMatch(/^Keep bids and budgets as they are/);
    expect(reportModel(offResult()).headline).toMatch(/^Keep bids and budgets as they are/);
    expect(reportModel(losingResult()).headline).toMatch(/^Spend nothing/);
  });

  it('calls a difference unclear when its interval holds zero', () => {
    const result = fivePlanResult();
    const wide = { mean: 1, low: -500, high: 500 };
    const difference = { ...result.store.difference, revenue: wide };
    const model = reportModel({ ...result, store: { ...result.store, difference } });
    expect(model.headline).toContain('revenue does not change clearly (90% interval -¥500.00 to +¥500.00)');
    expect(model.store.find(({ metric }) => metric === 'revenue')!.verdict).toBe('unclear');
  });

  it('explains a recommendation that lowers revenue and profit by the ROI limit that asks for it', () => {
    const lowered = fivePlans
      .slice(0, 1)
      .map((plan) => ({ ...plan, bid: [1.8, 1.2] as const, budget: [400, 400] as const }));
    const moves = (binding: string[]) => reportModel(resultOf(lowered, { solve: { binding } })).moves;
    expect(moves(['marginal-roas'])).toMatch(/^Today's last spending returns less than the ROI limit asks/);
    expect(moves(['budget'])).toMatch(/^Largest moves/);
  });

  it('names the three largest moves of spend', () => {
    const { moves } = reportModel(fivePlanResult());
    expect(moves).toMatch(
      /^Largest moves: raise Down coat, search \(\+¥.*\), pause Enamel mug \(-¥.*\), lower Hiking boots, search \(-¥/,
    );
  });
});

describe('plans', () => {
  it('are sorted by the larger of spend today and recommended, ties by id', () => {
    const { plans } = reportModel(resultOf(manyPlans(30)));
    const sizes = plans.map(({ figures: { spend } }) =>
      Math.max(Number(spend.today.value), Number(spend.recommended.value)),
    );
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });

  it('tell the action from bid, budget and switch', () => {
    const base = fivePlans[0]!;
    const cases = [
      { id: 'raise', bid: [1, 2], budget: [10, 10] },
      { id: 'lower', bid: [1, 1], budget: [10, 5] },
      { id: 'adjust', bid: [1, 2], budget: [10, 5] },
      { id: 'keep', bid: [1, 1], budget: [10, 10] },
      { id: 'pause', bid: [1, 1], budget: [10, 10], enabled: [true, false] },
      { id: 'start', bid: [1, 1], budget: [10, 10], enabled: [false, true] },
      { id: 'off', bid: [1, 1], budget: [10, 10], enabled: [false, false] },
    ] as const;
    const { plans } = reportModel(
      resultOf(cases.map((spec) => ({ ...base, enabled: [true, true], ...spec }))),
    );
    for (const { id, action } of plans) expect(action).toBe(id);
    expect(plans).toHaveLength(cases.length);
  });

  it('mark ratios without a denominator as undefined, not as zero', () => {
    const { plans, store } = reportModel(offResult());
    expect(plans[0]!.figures.roas.recommended.text).toBe('–');
    expect(store.filter(({ today }) => today.value === null).map(({ metric }) => metric)).toEqual([
      'clickThroughRate',
      'costPerClick',
      'conversionRate',
      'roas',
    ]);
  });

  it('show a display bid a thousand views as such', () => {
    const row = reportModel(fivePlanResult()).plans.find(({ id }) => id === 'visitors-display')!;
    expect(row.bidUnit).toBe('1000 impressions');
  });

  it('show a bid finer than the cent in full', () => {
    const { plans } = reportModel(resultOf([{ ...fivePlans[0]!, bid: [0.125, 0.13] }]));
    expect([plans[0]!.bid.today.text, plans[0]!.bid.recommended.text]).toEqual(['0.125', '0.130']);
  });
});

it('unknown limits are named, no limit is said', () => {
  const bound = (binding: string[]) => reportModel(fivePlanResult({ solve: { binding } })).binding;
  expect(bound(['lunar-phase'])).toEqual(['More spending is stopped by “lunar-phase”.']);
  expect(bound([])).toEqual(['Nothing stops more spending but its falling return.']);
  expect(bound(['budget', 'marginal-roas', 'average-roas', 'plan-bounds', 'demand'])).toHaveLength(5);
});

it('an unproven split says how far the bound is', () => {
  const { certificate } = reportModel(
    fivePlanResult({ solve: { proven: false, gap: 0.0312, converged: false, rounds: 10 } }),
  );
  expect(certificate).toMatch(/^Not proven: .*\(gap 3\.12%\)\. .* had not settled after 10 rounds\.$/);
});
