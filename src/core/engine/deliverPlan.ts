import type { DeliveryBlock } from '../contract/deliveryBlock.ts';
import { addPlanRanks } from './cellTotals.ts';
import { cutToBudget } from './cutToBudget.ts';
import { openMix, readServed, servedConversion, type ServedCell } from './dayMix.ts';
import { cappedNormal, costVariance } from './noisyCap.ts';
import { drawCell } from './drawCell.ts';
import { serveDay, wholeDayCost } from './hours.ts';
import { productOffline } from './shopDay.ts';
import { liftDemand } from './spillover.ts';
import type { EngineState } from './state.ts';

/**
 * One plan's day up to the click: expected delivery of every cell and hour, chance (stochastic tier), and the budget's cut.
 * Writes `state.today` for the plan's cells. Nothing is sold when the plan is off, or its budget or bid is zero.
 */
export function deliverPlan(state: EngineState, plan: number, day: number): void {
  if (serve(state, plan, day)) addPlanRanks(state, plan, day);
}

/** False where nothing is sold. */
function serve(state: EngineState, plan: number, day: number): boolean {
  const { prepared, today } = state;
  const start = prepared.cellStart[plan]!;
  const cells = prepared.cellStart[plan + 1]! - start;
  const { bills } = prepared.markets[plan]!;
  const on = state.enabled[plan] === 1 && state.bid[plan]! > 0 && moneyOf(state, plan) > 0;
  if (!on || productOffline(state, plan)) {
    clearPlan(state, plan);
    return false;
  }
  expectDay(state, plan, day);
  let cost = 0;
  for (let c = 0; c < cells; c++) {
    drawCell(state, start + c, c, day, bills);
    cost += today.cost[start + c]!;
  }
  closePlan(state, plan, day, cost);
  return true;
}

/** Ends the day of a plan whose hours stand in `state.mix`: cuts it to the money, and says what the hours served convert. */
export function closePlan(state: EngineState, plan: number, day: number, cost: number): void {
  const { prepared, today, mix } = state;
  const start = prepared.cellStart[plan]!;
  const cells = prepared.cellStart[plan + 1]! - start;
  const money = moneyOf(state, plan);
  state.inBudget[plan] = 1;
  state.costVariance[plan] = 0;
  const most = state.noisyCap ? capExpected(state, plan, cost, money) : money;
  if (cost > most) cutDay(state, plan, day, most, cost);
  else for (let c = 0; c < cells; c++) today.hourConversion[start + c] = servedConversion(mix, c);
}

/** What a plan may spend today [currency]. */
function moneyOf({ dailyBudget, prepared }: EngineState, plan: number): number {
  return dailyBudget[plan]! * (1 + prepared.scenario.market.overDelivery);
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

/** Evaluates every cell at every bid of the day, into `state.mix`. */
export function expectDay(state: EngineState, plan: number, day: number): void {
  const { mix, prepared, rivals } = state;
  const start = prepared.cellStart[plan]!;
  const cells = prepared.cellStart[plan + 1]! - start;
  const hours = prepared.hours[plan]!;
  const { bids } = hours;
  const groups = bids.values.length;
  const market = prepared.markets[plan]!;
  const brand = prepared.spillover?.brand ?? null;
  openMix(mix, cells, hours);
  const { deliveries, costRate } = mix;
  for (let c = 0; c < cells; c++) {
    const cell = start + c;
    market.deliverHours(
      c,
      day,
      state.bid[plan]!,
      bids,
      state.quality[cell]!,
      state.predicted[cell]!,
      deliveries,
      c * groups,
      rivals === null ? 1 : rivals.bids[cell]!,
      rivals === null ? 0 : rivals.entered[cell]!,
    );
    const lift = brand !== null && brand[cell] === 1 ? state.spillover!.lift : 1;
    const clickFactor = state.clickFactor[cell]!;
    for (let g = 0, at = c * groups; g < groups; g++, at++) {
      if (lift !== 1) liftDemand(deliveries, at, lift);
      if (clickFactor !== 1) scaleClicks(deliveries, at, clickFactor, market.bills);
      costRate[g]! += deliveries.cost[at]!;
    }
  }
}

/** The shop moves the true click-through; clicks follow, and what is paid for them. */
function scaleClicks(block: DeliveryBlock, at: number, factor: number, bills: 'click' | 'impression'): void {
  block.clicks[at]! *= factor;
  if (bills === 'click') block.cost[at]! *= factor;
}

function clearPlan(state: EngineState, plan: number): void {
  const { cellStart } = state.prepared;
  state.inBudget[plan] = 0;
  state.costVariance[plan] = 0;
  for (const column of Object.values(state.today) as Float64Array[])
    column.fill(0, cellStart[plan], cellStart[plan + 1]);
}
