import fc from 'fast-check';
import type { RunResult } from '../../core/engine/result.ts';
import type { ScenarioInput } from '../../core/scenario/schema/scenario.ts';
import { hold } from '../../core/strategies/hold.ts';
import { LawBroken, type StrategyLaw } from './law.ts';
import { recordRun } from './recordRun.ts';

const plan = (id: string, bid: number) => ({
  id,
  channel: 'search' as const,
  product: id,
  bid,
  dailyBudget: 500,
  keywords: [{ id, dailyQueries: 12_000 }],
});

/** Two plans alike but for conversion: one sells, one does not. */
const dominated: fc.Arbitrary<ScenarioInput> = fc
  .record({ seed: fc.integer({ min: 0, max: 1e6 }), bid: fc.double({ min: 0.7, max: 1.6, noNaN: true }) })
  .map(({ seed, bid }) => ({
    name: 'dominated plan',
    seed,
    horizon: { days: 28 },
    products: [
      { id: 'good', price: 150, unitCost: 40, conversionRate: 0.04, returnRate: 0 },
      { id: 'dead', price: 150, unitCost: 40, conversionRate: 0, returnRate: 0 },
    ],
    plans: [plan('good', bid), plan('dead', bid)],
    limits: { minAverageRoas: 2 },
  }));

/** A store whose floor binds: more budget than good clicks. */
const floored: fc.Arbitrary<ScenarioInput> = fc
  .record({ seed: fc.integer({ min: 0, max: 1e6 }), rate: fc.double({ min: 0.02, max: 0.04, noNaN: true }) })
  .map(({ seed, rate }) => ({
    name: 'ROAS floor',
    seed,
    horizon: { days: 60 },
    products: [1, 2, 3, 4].map((k) => ({
      id: `p${k}`,
      price: 120,
      unitCost: 30,
      conversionRate: rate * (0.5 + 0.25 * k),
      returnRate: 0,
    })),
    plans: [1, 2, 3, 4].map((k) => ({ ...plan(`p${k}`, 1), dailyBudget: 4000 })),
    limits: { minAverageRoas: 3.5, minMarginalRoas: 0, enforceDailyBudget: true },
  }));

/** Share of the last week's spend that went to the plan that never sells. */
function deadShare({ planIds, days, ledger }: RunResult): number {
  const lastWeek = (plan: number): number =>
    ledger.spend.subarray((plan + 1) * days - 7, (plan + 1) * days).reduce((sum, value) => sum + value, 0);
  const total = lastWeek(0) + lastWeek(1);
  return total > 0 ? lastWeek(planIds.indexOf('dead')) / total : 0;
}

/** ROAS over floor that counts as kept, chance included. */
const KEPT = 0.9;

/** Laws for strategies that claim to learn what clicks are worth. */
export const learningLaws: readonly StrategyLaw[] = [
  {
    name: 'dominated plan',
    statement: 'a plan whose clicks never sell ends with a smaller share of spend than if left alone',
    appliesTo: ({ properties }) => properties.learnsValues === true || properties.oracle,
    scenarios: dominated,
    effort: 0.12,
    check: (strategy, input) => {
      const last = deadShare(recordRun(strategy, input).result);
      const held = deadShare(recordRun(hold, input).result);
      if (last > 0.6 * held)
        throw new LawBroken(
          `the plan that never sells takes ${last} of the last week's spend, ${held} if left alone`,
        );
    },
  },
  {
    name: 'ROAS floor',
    statement: `matured ROAS of sixty days is at least ${100 * KEPT} % of the floor`,
    appliesTo: ({ properties }) => properties.learnsValues === true || properties.oracle,
    scenarios: floored,
    effort: 0.12,
    check: (strategy, input) => {
      const { result, scenario } = recordRun(strategy, input);
      const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
      const spend = sum(result.ledger.spend);
      const roas = spend > 0 ? sum(result.ledger.revenue) / spend : Infinity;
      const floor = scenario.limits.minAverageRoas ?? 0;
      if (roas < KEPT * floor) throw new LawBroken(`ROAS ${roas} under a floor of ${floor}`);
    },
  },
];
