import type { CellDay } from '../contract/cellDay.ts';
import type { SlotObservation } from '../contract/slotObservation.ts';
import { cutToBudget } from './cutToBudget.ts';
import { deliverPlan } from './deliverPlan.ts';
import { withWholeDay } from './hours.ts';
import { dayDemand, slotsOfDay, slotTraffic, type Slot } from './slots.ts';
import type { EngineState } from './state.ts';

/** Bid factors outside of this are held there. */
export const slotFactor = { least: 0.2, most: 5 };

/**
 * One day up to the click in slots: before each but the first the strategy sees today's figures and answers with a factor on all
 * bids. Money left is shared by the slots; the store's budget, where enforced, stops a slot as it would stop a day. Writes
 * `state.today` like a whole day.
 */
export function simulateSlots(
  state: EngineState,
  slots: readonly Slot[],
  day: number,
  factorFor: (observation: SlotObservation) => number,
): void {
  const { scenario } = state.prepared;
  const plans = scenario.plans.length;
  const spent = new Float64Array(plans);
  const clicks = new Float64Array(plans);
  const inBudget = new Float64Array(plans);
  const shares = slotTraffic(state);
  const demand = Float64Array.from(scenario.plans, (_, plan) => dayDemand(state, plan, day));
  for (const column of Object.values(state.today) as Float64Array[]) column.fill(0);
  let factor = 1;
  let before = 0;
  slots.forEach((slot, index) => {
    if (index > 0) {
      const seen = observeSlot(state, day, index, before, spent, clicks);
      const answer = factorFor(seen);
      factor = heldFactor(answer);
    }
    deliverSlot(state, slot, day, factor, demand, spent);
    capSlot(state, slot, day, spent);
    addSlot(state, slot, spent, clicks);
    for (let plan = 0; plan < plans; plan++) inBudget[plan]! += shares[index]! * state.inBudget[plan]!;
    before += shares[index]!;
  });
  state.inBudget.set(inBudget);
  closeConversion(state);
}

/** Today's figures so far, by plan. */
export function observeSlot(
  { prepared, dailyBudget }: EngineState,
  day: number,
  slot: number,
  trafficBefore: number,
  spent: ArrayLike<number>,
  clicks: ArrayLike<number>,
): SlotObservation {
  const { scenario } = prepared;
  return {
    day,
    days: scenario.days,
    slot,
    slots: slotsOfDay,
    trafficBefore,
    dailyBudget: scenario.limits.dailyBudget,
    plans: scenario.plans.map(({ id }, plan) => ({
      id,
      spend: spent[plan]!,
      clicks: clicks[plan]!,
      dailyBudget: dailyBudget[plan]!,
    })),
  };
}

/** An intraday answer within the engine's range; 1 where a strategy loses its way. */
export function heldFactor(answer: number): number {
  return Number.isFinite(answer) ? Math.min(slotFactor.most, Math.max(slotFactor.least, answer)) : 1;
}

function deliverSlot(
  state: EngineState,
  { state: own, hours }: Slot,
  day: number,
  factor: number,
  demand: Float64Array,
  spent: Float64Array,
): void {
  const over = 1 + state.prepared.scenario.market.overDelivery;
  const slotHours = own.prepared.hours as (typeof hours)[number][];
  for (let plan = 0; plan < spent.length; plan++) {
    own.bid[plan] = state.bid[plan]! * factor;
    own.dailyBudget[plan] = Math.max(0, state.dailyBudget[plan]! - spent[plan]! / over);
    const base = hours[plan]!;
    slotHours[plan] = withWholeDay({ ...base, traffic: base.traffic.map((share) => share * demand[plan]!) });
    deliverPlan(own, plan, day);
  }
}

/** The store's money left, where the platform enforces it, cuts every plan's slot by the same share. */
function capSlot(state: EngineState, { state: own }: Slot, day: number, spent: Float64Array): void {
  const { scenario, cellStart } = state.prepared;
  if (!scenario.limits.enforceDailyBudget) return;
  const money =
    scenario.limits.dailyBudget * (1 + scenario.market.overDelivery) - spent.reduce((a, b) => a + b, 0);
  const total = own.today.cost.reduce((a, b) => a + b, 0);
  if (total <= money) return;
  const kept = Math.max(0, money) / total;
  own.share.fill(kept);
  for (let plan = 0; plan < spent.length; plan++) {
    let spend = 0;
    for (let cell = cellStart[plan]!; cell < cellStart[plan + 1]!; cell++) spend += own.today.cost[cell]!;
    own.inBudget[plan]! *= kept;
    if (spend > 0) cutToBudget(own, plan, day, spend * kept, own.share);
  }
}

const summed = [
  'opportunities',
  'impressions',
  'clicks',
  'cost',
  'rankSum',
  'normalisedImpressions',
  'uncappedImpressions',
] as const satisfies readonly (keyof CellDay)[];

function addSlot(state: EngineState, { state: own }: Slot, spent: Float64Array, clicks: Float64Array): void {
  const { cellStart } = state.prepared;
  for (let plan = 0; plan < spent.length; plan++)
    for (let cell = cellStart[plan]!; cell < cellStart[plan + 1]!; cell++) {
      for (const column of summed) state.today[column][cell]! += own.today[column][cell]!;
      // A sum for now; closeConversion divides it by the clicks.
      state.today.hourConversion[cell]! += own.today.clicks[cell]! * own.today.hourConversion[cell]!;
      spent[plan]! += own.today.cost[cell]!;
      clicks[plan]! += own.today.clicks[cell]!;
    }
}

function closeConversion({ today }: EngineState): void {
  today.hourConversion.forEach((sum, cell) => {
    today.hourConversion[cell] = today.clicks[cell]! > 0 ? sum / today.clicks[cell]! : 1;
  });
}
