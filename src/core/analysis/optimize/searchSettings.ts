import type { PreparedScenario } from '../../engine/prepare.ts';
import type { PlanSettings } from '../../engine/run.ts';
import type { ResolvedScenario } from '../../scenario/resolved.ts';
import { bidGrid, bidRange } from './bidGrid.ts';
import { budgetNeeds } from './budgetNeeds.ts';
import { planBudgets } from './planBudgets.ts';
import { planCurves, type PlanCurve } from './planCurves.ts';
import { mergeCurves } from './mergeCurves.ts';
import { solveBids, type BidProblem, type BidSolution } from './solveBids.ts';

const MOST_ROUNDS = 10;
const WIDE = { width: 8, places: 33 };
const NARROW_PLACES = 9;
/** Grids reach from center / width to center x width; the first near one, and how close they get. */
const FIRST_WIDTH = 1.3;
const LAST_WIDTH = 1.02;
/** Grids no wider than this may end the search. */
const FINE_WIDTH = 1.05;

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
  /** The last problem, over every bid that was tested, and its answer. */
  readonly problem: BidProblem;
  readonly solution: BidSolution;
  readonly rounds: number;
  readonly converged: boolean;
}

/**
 * Plans on the scenario's own fluid frontiers: solve on a wide grid of bids, then simulate and solve again on ever closer grids
 * around the answer, until no bid moves a tick (at most ten rounds). Plans whose minimum budget is worth more elsewhere are
 * switched off once bids have settled, and the others are solved again. The answer is proven over every bid that was tested.
 * @param todaySpend what today's settings are expected to spend [currency/day]
 * @throws InputError where no bids meet the limits
 */
export function searchSettings(prepared: PreparedScenario, todaySpend: Float64Array): SearchedSettings {
  const { scenario, markets } = prepared;
  const plans = scenario.plans.length;
  const today = Float64Array.from(scenario.plans, (plan, p) =>
    plan.bid > 0 ? plan.bid : markets[p]!.typicalBid(0),
  );
  const curvesAround = (centers: Float64Array, on: ArrayLike<number>, width: number, places: number) => {
    const grid = scenario.plans.map((plan, p) =>
      plan.bounds.fixed
        ? new Float64Array(places).fill(plan.bid)
        : bidGrid(centers[p]!, width, places, bidRange(prepared, p)),
    );
    return planCurves(prepared, grid, { bid: centers, enabled: on });
  };
  const enabledToday = scenario.plans.map(({ enabled }) => +enabled);
  const wideCurves = curvesAround(today, enabledToday, WIDE.width, WIDE.places);
  const off = new Uint8Array(plans);
  const solved = (curves: readonly PlanCurve[]) => {
    const problem: BidProblem = { prepared, curves, todaySpend, off: Uint8Array.from(off) };
    return { problem, solution: solveBids(problem) };
  };
  let nearCurves: readonly PlanCurve[] = wideCurves;
  let tested = nearCurves;
  let { problem, solution } = solved(wideCurves);
  let settings = settingsFor(prepared, solution, today);
  let centers = centersOf(solution.bid, today);
  let width = FIRST_WIDTH;
  let rounds = 1;
  let converged = false;
  while (rounds < MOST_ROUNDS && !converged) {
    rounds++;
    const on = solution.bid.map((value) => +(value > 0));
    nearCurves = curvesAround(centers, on, width, NARROW_PLACES);
    tested = mergeCurves(tested, nearCurves);
    ({ problem, solution } = solved(asksForSpend(scenario) ? tested : nearCurves));
    const next = centersOf(solution.bid, centers);
    const moved = next.reduce((most, value, p) => Math.max(most, Math.abs(value - centers[p]!)), 0);
    // A coarse grid stands still too soon: its hull has few corners.
    const settled = moved < scenario.market.bidTick && width <= FINE_WIDTH;
    centers = next;
    width = Math.max(LAST_WIDTH, 1 + (width - 1) / 3);
    if (!settled && rounds < MOST_ROUNDS) continue;
    settings = settingsFor(prepared, solution, centers);
    const dropped = dropNew(settings.enabled, solution.bid, off);
    converged = settled && !dropped;
    // The money of plans switched off may move the others far: they start again from all that was tested.
    if (dropped) {
      ({ problem, solution } = solved(tested));
      centers = centersOf(solution.bid, centers);
      width = FIRST_WIDTH;
    }
  }
  // In a shop, or where rivals answer, plans' curves depend on the other bids of their round.
  if (prepared.shop === null && scenario.market.rivals === undefined)
    ({ problem, solution } = solved(tested));
  return { settings, wideCurves, nearCurves, problem, solution, rounds, converged };
}

/** Whether spend may be forced: bids near the last answer alone might then fall short of it. */
function asksForSpend({ plans, target, limits }: ResolvedScenario): boolean {
  if (target !== undefined || limits.explorationShare !== undefined) return true;
  return plans.some(({ bounds }) => bounds.minSpend !== undefined || bounds.minOfToday !== undefined);
}

/** Where the next grid is centred: the bids found; a plan that is off keeps its place. */
function centersOf(bid: Float64Array, before: Float64Array): Float64Array {
  return bid.map((value, p) => (value > 0 ? value : before[p]!));
}

/** Marks plans whose budget was refused although they had a bid; true if there were any. */
function dropNew(enabled: Uint8Array, bid: Float64Array, off: Uint8Array): boolean {
  let any = false;
  bid.forEach((value, p) => {
    if (value > 0 && enabled[p] === 0 && off[p] === 0) {
      off[p] = 1;
      any = true;
    }
  });
  return any;
}

/** Bids in ticks, on/off, and the daily budgets these bids need. */
function settingsFor(
  prepared: PreparedScenario,
  { bid, spend, worth, ranges }: BidSolution,
  fallback: Float64Array,
): SearchedSettings['settings'] {
  const { plans, market } = prepared.scenario;
  const ticks = bid.map((value, p) => {
    if (plans[p]!.bounds.fixed) return plans[p]!.bid;
    const { low, high } = bidRange(prepared, p);
    const wanted = value > 0 ? value : fallback[p]!;
    return Math.min(high, Math.max(low, Math.round(wanted / market.bidTick) / (1 / market.bidTick)));
  });
  const enabled = Uint8Array.from(plans, (plan, p) => {
    if (plan.bounds.fixed) return plan.enabled ? 1 : 0;
    return bid[p]! > 0 ? 1 : 0;
  });
  const partial: PlanSettings = { bid: ticks, dailyBudget: new Float64Array(plans.length), enabled };
  // Where the lowest bid allowed spends more than is planned, the budget and not the bid sets the spend.
  const needs = budgetNeeds(prepared, partial).map((need, p) =>
    bid[p]! > 0 && ticks[p]! - bid[p]! > market.bidTick ? Math.min(need, spend[p]!) : need,
  );
  const asked = ranges.map(({ least }) => least.spend > 0);
  return { bid: ticks, ...planBudgets(prepared, { needs, spend, worth, enabled, asked }) };
}
