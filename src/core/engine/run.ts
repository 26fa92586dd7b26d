import type { AppliedDecision } from '../contract/decision.ts';
import type { Strategy, StrategyState } from '../contract/strategy.ts';
import { applyDecisions } from './applyDecisions.ts';
import { capStore } from './capStore.ts';
import { arriveOrders, learnQuality, recordPlan } from './closeDay.ts';
import { convertPlan } from './convertPlan.ts';
import { deliverPlan } from './deliverPlan.ts';
import { observe, suggestionFactors } from './observe.ts';
import { addCellOrders, addCells } from './cellTotals.ts';
import type { PreparedScenario } from './prepare.ts';
import type { RunResult, Tier } from './result.ts';
import { closeRivals, openRivals } from './rivals.ts';
import { closeSpillover } from './spillover.ts';
import { closeShopDay, openShopDay, shopResult } from './shopDay.ts';
import { simulateSlots } from './simulateSlots.ts';
import { makeSlots } from './slots.ts';
import { startState, type EngineState } from './state.ts';
import { truthOf } from './truthOf.ts';

/** Bid, daily budget and on/off of every plan, in plan order. */
export interface PlanSettings {
  readonly bid: ArrayLike<number>;
  readonly dailyBudget: ArrayLike<number>;
  readonly enabled: ArrayLike<number>;
}

export interface RunOptions {
  readonly tier: Tier;
  /** Default: the scenario's seed. */
  readonly seed?: number;
  /** Another independent world under the same seed; pairs of runs share it. Default 0. */
  readonly replication?: number;
  /** Settings to start from, in plan order; default: the scenario's (today's). */
  readonly settings?: PlanSettings;
  /** Overrides the strategy's defaults by name. */
  readonly params?: Readonly<Record<string, number | boolean>>;
  /** Adds up every cell (keyword, search term, audience) over the run. Default false. */
  readonly cellTotals?: boolean;
}

/**
 * Simulates a scenario under a strategy, day by day: the morning's decisions on data through yesterday, the day's traffic,
 * what it brings, and what the platform learns. Same seed, same bytes.
 */
export function run(prepared: PreparedScenario, strategy: Strategy, options: RunOptions): RunResult {
  const { scenario } = prepared;
  const seed = options.seed ?? scenario.seed;
  const replication = options.replication ?? 0;
  const state = startState(prepared, seed, replication, options.tier === 'stochastic', options.cellTotals);
  if (options.settings !== undefined) {
    state.bid.set(options.settings.bid);
    state.dailyBudget.set(options.settings.dailyBudget);
    state.enabled.set(options.settings.enabled);
  }
  const suggestion = suggestionFactors(prepared, seed);
  const params = { ...strategy.defaults, ...options.params };
  const decisions: AppliedDecision[] = [];
  const { oracle } = strategy.properties;
  const truth = oracle ? truthOf(state) : undefined;
  const { adjust } = strategy;
  const slots = strategy.properties.control === 'intraday' ? makeSlots(state, seed, replication) : null;
  let memory: StrategyState = {};
  for (let day = 0; day < scenario.days; day++) {
    const answer = strategy.decide(observe(state, day, suggestion), memory, params, truth);
    memory = answer.state;
    for (const applied of applyDecisions(state, day, answer.decisions, oracle)) decisions.push(applied);
    if (slots === null || adjust === undefined) simulateDay(state, day);
    else
      simulateDay(state, day, () =>
        simulateSlots(state, slots, day, (slot) => {
          const { bidFactor, state: next } = adjust(slot, memory, params);
          memory = next;
          return bidFactor;
        }),
      );
  }
  return {
    version: 1,
    scenario: scenario.name,
    strategy: strategy.name,
    tier: options.tier,
    seed,
    replication,
    days: scenario.days,
    currency: scenario.currency,
    planIds: scenario.plans.map(({ id }) => id),
    ledger: state.ledger,
    decisions,
    ...(state.cellTotals === null ? {} : { cells: state.cellTotals }),
    ...(state.rivals === null ? {} : { rivalActions: state.rivals.log }),
    ...(state.shop === null ? {} : { shop: shopResult(state.shop) }),
  };
}

/** @param deliver another way to bring the day up to the click */
function simulateDay(state: EngineState, day: number, deliver?: () => void): void {
  const plans = state.prepared.scenario.plans.length;
  openShopDay(state, day);
  openRivals(state, day);
  if (deliver === undefined) {
    for (let plan = 0; plan < plans; plan++) deliverPlan(state, plan, day);
    capStore(state, day);
  } else deliver();
  for (let plan = 0; plan < plans; plan++) {
    recordPlan(state, plan, day);
    addCells(state, plan);
    convertPlan(state, plan, day);
    addCellOrders(state, plan, day);
    learnQuality(state, plan);
  }
  arriveOrders(state, day);
  closeRivals(state, day);
  closeSpillover(state, day);
  closeShopDay(state, day);
}
