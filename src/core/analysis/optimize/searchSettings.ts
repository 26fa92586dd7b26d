import type { PreparedScenario } from '../../engine/prepare.ts';
import type { PlanSettings } from '../../engine/run.ts';
import { bidGrid, bidRange } from './bidGrid.ts';
import { budgetNeeds } from './budgetNeeds.ts';
import { planBudgets } from './planBudgets.ts';
import { planCurves, type PlanCurve } from './planCurves.ts';
import { solveBids, type Solved } from './solveBids.ts';

const MOST_ROUNDS = 10;
const WIDE = { width: 8, places: 33 };
const NARROW_PLACES = 9;

/** Settings found, and how. */
export interface SearchedSettings {
  readonly settings: {
    readonly bid: Float64Array;
    readonly dailyBudget: Float64Array;
    readonly enabled: Uint8Array;
  };
  /** Curves of the first, wide round; caps not in the way. */
  readonly wideCurves: readonly PlanCurve[];
  /** Curves of the last round, around the recommended bids. */
  readonly nearCurves: readonly PlanCurve[];
  readonly solution: Solved;
  readonly rounds: number;
  readonly converged: boolean;
}

/**
 * Plans on the scenario's own fluid frontiers: solve on a wide grid of bids, then simulate and solve again on ever closer grids
 * around the answer, until no bid moves a tick (at most ten rounds).
 */
export function searchSettings(prepared: PreparedScenario): SearchedSettings {
  const { scenario, markets } = prepared;
  const plans = scenario.plans.length;
  const open = new Float64Array(plans).fill(Number.MAX_VALUE);
  const today = Float64Array.from(scenario.plans, (plan, p) =>
    plan.bid > 0 ? plan.bid : markets[p]!.typicalBid(0),
  );
  const gridAround = (centers: Float64Array, width: number, places: number): Float64Array[] =>
    scenario.plans.map((plan, p) =>
      plan.bounds.fixed
        ? new Float64Array(places).fill(plan.bid)
        : bidGrid(centers[p]!, width, places, bidRange(prepared, p)),
    );
  const wideCurves = planCurves(prepared, gridAround(today, WIDE.width, WIDE.places), open);
  let nearCurves: readonly PlanCurve[] = wideCurves;
  let { solution, bid } = solveBids(prepared, wideCurves);
  let width = 1.3;
  let rounds = 1;
  let converged = false;
  let settings = settingsFor(prepared, bid, today);
  while (rounds < MOST_ROUNDS && !converged) {
    rounds++;
    const before = settings.bid;
    nearCurves = planCurves(prepared, gridAround(before, width, NARROW_PLACES), open);
    ({ solution, bid } = solveBids(prepared, nearCurves));
    settings = settingsFor(prepared, bid, before);
    const moved = settings.bid.reduce((most, value, p) => Math.max(most, Math.abs(value - before[p]!)), 0);
    converged = moved < scenario.market.bidTick / 2;
    width = Math.max(1.02, 1 + (width - 1) / 2);
  }
  return { settings, wideCurves, nearCurves, solution, rounds, converged };
}

/** Bids in ticks, on/off, and the daily budgets these bids need. */
function settingsFor(
  prepared: PreparedScenario,
  bid: Float64Array,
  fallback: Float64Array,
): SearchedSettings['settings'] {
  const { plans, market } = prepared.scenario;
  const ticks = bid.map((value, p) => {
    if (plans[p]!.bounds.fixed) return plans[p]!.bid;
    const { low, high } = bidRange(prepared, p);
    const wanted = value > 0 ? value : fallback[p]!;
    return Math.min(high, Math.max(low, Math.round(wanted / market.bidTick) / (1 / market.bidTick)));
  });
  const enabled = Uint8Array.from(plans, (plan, p) =>
    plan.bounds.fixed ? (plan.enabled ? 1 : 0) : bid[p]! > 0 ? 1 : 0,
  );
  const partial: PlanSettings = { bid: ticks, dailyBudget: new Float64Array(plans.length), enabled };
  const needs = budgetNeeds(prepared, partial);
  return { bid: ticks, ...planBudgets(prepared, needs, enabled) };
}
