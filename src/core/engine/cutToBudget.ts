import { uniform } from '../math/keyed.ts';
import { draw } from './draws.ts';
import type { EngineState } from './state.ts';

/**
 * Cuts a plan's day to the share each cell was served, and its spend to `money`.
 * Fluid: in proportion. Stochastic: whole clicks (or impressions), rounded systematically across the plan's cells (one
 * uniform), each billed at the cell's average price; then single events are dropped until the money suffices.
 * @param share served share of each of the plan's cells
 */
export function cutToBudget(
  state: EngineState,
  plan: number,
  day: number,
  money: number,
  share: Float64Array,
): void {
  if (state.stochastic) cutToWhole(state, plan, day, money, share);
  else cutInProportion(state, plan, share);
}

function cutInProportion(state: EngineState, plan: number, share: Float64Array): void {
  const { today, prepared } = state;
  const start = prepared.cellStart[plan]!;
  for (let cell = start; cell < prepared.cellStart[plan + 1]!; cell++) {
    const kept = share[cell - start]!;
    scaleCell(state, cell, kept);
    today.clicks[cell]! *= kept;
    today.impressions[cell]! *= kept;
    today.cost[cell]! *= kept;
  }
}

function scaleCell(state: EngineState, cell: number, kept: number): void {
  state.today.rankSum[cell]! *= kept;
  state.today.normalisedImpressions[cell]! *= kept;
}

function cutToWhole(state: EngineState, plan: number, day: number, money: number, share: Float64Array): void {
  const { today, prepared } = state;
  const start = prepared.cellStart[plan]!;
  const end = prepared.cellStart[plan + 1]!;
  const byClick = prepared.markets[plan]!.bills === 'click';
  const billed = byClick ? today.clicks : today.impressions;
  let carried = uniform(state.planKeys.keys[plan]!, day, draw.rounding);
  let spend = 0;
  for (let cell = start; cell < end; cell++) {
    const before = billed[cell]!;
    const shown = today.impressions[cell]!;
    const wanted = before * share[cell - start]! + carried;
    const kept = Math.min(before, Math.floor(wanted));
    carried = wanted - Math.floor(wanted);
    keepEvents(state, cell, before, kept, byClick);
    scaleCell(state, cell, shown > 0 ? today.impressions[cell]! / shown : 0);
    spend += today.cost[cell]!;
  }
  for (let cell = end - 1; cell >= start && spend > money;) {
    if (billed[cell] === 0) {
      cell--;
      continue;
    }
    const before = billed[cell]!;
    spend -= today.cost[cell]!;
    keepEvents(state, cell, before, before - 1, byClick);
    spend += today.cost[cell]!;
  }
}

/** Keeps `kept` of `before` billed events at their average price; impressions and clicks follow, clicks never above impressions. */
function keepEvents(state: EngineState, cell: number, before: number, kept: number, byClick: boolean): void {
  const { today } = state;
  const ratio = before > 0 ? kept / before : 0;
  today.cost[cell] = kept === 0 ? 0 : kept * (today.cost[cell]! / before);
  if (byClick) {
    today.clicks[cell] = kept;
    today.impressions[cell] = Math.max(kept, Math.round(today.impressions[cell]! * ratio));
  } else {
    today.impressions[cell] = kept;
    today.clicks[cell] = Math.min(kept, Math.round(today.clicks[cell]! * ratio));
  }
}
