import { deliverPlan } from './deliverPlan.ts';
import type { PreparedScenario } from './prepare.ts';
import type { PreparedSpillover } from './spillover.ts';
import { startState } from './state.ts';

/** Null where display brings no searches. Today's plans, in expected values over a week, are what went before. */
export function prepareSpillover(prepared: PreparedScenario): PreparedSpillover | null {
  const { scenario, cellStart } = prepared;
  const { spillover } = scenario.market.display;
  if (spillover === undefined) return null;
  const state = startState(prepared, 0, 0, false);
  const days = Math.min(7, scenario.days);
  let before = 0;
  for (let day = 0; day < days; day++) {
    scenario.plans.forEach((plan, p) => {
      if (plan.channel !== 'display') return;
      deliverPlan(state, p, day);
      for (let cell = cellStart[p]!; cell < cellStart[p + 1]!; cell++)
        before += state.today.impressions[cell]! / days;
    });
  }
  return {
    strength: spillover.strength,
    rate: 1 / (1 + (spillover.lagDays - 1) / 2),
    usual: spillover.usualImpressions ?? before,
    before,
    brand: Uint8Array.from(
      scenario.plans.flatMap((plan) =>
        plan.channel === 'search' ? plan.cells.map(({ brand }) => (brand ? 1 : 0)) : plan.cells.map(() => 0),
      ),
    ),
  };
}
