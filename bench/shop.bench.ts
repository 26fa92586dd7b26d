import { prepare, type PreparedScenario } from '../src/core/engine/prepare.ts';
import { run } from '../src/core/engine/run.ts';
import { parseScenario } from '../src/core/scenario/parse.ts';
import { resolve } from '../src/core/scenario/resolve.ts';
import type { ScenarioInput } from '../src/core/scenario/schema/scenario.ts';
import { hold } from '../src/core/strategies/hold.ts';
import { cpuSeconds, medianOf, type BenchRow } from './row.ts';

/** 30 search plans of 5 keywords, 10 products, a year; every system of the shop on. */
function storeYear(): PreparedScenario {
  const tiers = ['head', 'mid', 'tail'] as const;
  const input: ScenarioInput = {
    name: 'store-year',
    horizon: { days: 365 },
    products: Array.from({ length: 10 }, (_, i) => ({
      id: `product-${i}`,
      price: 100 + 10 * i,
      unitCost: 40,
    })),
    plans: Array.from({ length: 30 }, (_, i) => ({
      id: `plan-${i}`,
      channel: 'search' as const,
      product: `product-${i % 10}`,
      bid: 1 + 0.05 * i,
      dailyBudget: 300,
      keywords: Array.from({ length: 5 }, (_, k) => ({ id: `word-${k}`, tier: tiers[k % 3]! })),
    })),
    shop: {
      conversion: {},
      clickThrough: {},
      service: { staff: 8, wage: 200 },
      reputation: { recoveredDay: 0.3 },
      organic: {},
      incrementality: {},
      customers: {
        base: 3000,
        messages: [{ id: 'news', day: 5, every: 14 }],
        membership: { weekday: 'tuesday' },
      },
      basket: { threshold: 1.2, categories: 1 },
      activities: [{ id: 'deal', kind: 'juhuasuan', product: 'product-1', from: 40, to: 42 }],
      festivals: [{ id: 'double-11', day: 315 }],
      competition: { peers: 20 },
      insurance: {},
      items: [
        { product: 'product-2', stock: { units: 2000, orderUpTo: 2500, reorderBelow: 1000 } },
        { product: 'product-3', presale: { from: 300, to: 314, balanceDay: 315 } },
      ],
    },
  };
  return prepare(resolve(parseScenario(input)));
}

/** Runs until the compiler has settled: a batch has dozens of runs, and compiler threads count as CPU time. */
const WARM_UP = 20;

export const rows: readonly BenchRow[] = [
  {
    name: 'store-year',
    unit: 'ms',
    bar: { max: 60 },
    scale: 'time',
    how: 'one stochastic run of a store-year: 30 plans x 5 keywords x 365 days, every system of the shop on, one core, prepared',
    run: () => {
      let prepared!: PreparedScenario;
      const preparing = 1000 * cpuSeconds(() => (prepared = storeYear()));
      let replication = 0;
      const once = (): number =>
        1000 * cpuSeconds(() => run(prepared, hold, { tier: 'stochastic', replication: replication++ }));
      for (let i = 0; i < 3; i++) once();
      const early = medianOf(5, once);
      for (let i = 0; i < WARM_UP; i++) once();
      return {
        value: medianOf(9, once),
        note: `a batch's steady state; runs 5 to 9 of a process ${early.toFixed(1)} ms, preparing once ${preparing.toFixed(0)} ms`,
      };
    },
  },
];
