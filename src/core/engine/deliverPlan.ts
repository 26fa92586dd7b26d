import { emptyDelivery, type CellDelivery } from '../contract/channel.ts';
import { addPlanRanks } from './cellTotals.ts';
import { cutToBudget } from './cutToBudget.ts';
import { mixWholeDay, servedConversion, servedShare, servedTime } from './dayMix.ts';
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
  const { prepared, today, mix } = state;
  const start = prepared.cellStart[plan]!;
  const cells = prepared.cellStart[plan + 1]! - start;
  const hours = prepared.hours[plan]!;
  const { bills } = prepared.markets[plan]!;
  const money = state.dailyBudget[plan]! * (1 + prepared.scenario.market.overDelivery);
  const on = state.enabled[plan] === 1 && state.bid[plan]! > 0 && money > 0;
  if (!on || productOffline(state, plan)) {
    clearPlan(state, plan);
    return false;
  }
  expectDay(state, plan, day);
  state.inBudget[plan] = 1;
  mix.hours = hours.whole;
  let cost = 0;
  for (let c = 0; c < cells; c++) {
    drawCell(state, start + c, day, bills, mixWholeDay(mix, c, bills));
    today.hourConversion[start + c] = servedConversion(mix, c);
    cost += today.cost[start + c]!;
  }
  if (cost <= money) return true;
  // The expected course of the day, scaled to what was drawn, says which hours the money reaches.
  const reach = money * (wholeDayCost(hours, mix.costRate) / cost);
  mix.hours = mix.cut;
  serveDay(hours, mix.costRate, reach, prepared.scenario.plans[plan]!.pacing === 'smooth', mix.cut);
  state.inBudget[plan] = servedTime(mix);
  for (let c = 0; c < cells; c++) {
    state.share[c] = servedShare(mix, c);
    today.hourConversion[start + c] = servedConversion(mix, c);
  }
  cutToBudget(state, plan, day, money, state.share);
  return true;
}

/** Evaluates every cell at every bid of the day. */
function expectDay(state: EngineState, plan: number, day: number): void {
  const { mix, prepared, rivals } = state;
  const start = prepared.cellStart[plan]!;
  const cells = prepared.cellStart[plan + 1]! - start;
  const { factors } = prepared.hours[plan]!;
  const market = prepared.markets[plan]!;
  const brand = prepared.spillover?.brand ?? null;
  mix.groups = factors.length;
  while (mix.deliveries.length < cells * mix.groups) mix.deliveries.push(emptyDelivery());
  mix.costRate.fill(0, 0, mix.groups);
  for (let c = 0; c < cells; c++) {
    for (let g = 0; g < mix.groups; g++) {
      const out = mix.deliveries[c * mix.groups + g]!;
      const bid = state.bid[plan]! * factors[g]!;
      const quality = state.quality[start + c]!;
      const predicted = state.predicted[start + c]!;
      if (rivals === null) market.deliver(c, day, bid, quality, predicted, out);
      else
        market.deliver(
          c,
          day,
          bid,
          quality,
          predicted,
          out,
          rivals.bids[start + c],
          rivals.entered[start + c],
        );
      if (brand !== null && brand[start + c] === 1) liftDemand(out, state.spillover!.lift);
      scaleClicks(out, state.clickFactor[start + c]!, market.bills);
      mix.costRate[g]! += out.cost;
    }
  }
}

/** The shop moves the true click-through; clicks follow, and what is paid for them. */
function scaleClicks(out: CellDelivery, factor: number, bills: 'click' | 'impression'): void {
  out.clicks *= factor;
  if (bills === 'click') out.cost *= factor;
}

function clearPlan(state: EngineState, plan: number): void {
  const { cellStart } = state.prepared;
  state.inBudget[plan] = 0;
  for (const column of Object.values(state.today) as Float64Array[])
    column.fill(0, cellStart[plan], cellStart[plan + 1]);
}
