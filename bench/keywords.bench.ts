import { prepare, type PreparedScenario } from '../src/core/engine/prepare.ts';
import { run } from '../src/core/engine/run.ts';
import type { Tier } from '../src/core/engine/tier.ts';
import { parseScenario } from '../src/core/scenario/parse.ts';
import { resolve } from '../src/core/scenario/resolve.ts';
import type { ResolvedScenario } from '../src/core/scenario/resolved.ts';
import { hold } from '../src/core/strategies/hold.ts';
import { cpuSeconds, medianOf, type BenchRow } from './row.ts';

const KEYWORDS = 5000;
const DAYS = 28;

/** One plan of thousands of keywords, each with rivals of its own: a few head words, the long tail at the end. */
function largePlan(): ResolvedScenario {
  return resolve(
    parseScenario({
      name: 'keywords',
      horizon: { days: DAYS },
      products: [{ id: 'product', price: 100, unitCost: 40 }],
      plans: [
        {
          id: 'plan',
          channel: 'search' as const,
          product: 'product',
          bid: 1,
          dailyBudget: 1e9,
          keywords: Array.from({ length: KEYWORDS }, (_, i) => ({
            id: `word-${i}`,
            bid: 0.6 + (i % 17) / 20,
            dailyQueries: Math.ceil(20_000 / (1 + i / 5)),
            rivals: { count: 5 + ((i * 7) % 80), medianBid: 0.4 + (i % 101) / 100 },
          })),
        },
      ],
    }),
  );
}

/** Milliseconds of CPU of a day of the plan, its tables warm. */
function dayOf(prepared: PreparedScenario, tier: Tier): number {
  return medianOf(5, () => (cpuSeconds(() => run(prepared, hold, { tier })) * 1e3) / DAYS);
}

const tables = () => {
  const scenario = largePlan();
  return medianOf(3, () => {
    // Tables belong to the scenario: a copy has none.
    const fresh = { ...scenario };
    return cpuSeconds(() => run(prepare(fresh), hold, { tier: 'fluid' })) * 1e3;
  });
};

const dayRow = (tier: Tier, max: number): BenchRow => ({
  name: `keywords-5k-${tier}-day`,
  unit: 'ms/day',
  bar: { max },
  scale: 'time',
  how: `a ${tier} day of one plan of ${KEYWORDS} keywords, each with rivals of its own`,
  run: () => ({ value: dayOf(prepare(largePlan()), tier) }),
});

export const rows: readonly BenchRow[] = [
  {
    name: 'keywords-5k-prepare',
    unit: 'ms',
    bar: { max: 1500 },
    scale: 'time',
    how: `the same plan from the resolved scenario through its first ${DAYS} days, tables made on the way`,
    run: () => ({ value: tables(), note: `${(process.memoryUsage.rss() / 2 ** 20).toFixed(0)} MB resident` }),
  },
  dayRow('fluid', 5),
  dayRow('stochastic', 10),
];
