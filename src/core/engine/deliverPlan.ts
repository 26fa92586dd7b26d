import { emptyDelivery, type CellDelivery } from '../contract/channel.ts';
import { cutToBudget } from './cutToBudget.ts';
import { mixWholeDay, servedConversion, servedShare } from './dayMix.ts';
import { cappedNormal, costVariance } from './noisyCap.ts';
import { drawCell } from './drawCell.ts';
import { serveDay } from './hours.ts';
import { productOffline } from './shopDay.ts';
import type { EngineState } from './state.ts';

/**
 * One plan's day up to the click: expected delivery of every cell and hour, chance (stochastic tier), and the budget's cut.
 * Writes `state.today` for the plan's cells. Nothing is sold when the plan is off, or its budget or bid is zero.
 */
export function deliverPlan(state: EngineState, plan: number, day: number): void {
  const { prepared, today, mix } = state;
  const start = prepared.cellStart[plan]!;
  const cells = prepared.cellStart[plan + 1]! - start;
  const hours = prepared.hours[plan]!;
  const { bills } = prepared.markets[plan]!;
  const money = state.dailyBudget[plan]! * (1 + prepared.scenario.market.overDelivery);
  const on = state.enabled[plan] === 1 && state.bid[plan]! > 0 && money > 0;
  state.costVariance[plan] = 0;
  if (!on || productOffline(state, plan)) return clearPlan(state, plan);
  const expectedCost = expectDay(state, plan, day);
  const smooth = prepared.scenario.plans[plan]!.pacing === 'smooth';
  serveDay(hours, mix.costRate, Infinity, smooth, mix.hours);
  let cost = 0;
  for (let c = 0; c < cells; c++) {
    drawCell(state, start + c, day, bills, mixWholeDay(mix, c, bills));
    today.hourConversion[start + c] = servedConversion(mix, c);
    cost += today.cost[start + c]!;
  }
  const kept = state.noisyCap ? capExpected(state, plan, cost, money) : money;
  if (cost <= kept) return;
  // The expected course of the day, scaled to what was drawn, says which hours the money reaches.
  serveDay(hours, mix.costRate, kept * (expectedCost / cost), smooth, mix.hours);
  for (let c = 0; c < cells; c++) {
    state.share[c] = servedShare(mix, c);
    today.hourConversion[start + c] = servedConversion(mix, c);
  }
  cutToBudget(state, plan, day, kept, state.share);
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

/** Evaluates every cell at every bid of the day; returns the expected cost of the whole day [currency]. */
export function expectDay(state: EngineState, plan: number, day: number): number {
  const { mix, prepared } = state;
  const start = prepared.cellStart[plan]!;
  const cells = prepared.cellStart[plan + 1]! - start;
  const { factors, group, traffic } = prepared.hours[plan]!;
  const market = prepared.markets[plan]!;
  mix.groups = factors.length;
  while (mix.deliveries.length < cells * mix.groups) mix.deliveries.push(emptyDelivery());
  mix.costRate.fill(0, 0, mix.groups);
  for (let c = 0; c < cells; c++) {
    for (let g = 0; g < mix.groups; g++) {
      const out = mix.deliveries[c * mix.groups + g]!;
      const bid = state.bid[plan]! * factors[g]!;
      market.deliver(c, day, bid, state.quality[start + c]!, state.predicted[start + c]!, out);
      scaleClicks(out, state.clickFactor[start + c]!, market.bills);
      mix.costRate[g]! += out.cost;
    }
  }
  let cost = 0;
  for (let hour = 0; hour < traffic.length; hour++) cost += traffic[hour]! * mix.costRate[group[hour]!]!;
  return cost;
}

/** The shop moves the true click-through; clicks follow, and what is paid for them. */
function scaleClicks(out: CellDelivery, factor: number, bills: 'click' | 'impression'): void {
  out.clicks *= factor;
  if (bills === 'click') out.cost *= factor;
}

function clearPlan(state: EngineState, plan: number): void {
  const { cellStart } = state.prepared;
  for (const column of Object.values(state.today) as Float64Array[])
    column.fill(0, cellStart[plan], cellStart[plan + 1]);
}
