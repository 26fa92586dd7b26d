import { describe, expect, it } from 'vitest';
import { prepare } from '../../src/core/engine/prepare.ts';
import type { LedgerColumn } from '../../src/core/engine/ledger.ts';
import { run } from '../../src/core/engine/run.ts';
import { streamKey, uniform } from '../../src/core/math/keyed.ts';
import type { ScenarioInput } from '../../src/core/scenario/schema/scenario.ts';
import { hold } from '../../src/core/strategies/hold.ts';
import { resolved } from './arbitraries.ts';

/** Random small stores, the same ones every time: decisions fixed, feedback off, no cap in the way. */
function randomStore(index: number): ScenarioInput {
  const key = streamKey(7, `store/${index}`);
  let draws = 0;
  const between = (low: number, high: number): number => low + (high - low) * uniform(key, 0, draws++);
  const product = {
    id: 'p',
    price: between(20, 300),
    unitCost: 10,
    conversionRate: between(0.02, 0.2),
    returnRate: between(0, 0.5),
  };
  const schedule =
    between(0, 1) < 0.5 ? {} : { schedule: Array.from({ length: 24 }, () => Math.round(between(30, 250))) };
  return {
    name: `store ${index}`,
    seed: index,
    horizon: { days: 30 },
    products: [product],
    market: {
      quality: { feedback: false },
      demandNoise: between(0, 0.3),
      search: { scoreNoise: between(0, 0.3) },
    },
    plans: [
      {
        id: 's',
        channel: 'search',
        product: 'p',
        bid: between(0.6, 2.5),
        dailyBudget: 1e9,
        ...schedule,
        keywords: [
          {
            id: 'a',
            dailyQueries: between(500, 20_000),
            clickThroughRate: between(0.01, 0.2),
            rivals: { count: Math.floor(between(0, 80)) },
          },
          { id: 'b', dailyQueries: between(500, 20_000), relevance: between(0.5, 2) },
        ],
      },
      {
        id: 'd',
        channel: 'display',
        product: 'p',
        bidType: between(0, 1) < 0.5 ? 'cpc' : 'cpm',
        bid: between(0.6, 40),
        dailyBudget: 1e9,
        audiences: [{ id: 'a', dailyImpressions: between(1000, 100_000) }],
      },
    ],
  };
}

const columns: LedgerColumn[] = ['impressions', 'clicks', 'spend', 'orders', 'revenue', 'refunds', 'profit'];
const stores = Array.from({ length: 60 }, (_, index) => {
  const prepared = prepare(resolved(randomStore(index)));
  return {
    fluid: run(prepared, hold, { tier: 'fluid' }),
    drawn: run(prepared, hold, { tier: 'stochastic' }),
  };
});

describe('stochastic days average to fluid ones', () => {
  it.each(columns)('%s: mean z^2 in [0.7, 1.5], max |z| < 4.5 over 60 stores x 2 channels', (column) => {
    const squares = stores.flatMap(({ fluid, drawn }) =>
      [0, 1].flatMap((plan) => {
        const days = Array.from({ length: 30 }, (_, day) => plan * 30 + day);
        const gaps = days.map((at) => drawn.ledger[column][at]! - fluid.ledger[column][at]!);
        const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
        const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (gaps.length - 1);
        return variance > 0 ? [mean ** 2 / (variance / gaps.length)] : [];
      }),
    );
    expect(squares.length).toBeGreaterThan(100);
    const meanSquare = squares.reduce((sum, square) => sum + square, 0) / squares.length;
    expect(meanSquare).toBeGreaterThan(0.7);
    expect(meanSquare).toBeLessThan(1.5);
    expect(Math.max(...squares)).toBeLessThan(4.5 ** 2);
  });
});
