import { describe, expect, it } from 'vitest';
import { ledgerColumns } from '../../src/core/engine/ledger.ts';
import { prepare } from '../../src/core/engine/prepare.ts';
import type { Tier } from '../../src/core/engine/result.ts';
import { run } from '../../src/core/engine/run.ts';
import type { ScenarioInput } from '../../src/core/scenario/schema/scenario.ts';
import { hold } from '../../src/core/strategies/hold.ts';
import { paceIntraday } from '../../src/core/strategies/pace/paceIntraday.ts';
import { resolved } from '../laws/arbitraries.ts';

/** Bugs found by the laws, each as small as it shrank, named for the law it broke. */
const base = {
  name: 'found',
  horizon: { days: 2 },
  products: [{ id: 'p', price: 10, unitCost: 2, conversionRate: 0.1 }],
} satisfies ScenarioInput;

const found: Record<string, ScenarioInput> = {
  'every figure is finite: a CPC bid where no click is expected': {
    ...base,
    plans: [
      {
        id: 'd',
        channel: 'display',
        product: 'p',
        bid: 1,
        dailyBudget: 10,
        audiences: [{ id: 'a', dailyImpressions: 1000, clickThroughRate: 0 }],
      },
    ],
  },
  'every figure is finite: hours without traffic after the money is gone': {
    ...base,
    plans: [
      {
        id: 's',
        channel: 'search',
        product: 'p',
        bid: 1,
        dailyBudget: 2,
        schedule: [100, ...new Array<number>(22).fill(0), 100],
        keywords: [{ id: 'k', dailyQueries: 20_000 }],
      },
    ],
  },
  'every figure is finite, and in good time: a market without a reserve': {
    ...base,
    market: { search: { reserve: 0 } },
    plans: [
      {
        id: 's',
        channel: 'search',
        product: 'p',
        bid: 1,
        dailyBudget: 100,
        keywords: [{ id: 'k', dailyQueries: 20_000 }],
      },
    ],
  },
};

it.each<Tier>(['fluid', 'stochastic'])(
  'every figure is finite, and something is sold: 24 bids a day under a strategy that moves them between slots, %s',
  (tier) => {
    const plan: NonNullable<ScenarioInput['plans']>[number] = {
      id: 's',
      channel: 'search',
      product: 'p',
      bid: 1,
      dailyBudget: 10,
      schedule: Array.from({ length: 24 }, (_, hour) => 60 + 4 * hour),
      keywords: [{ id: 'k', dailyQueries: 20_000 }],
    };
    const { ledger } = run(prepare(resolved({ ...base, plans: [plan] })), paceIntraday, { tier });
    for (const column of ledgerColumns) expect(ledger[column].every(Number.isFinite)).toBe(true);
    for (const spend of ledger.spend) expect(spend).toBeGreaterThan(0);
  },
);

it.each<Tier>(['event', 'event-conditional'])('every day is played: rivals that leave, %s', (tier) => {
  const input: ScenarioInput = {
    ...base,
    plans: [
      {
        id: 's',
        channel: 'search',
        product: 'p',
        bid: 1,
        dailyBudget: 50,
        keywords: [{ id: 'k', dailyQueries: 500, rivals: { count: 6, medianBid: 0.8, bidSd: 0.4 } }],
      },
    ],
    market: { rivals: { entries: [{ day: 2, count: -4 }] } },
  };
  const { ledger } = run(prepare(resolved(input)), hold, { tier });
  for (const clicks of ledger.clicks) expect(clicks).toBeGreaterThan(0);
});

describe.each(Object.entries(found))('%s', (_, input) => {
  it.each<Tier>(['fluid', 'stochastic'])('%s', (tier) => {
    const { ledger } = run(prepare(resolved(input)), hold, { tier });
    for (const column of ledgerColumns) expect(ledger[column].every(Number.isFinite)).toBe(true);
  });
});
