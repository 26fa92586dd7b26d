import type { PreparedScenario } from '../engine/prepare.ts';

/** The same store, which its daily budget does not stop. */
export function uncapped(prepared: PreparedScenario): PreparedScenario {
  const { scenario } = prepared;
  return {
    ...prepared,
    scenario: { ...scenario, limits: { ...scenario.limits, enforceDailyBudget: false } },
  };
}
