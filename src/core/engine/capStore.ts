import { cappedNormal } from './noisyCap.ts';
import { cutToBudget } from './cutToBudget.ts';
import type { EngineState } from './state.ts';

/** Where the platform itself stops the store at its daily budget: cuts every plan's day by the same share. */
export function capStore(state: EngineState, day: number): void {
  const { scenario, cellStart } = state.prepared;
  if (!scenario.limits.enforceDailyBudget) return;
  const money = scenario.limits.dailyBudget * (1 + scenario.market.overDelivery);
  const total = state.today.cost.reduce((sum, cost) => sum + cost, 0);
  const most = state.noisyCap
    ? cappedNormal({ mean: total, variance: sum(state.costVariance) }, money).mean
    : money;
  if (total <= most) return;
  const kept = most / total;
  state.share.fill(kept);
  for (let plan = 0; plan < scenario.plans.length; plan++) {
    let spend = 0;
    for (let cell = cellStart[plan]!; cell < cellStart[plan + 1]!; cell++) spend += state.today.cost[cell]!;
    state.inBudget[plan]! *= kept;
    if (spend > 0) cutToBudget(state, plan, day, spend * kept, state.share);
  }
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
