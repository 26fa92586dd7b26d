import { deliverPlan } from './deliverPlan.ts';
import type { PreparedScenario } from './prepare.ts';
import { startState } from './state.ts';

/**
 * Where an account that has run for long stands: clicks of the first day of today's search plans over those of peers in the same
 * places, in expected values; 1 for one that starts, or where nothing runs.
 */
export function accountStart(prepared: PreparedScenario): number {
  const { account, start } = prepared.scenario.market.quality;
  if (account === undefined || start === 'cold') return 1;
  const state = startState(prepared, 0, 0, false);
  const { normalisedImpressions } = state.today;
  let clicks = 0;
  let peerClicks = 0;
  prepared.scenario.plans.forEach(({ channel }, plan) => {
    if (channel !== 'search') return;
    deliverPlan(state, plan, 0);
    const { clickThroughRate, referenceClickThroughRate, cellIds } = prepared.markets[plan]!;
    for (let c = 0; c < cellIds.length; c++) {
      const seen = normalisedImpressions[prepared.cellStart[plan]! + c]!;
      clicks += seen * clickThroughRate[c]!;
      peerClicks += seen * referenceClickThroughRate[c]!;
    }
  });
  return peerClicks > 0 ? clicks / peerClicks : 1;
}
