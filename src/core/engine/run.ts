import type { Strategy } from '../contract/strategy.ts';
import { capStore } from './capStore.ts';
import { arriveOrders, learnQuality, recordPlan } from './closeDay.ts';
import { convertPlan } from './convertPlan.ts';
import { deliverDay } from './deliverDay.ts';
import { bookOrders } from './bookOrders.ts';
import { drawFunnels } from './drawFunnels.ts';
import { drawOrders } from './drawOrders.ts';
import { addCellOrders, addCells } from './cellTotals.ts';
import type { PreparedScenario } from './prepare.ts';
import type { RunResult, Tier } from './result.ts';
import { makeMarketplace } from './event/marketplace.ts';
import { playDay } from './event/playDay.ts';
import { closeRivals, openRivals } from './rivals.ts';
import { closeSpillover } from './spillover.ts';
import { closeShopDay, openShopDay } from './shopDay.ts';
import { simulateSlots } from './simulateSlots.ts';
import { makeSlots } from './slots.ts';
import type { EngineState } from './state.ts';
import { learnStoreQuality } from './storeQuality.ts';
import { StoreRun } from './storeRun.ts';
import { tierProperties } from './tier.ts';

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
  /** Who runs each rival store, in their order (by id); needed on the event tiers where the scenario has some. */
  readonly rivals?: readonly Player[];
  /** Called after every day. */
  readonly onDay?: (done: number, days: number) => void;
}

/** A strategy with its parameters. */
export interface Player {
  readonly strategy: Strategy;
  readonly params?: Readonly<Record<string, number | boolean>>;
}

/**
 * Simulates a scenario under a strategy, day by day: the morning's decisions on data through yesterday, the day's traffic,
 * what it brings, and what the platform learns. Same seed, same bytes.
 */
export function run(prepared: PreparedScenario, strategy: Strategy, options: RunOptions): RunResult {
  const { params = {} } = options;
  const own = new StoreRun(prepared, { strategy, params }, options);
  return tierProperties[options.tier].auctions ? runAuctions(own, options) : runAlone(own, options);
}

/** Tiers that know the rivals as distributions. */
function runAlone(own: StoreRun, options: RunOptions): RunResult {
  const { state, seed, replication } = own;
  const { adjust, properties } = own.player.strategy;
  const { days } = state.prepared.scenario;
  const slots = properties.control === 'intraday' ? makeSlots(state, seed, replication) : null;
  for (let day = 0; day < days; day++) {
    own.decide(day);
    openShopDay(state, day);
    openRivals(state, day);
    if (slots === null || adjust === undefined) {
      deliverDay(state, day);
      capStore(state, day);
    } else simulateSlots(state, slots, day, (slot) => own.adjust(slot));
    closeStoreDay(state, day);
    options.onDay?.(day + 1, days);
  }
  return own.result();
}

/** Tiers that play every auction: all stores decide, then meet, then each converts and learns from its own day. */
function runAuctions(own: StoreRun, options: RunOptions): RunResult {
  const { seed, replication } = own;
  const rivals = own.state.prepared.rivalStores.map((store, i) => {
    const player = options.rivals?.[i];
    if (player === undefined)
      throw new TypeError(`run needs a strategy for the rival store ${store.scenario.name}`);
    return new StoreRun(store, player, { tier: options.tier, seed, replication }, store.scenario.name);
  });
  const stores = [own, ...rivals];
  const find = new Map(stores.map((store) => [store.state, store]));
  const conditional = options.tier === 'event-conditional';
  const arenas = makeMarketplace([...find.keys()], { seed, replication, tier: options.tier, conditional });
  const { days } = own.state.prepared.scenario;
  for (let day = 0; day < days; day++) {
    for (const store of stores) {
      store.decide(day);
      openShopDay(store.state, day);
      openRivals(store.state, day);
    }
    for (const arena of arenas)
      playDay(arena, day, (state, slot, plans) => find.get(state)!.adjustSlot(day, slot, plans));
    for (const { state } of stores) closeStoreDay(state, day);
    options.onDay?.(day + 1, days);
  }
  if (rivals.length === 0) return own.result();
  return { ...own.result(), rivalStores: rivals.map((rival) => rival.result()) };
}

/** What follows the click, and the night. */
function closeStoreDay(state: EngineState, day: number): void {
  drawFunnels(state, day);
  const plans = state.bid.length;
  for (let plan = 0; plan < plans; plan++) {
    recordPlan(state, plan, day);
    addCells(state, plan);
    convertPlan(state, plan, day);
  }
  drawOrders(state, day);
  for (let plan = 0; plan < plans; plan++) {
    bookOrders(state, plan, day);
    addCellOrders(state, plan, day);
  }
  learnStoreQuality(state, day);
  learnQuality(state);
  arriveOrders(state, day);
  closeRivals(state, day);
  closeSpillover(state, day);
  closeShopDay(state, day);
}
