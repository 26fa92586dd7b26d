import { prepare } from '../src/core/engine/prepare.ts';
import { run } from '../src/core/engine/run.ts';
import { parseScenario } from '../src/core/scenario/parse.ts';
import { resolve } from '../src/core/scenario/resolve.ts';
import type { ScenarioInput } from '../src/core/scenario/schema/scenario.ts';
import { hold } from '../src/core/strategies/hold.ts';
import { cpuSeconds, medianOf, type BenchRow } from './row.ts';

const STORES = 4;
const PLANS = 2;
const KEYWORDS = 6;
const BIDDERS = 48;
const DAYS = 3;

const product = { id: 'p', price: 200, unitCost: 60, conversionRate: 0.05 };

/** Two plans of a store on all keywords; the second one's money is gone in the afternoon. */
function plans(store: number): NonNullable<ScenarioInput['plans']> {
  return Array.from({ length: PLANS }, (_, plan) => ({
    id: `plan-${plan}`,
    channel: 'search' as const,
    product: 'p',
    bid: 1.2 + 0.2 * store + 0.1 * plan,
    dailyBudget: plan === 0 ? 1e6 : 400,
    keywords: Array.from({ length: KEYWORDS }, (__, keyword) => ({
      id: `keyword-${keyword}`,
      dailyQueries: 20_000,
      clickThroughRate: 0.04 + 0.01 * keyword,
      rivals: { count: BIDDERS - STORES * PLANS },
    })),
  }));
}

const scenario: ScenarioInput = {
  name: 'store-day-event-48',
  horizon: { days: DAYS },
  products: [product],
  plans: plans(0),
  market: { search: { slots: 3, activity: 1 } },
  rivalStores: Array.from({ length: STORES - 1 }, (_, store) => ({
    id: `store-${store}`,
    products: [product],
    plans: plans(store + 1),
  })),
};

export const rows: readonly BenchRow[] = [
  {
    name: 'store-day-event-48',
    unit: 'M bids/s',
    bar: { min: 60 },
    scale: 'throughput',
    how: 'days of 4 stores with 8 plans on 6 keywords, event tier: 48 bidders an auction, budgets that end mid-day, quality feedback, clicks, conversions',
    run: () => {
      const prepared = prepare(resolve(parseScenario(scenario)));
      const rivals = prepared.rivalStores.map(() => ({ strategy: hold }));
      let replication = 0;
      let ended = 0;
      const value = medianOf(7, () => {
        let auctions = 0;
        const seconds = cpuSeconds(() => {
          const { ledger, rivalStores } = run(prepared, hold, {
            tier: 'event',
            rivals,
            replication: replication++,
          });
          // The first plan is on every keyword, so its searches are all there are.
          auctions = ledger.opportunities.subarray(0, DAYS).reduce((sum, one) => sum + one, 0);
          ended = rivalStores!.filter((one) => one.ledger.lostToBudget[DAYS]! > 0).length;
        });
        return (auctions * BIDDERS) / seconds / 1e6;
      });
      return {
        value,
        note: `in ${ended} of ${STORES - 1} rival stores a plan's money was gone before midnight`,
      };
    },
  },
];
