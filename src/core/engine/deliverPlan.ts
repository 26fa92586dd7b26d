import type { DeliveryBlock } from '../contract/deliveryBlock.ts';
import { addPlanRanks } from './cellTotals.ts';
import { mixWholeDay, openMix } from './dayMix.ts';
import { drawCells } from './drawCells.ts';
import { readWholeDay } from './drawnDay.ts';
import { settlePlan } from './settlePlan.ts';
import { writeExpected } from './writeExpected.ts';
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
  const { prepared, drawn } = state;
  const start = prepared.cellStart[plan]!;
  const cells = prepared.cellStart[plan + 1]! - start;
  const { bills } = prepared.markets[plan]!;
  const on = state.enabled[plan] === 1 && state.bid[plan]! > 0 && state.dailyBudget[plan]! > 0;
  if (!on || productOffline(state, plan)) {
    clearPlan(state, plan);
    return false;
  }
  expectDay(state, plan, day);
  if (drawn === null) for (let c = 0; c < cells; c++) writeExpected(state, start + c, c);
  else {
    for (let c = 0; c < cells; c++) readWholeDay(drawn, start + c, mixWholeDay(state.mix, c, bills));
    drawCells(state, drawn, drawn.planCells[plan]!, cells, day, bills === 'click');
  }
  settlePlan(state, plan, day);
  return true;
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
