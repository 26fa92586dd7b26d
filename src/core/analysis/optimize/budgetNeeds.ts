import { quantileSorted } from 'simple-statistics';
import type { PreparedScenario } from '../../engine/prepare.ts';
import { run, type PlanSettings } from '../../engine/run.ts';
import { hold } from '../../strategies/hold.ts';
import { uncapped } from '../uncapped.ts';

const REPLICATIONS = 3;
/** One day in twenty may clip: a normal mean + 1.65 sigma. */
const COVERED = 0.95;

/**
 * The daily budget each plan needs so that its bid, not its cap, sets its spend: the 95 % quantile of what it would spend
 * without a cap over the horizon's days [currency/day].
 */
export function budgetNeeds(prepared: PreparedScenario, settings: PlanSettings): Float64Array {
  const { scenario } = prepared;
  const free = uncapped(prepared);
  const open = {
    ...settings,
    dailyBudget: new Float64Array(scenario.plans.length).fill(Number.MAX_VALUE),
  };
  const spends = scenario.plans.map((): number[] => []);
  for (let replication = 0; replication < REPLICATIONS; replication++) {
    const { ledger, days } = run(free, hold, { tier: 'stochastic', settings: open, replication });
    spends.forEach((list, plan) => {
      for (let day = 0; day < days; day++) list.push(ledger.spend[plan * days + day]!);
    });
  }
  return Float64Array.from(spends, (list) =>
    quantileSorted(
      list.sort((a, b) => a - b),
      COVERED,
    ),
  );
}
