import { streamKey } from '../../math/keyed.ts';
import type { EngineState } from '../state.ts';
import type { Tier } from '../tier.ts';
import { DisplayVenue } from './displayVenue.ts';
import { SearchVenue } from './searchVenue.ts';
import type { Seat } from './seat.ts';
import type { Venue } from './venue.ts';

/** Plans and venues that have to be played together, auction by auction in the order of time: they share auctions or money. */
export interface Arena {
  readonly plans: readonly { readonly state: EngineState; readonly plan: number }[];
  readonly venues: readonly Venue[];
}

export interface MarketplaceOptions {
  readonly seed: number;
  readonly replication: number;
  /** Sets the tier's draws apart. */
  readonly tier: Tier;
  /** A seat alone in its venue is played against the law of its rivals instead of every rival drawn. */
  readonly conditional: boolean;
}

/**
 * Who meets whom over a run. Where the scenario shares auctions, plans of all stores that bid on the same keyword or audience id
 * meet in one venue; else every cell is a venue of its own.
 */
export function makeMarketplace(stores: readonly EngineState[], options: MarketplaceOptions): Arena[] {
  const { seed, replication, tier, conditional } = options;
  const groups = new Map<string, Seat[]>();
  stores.forEach((state, store) => {
    const { scenario, markets, cellStart } = state.prepared;
    markets.forEach((market, plan) =>
      market.cellIds.forEach((id, cellOfPlan) => {
        const { channel } = scenario.plans[plan]!;
        const name = scenario.sharedAuctions ? `${channel}/${id}` : `own/${store}/${plan}/${cellOfPlan}`;
        const seat = { state, plan, cellOfPlan, cell: cellStart[plan]! + cellOfPlan };
        const group = groups.get(name);
        if (group === undefined) groups.set(name, [seat]);
        else group.push(seat);
      }),
    );
  });
  const venues = [...groups].map(([name, seats]): Venue => {
    const { state, plan, cell } = seats[0]!;
    const key = name.startsWith('own/')
      ? state.cellKeys.keys[cell]!
      : streamKey(seed, `run/${replication}/${tier}/venue/${name}`);
    return state.prepared.scenario.plans[plan]!.channel === 'search'
      ? new SearchVenue(key, seats, conditional)
      : new DisplayVenue(key, seats);
  });
  return arenasOf(stores, venues);
}

/** Connected parts of the graph of plans and venues; plans of a store with one purse or one intraday hand hang together. */
function arenasOf(stores: readonly EngineState[], venues: readonly Venue[]): Arena[] {
  const first = new Map<EngineState, number>();
  let plans = 0;
  for (const state of stores) {
    first.set(state, plans);
    plans += state.bid.length;
  }
  const parent = Int32Array.from({ length: plans }, (_, i) => i);
  const root = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!;
    return i;
  };
  const join = (a: number, b: number): void => {
    const [low, high] = [root(a), root(b)].sort((x, y) => x - y) as [number, number];
    parent[high] = low;
  };
  const numberOf = ({ state, plan }: Seat): number => first.get(state)! + plan;
  for (const { seats } of venues) for (const seat of seats) join(numberOf(seats[0]!), numberOf(seat));
  for (const state of stores) {
    if (!state.prepared.scenario.limits.enforceDailyBudget && state.control === 'daily') continue;
    for (let plan = 1; plan < state.bid.length; plan++) join(first.get(state)!, first.get(state)! + plan);
  }
  const arenas = new Map<number, { plans: Arena['plans'][number][]; venues: Venue[] }>();
  for (const state of stores)
    for (let plan = 0; plan < state.bid.length; plan++) {
      const at = root(first.get(state)! + plan);
      const arena = arenas.get(at) ?? { plans: [], venues: [] };
      arenas.set(at, arena);
      arena.plans.push({ state, plan });
    }
  for (const venue of venues) arenas.get(root(numberOf(venue.seats[0]!)))!.venues.push(venue);
  return [...arenas.values()];
}
