import type { CellFields } from '../contract/cellFields.ts';
import { rivalsMove } from '../market/rivalsMove.ts';
import { expectCells } from '../market/search/expectCells.ts';
import { deliverPlan } from './deliverPlan.ts';
import { openMix } from './dayMix.ts';
import { drawCells } from './drawCells.ts';
import type { DrawnDay } from './drawnDay.ts';
import { settlePlan } from './settlePlan.ts';
import type { PreparedScenario } from './prepare.ts';
import { productOffline } from './shopDay.ts';
import type { EngineState } from './state.ts';

/** Working memory of days that are worked out as a batch. */
export interface DayBatch {
  /** 1 for plans with one bid all day whose markets can write fields. */
  readonly plans: Uint8Array;
  readonly fields: CellFields;
  /** Cells and plans of today's batch. */
  readonly cells: Int32Array;
  readonly taken: Int32Array;
}

/**
 * Null where plans' days have to be worked out one by one.
 * @param drawn working memory of drawn days, where days are drawn
 * @param plain no other tier's rules, and nobody asks how each plan's day came about
 */
export function startBatch(
  prepared: PreparedScenario,
  drawn: DrawnDay | null,
  plain: boolean,
): DayBatch | null {
  const { scenario, markets, hours, cellStart } = prepared;
  if (!plain || prepared.spillover !== null || rivalsMove(scenario)) return null;
  const plans = Uint8Array.from(markets, ({ cellFields }, plan) => {
    const { factors } = hours[plan]!;
    return cellFields !== null && factors.length === 1 && factors[0] === 1 ? 1 : 0;
  });
  if (!plans.includes(1)) return null;
  const cells = cellStart[markets.length]!;
  const column = (): Float64Array => new Float64Array(cells);
  return {
    plans,
    fields: {
      tables: [],
      score: column(),
      bid: drawn === null ? column() : drawn.prices.highest,
      queries: column(),
      clickThroughRate: Float64Array.from(markets.flatMap((market) => Array.from(market.clickThroughRate))),
      scale: column(),
      lowest: drawn === null ? column() : drawn.prices.lowest,
    },
    cells: new Int32Array(cells),
    taken: new Int32Array(markets.length),
  };
}

/**
 * All plans' day up to the click, the bytes of `deliverPlan` plan by plan. Days at one bid need no hours before they are priced and drawn:
 * their cells are worked out as one batch. An expected day whose money does not last is worked out again by itself, and on the next
 * day not tried.
 */
export function deliverDay(state: EngineState, day: number): void {
  const { batch, bid, enabled, dailyBudget, inBudget, drawn } = state;
  const plans = bid.length;
  if (batch === null) {
    for (let plan = 0; plan < plans; plan++) deliverPlan(state, plan, day);
    return;
  }
  const { markets, cellStart, scenario } = state.prepared;
  const { fields, cells, taken } = batch;
  let count = 0;
  let many = 0;
  for (let plan = 0; plan < plans; plan++) {
    const ranOut = drawn === null && inBudget[plan]! > 0 && inBudget[plan]! < 1;
    const on = enabled[plan] === 1 && bid[plan]! > 0 && dailyBudget[plan]! > 0;
    if (batch.plans[plan] === 0 || ranOut || !on || productOffline(state, plan)) {
      deliverPlan(state, plan, day);
      continue;
    }
    const start = cellStart[plan]!;
    markets[plan]!.cellFields!(day, bid, plan, state.quality, fields, start);
    for (let cell = start; cell < cellStart[plan + 1]!; cell++) cells[count++] = cell;
    taken[many++] = plan;
  }
  if (drawn !== null) {
    expectCells(fields, scenario.market, cells, count, drawn.expected, drawn.prices);
    shiftClicks(state, drawn, cells, count);
    drawCells(state, drawn, cells, count, day, true);
    for (let i = 0; i < many; i++) settleDrawn(state, drawn, taken[i]!, day);
    return;
  }
  expectCells(fields, scenario.market, cells, count, state.today, null);
  for (let i = 0; i < many; i++) if (!closeBatched(state, taken[i]!)) deliverPlan(state, taken[i]!, day);
}

/** The shop moves the true click-through; clicks follow, and what is paid for them. */
function shiftClicks(
  { clickFactor }: EngineState,
  { expected }: DrawnDay,
  cells: Int32Array,
  count: number,
): void {
  const { clicks, cost } = expected;
  for (let i = 0; i < count; i++) {
    const c = cells[i]!;
    clicks[c]! *= clickFactor[c]!;
    cost[c]! *= clickFactor[c]!;
  }
}

/** Budget and hours of a drawn plan. */
function settleDrawn(state: EngineState, { expected }: DrawnDay, plan: number, day: number): void {
  const { mix, prepared } = state;
  const start = prepared.cellStart[plan]!;
  const cells = prepared.cellStart[plan + 1]! - start;
  openMix(mix, cells, 1);
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

/** Brings the shop's factor and the hours in; false where the money does not last. */
function closeBatched(state: EngineState, plan: number): boolean {
  const { prepared, today, clickFactor } = state;
  const { served, converting } = prepared.hours[plan]!.whole;
  const offered = served[0]!;
  const weighted = converting[0]!;
  const { clicks, cost, hourConversion } = today;
  const end = prepared.cellStart[plan + 1]!;
  let spend = 0;
  for (let cell = prepared.cellStart[plan]!; cell < end; cell++) {
    const factor = clickFactor[cell]!;
    const clicked = clicks[cell]! * factor;
    const servedClicks = offered * clicked;
    clicks[cell] = clicked;
    cost[cell]! *= factor;
    spend += cost[cell]!;
    hourConversion[cell] = servedClicks > 0 ? (weighted * clicked * hourConversion[cell]!) / servedClicks : 1;
  }
  state.inBudget[plan] = 1;
  state.costVariance[plan] = 0;
  return spend <= state.dailyBudget[plan]! * (1 + prepared.scenario.market.overDelivery);
}
