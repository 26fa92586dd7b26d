import { expectCells } from '../market/search/expectCells.ts';
import { expectHours } from '../market/search/expectHours.ts';
import { wasmExpectCells, wasmExpectHours } from '../market/search/wasmExpectDays.ts';
import { openBatch, type DayBatch } from './dayBatch.ts';
import { openMix } from './dayMix.ts';
import { deliverPlan } from './deliverPlan.ts';
import { drawCells } from './drawCells.ts';
import type { DrawnDay } from './drawnDay.ts';
import { settlePlan } from './settlePlan.ts';
import { productOffline } from './shopDay.ts';
import type { EngineState } from './state.ts';

/**
 * All plans' day up to the click, the bytes of `deliverPlan` plan by plan. Cells at one bid all day are worked out as one batch, and
 * drawn as one; expected days at the bids of a schedule cell by cell. A plan whose expected money did not last yesterday is worked
 * out by itself at once, since its hours will be needed.
 */
export function deliverDay(state: EngineState, day: number): void {
  const { batch, bid, drawn } = state;
  if (batch === null) {
    for (let plan = 0; plan < bid.length; plan++) deliverPlan(state, plan, day);
    return;
  }
  openBatch(batch, state.prepared, day, drawn !== null);
  const taken = takePlans(state, batch, day);
  if (drawn === null) expectBatch(state, batch, taken, day);
  else drawBatch(state, batch, drawn, taken, day);
}

/** Delivers every plan but those of one bid that the batch takes, whose cells it lists. Returns how many plans it listed. */
function takePlans(state: EngineState, batch: DayBatch, day: number): number {
  const { bid, enabled, dailyBudget, inBudget, shop, drawn } = state;
  const { cellStart } = state.prepared;
  const { oneBid, hours, plans, list } = batch;
  const { cells, bids } = list;
  let count = 0;
  let taken = 0;
  for (let plan = 0; plan < bid.length; plan++) {
    const on = enabled[plan] === 1 && bid[plan]! > 0 && dailyBudget[plan]! > 0;
    const outside = drawn === null ? hours[plan] === null : oneBid[plan] === 0;
    if (!on || outside || (shop !== null && productOffline(state, plan))) {
      deliverPlan(state, plan, day);
      continue;
    }
    const ranOut = drawn === null && inBudget[plan]! > 0 && inBudget[plan]! < 1;
    if (oneBid[plan] === 0 || ranOut) {
      deliverHours(state, batch, plan, day);
      continue;
    }
    const end = cellStart[plan + 1]!;
    for (let cell = cellStart[plan]!; cell < end; cell++) {
      cells[count] = cell;
      bids[count++] = bid[plan]!;
    }
    plans[taken++] = plan;
  }
  list.count = count;
  return taken;
}

/** A plan's day, bid by bid, cut where the money ends. */
function deliverHours(
  state: EngineState,
  { kernel, fields, terms, hours }: DayBatch,
  plan: number,
  day: number,
): void {
  const { prepared, bid, today, mix } = state;
  const own = hours[plan]!;
  const start = prepared.cellStart[plan]!;
  const end = prepared.cellStart[plan + 1]!;
  const groups = own.weights.length;
  openMix(mix, end - start, prepared.hours[plan]!);
  for (let cell = start; cell < end; cell++) {
    const at = (cell - start) * groups;
    if (kernel === null) expectHours(fields, terms, cell, bid[plan]!, own, state, today, mix, at);
    else wasmExpectHours(kernel, plan, cell, bid[plan]!, groups, state, terms, today, mix, at);
  }
  settlePlan(state, plan, day);
}

/** Expected days at one bid; those whose money does not last are worked out again, with hours. */
function expectBatch(state: EngineState, batch: DayBatch, taken: number, day: number): void {
  const { kernel, fields, terms, list, whole } = batch;
  if (kernel === null) expectCells(fields, terms, list, state, whole, state.today, null);
  else wasmExpectCells(kernel, list, state, whole, terms.demand, state.today);
  const { today, prepared, inBudget, costVariance, dailyBudget } = state;
  const { cellStart, scenario } = prepared;
  const { cost } = today;
  const overDelivery = 1 + scenario.market.overDelivery;
  const { plans } = batch;
  for (let i = 0; i < taken; i++) {
    const plan = plans[i]!;
    const end = cellStart[plan + 1]!;
    let spend = 0;
    for (let cell = cellStart[plan]!; cell < end; cell++) spend += cost[cell]!;
    inBudget[plan] = 1;
    costVariance[plan] = 0;
    if (spend > dailyBudget[plan]! * overDelivery) deliverHours(state, batch, plan, day);
  }
}

/** Days drawn at one bid: hours and budgets follow the draws. */
function drawBatch(state: EngineState, batch: DayBatch, drawn: DrawnDay, taken: number, day: number): void {
  const { fields, terms, list } = batch;
  expectCells(fields, terms, list, state, null, drawn.expected, drawn.prices);
  drawCells(state, drawn, list.cells, list.count, day, true);
  for (let i = 0; i < taken; i++) settleDrawn(state, drawn, batch.plans[i]!, day);
}

/** Budget and hours of a drawn plan. */
function settleDrawn(state: EngineState, { expected }: DrawnDay, plan: number, day: number): void {
  const { mix, prepared } = state;
  const start = prepared.cellStart[plan]!;
  const cells = prepared.cellStart[plan + 1]! - start;
  openMix(mix, cells, prepared.hours[plan]!);
  const { clicks, cost, conversion } = mix.deliveries;
  let rate = 0;
  for (let c = 0; c < cells; c++) {
    clicks[c] = expected.clicks[start + c]!;
    cost[c] = expected.cost[start + c]!;
    conversion[c] = expected.hourConversion[start + c]!;
    rate += cost[c]!;
  }
  mix.costRate[0] = rate;
  settlePlan(state, plan, day);
}
