import { cutToBudget } from './cutToBudget.ts';
import { readServed, servedConversion, type ServedCell } from './dayMix.ts';
import { serveDay, wholeDayCost } from './hours.ts';
import { cappedNormal, costVariance } from './noisyCap.ts';
import type { EngineState } from './state.ts';

/**
 * Ends a plan's day up to the click: cuts `state.today` where the plan's money does not last, and writes the conversion of the hours
 * served. `state.mix` holds what is expected of the plan's cells.
 */
export function settlePlan(state: EngineState, plan: number, day: number): void {
  const { prepared, today, mix } = state;
  const start = prepared.cellStart[plan]!;
  const end = prepared.cellStart[plan + 1]!;
  const money = state.dailyBudget[plan]! * (1 + prepared.scenario.market.overDelivery);
  state.costVariance[plan] = 0;
  state.inBudget[plan] = 1;
  let cost = 0;
  for (let cell = start; cell < end; cell++) cost += today.cost[cell]!;
  const most = state.noisyCap ? capExpected(state, plan, cost, money) : money;
  if (cost > most) cutDay(state, plan, day, most, cost);
  else
    for (let cell = start; cell < end; cell++)
      today.hourConversion[cell] = servedConversion(mix, cell - start);
}

const served: ServedCell = { share: 0.5, conversion: 0.5 };

/** Serves the hours that the money reaches. @param cost of the whole day as drawn [currency] */
function cutDay(state: EngineState, plan: number, day: number, money: number, cost: number): void {
  const { prepared, mix, today, share } = state;
  const hours = prepared.hours[plan]!;
  const start = prepared.cellStart[plan]!;
  const cells = prepared.cellStart[plan + 1]! - start;
  // The expected course of the day, scaled to what was drawn, says which hours the money reaches.
  const reach = state.stochastic ? money * (wholeDayCost(hours, mix.costRate) / cost) : money;
  const smooth = prepared.scenario.plans[plan]!.pacing === 'smooth';
  mix.hours = mix.cut;
  state.inBudget[plan] = serveDay(hours, mix.costRate, reach, smooth, mix.cut);
  for (let c = 0; c < cells; c++) {
    readServed(mix, c, served);
    share[c] = served.share;
    today.hourConversion[start + c] = served.conversion;
  }
  cutToBudget(state, plan, day, money, share);
}

/** What a noisy day spends on average under its cap; keeps the variance for a cap on the store. */
function capExpected(state: EngineState, plan: number, cost: number, money: number): number {
  const { prepared, mix } = state;
  const cells = prepared.cellStart[plan + 1]! - prepared.cellStart[plan]!;
  const { demandNoise } = prepared.scenario.market;
  const variance = costVariance(mix, cells, prepared.markets[plan]!.bills, demandNoise);
  const capped = cappedNormal({ mean: cost, variance }, money);
  state.costVariance[plan] = capped.variance;
  return capped.mean;
}
