import { emptyCellDay } from '../contract/cellDay.ts';
import { exp } from '../math/elementary.ts';
import { streamKey, uniform } from '../math/keyed.ts';
import { normalQuantile } from '../math/normalQuantile.ts';
import { keyTable } from '../math/uniformColumns.ts';
import { draw } from './draws.ts';
import { bidFactors, hoursOfDay, withWholeDay, type PlanHours } from './hours.ts';
import type { EngineState } from './state.ts';

/** Slots of the day between which intraday strategies move their bid level. */
export const slotsOfDay = 8;
export const hoursOfSlot = hoursOfDay / slotsOfDay;
/** Noise of demand of one slot around its day's [log units]. */
const SLOT_NOISE = 0.08;

/** Working state of one slot: its own streams and its own `today`; ledger, quality and shop are the run's. */
export interface Slot {
  readonly state: EngineState;
  /** Hours of each plan with the traffic of this slot alone. */
  readonly hours: readonly PlanHours[];
}

/** The slots of a run's days, made once a run. */
export function makeSlots(state: EngineState, seed: number, replication: number): Slot[] {
  const { prepared, stochastic } = state;
  const { scenario, markets } = prepared;
  const noise = stochastic ? SLOT_NOISE : 0;
  return Array.from({ length: slotsOfDay }, (_, slot) => {
    const path = (id: string): string => `run/${replication}/plan/${id}/slot/${slot}`;
    const hours = prepared.hours.map((own) => hoursIn(own, slot));
    const market = { ...scenario.market, demandNoise: noise };
    return {
      hours,
      state: {
        ...state,
        today: emptyCellDay(state.today.cost.length),
        prepared: { ...prepared, scenario: { ...scenario, market }, hours: [...hours] },
        planKeys: keyTable(scenario.plans.map(({ id }) => streamKey(seed, path(id)))),
        cellKeys: keyTable(
          markets.flatMap((one, p) =>
            one.cellIds.map((cell) => streamKey(seed, `${path(scenario.plans[p]!.id)}/cell/${cell}`)),
          ),
        ),
        bid: new Float64Array(state.bid.length),
        dailyBudget: new Float64Array(state.bid.length),
      },
    };
  });
}

/** A plan's hours with no traffic outside the slot; a last group of bid 0 stands for the hours outside. */
function hoursIn({ factors, group, traffic, conversion }: PlanHours, slot: number): PlanHours {
  const inside = (hour: number): boolean => Math.floor(hour / hoursOfSlot) === slot;
  return withWholeDay({
    ...bidFactors(Float64Array.from([...factors, 0])),
    group: group.map((own, hour) => (inside(hour) ? own : factors.length)),
    traffic: traffic.map((share, hour) => (inside(hour) ? share : 0)),
    conversion,
  });
}

/** Share of a usual day's traffic in each slot: of the account, by the market's hours. */
export function slotTraffic(state: EngineState): Float64Array {
  const { traffic } = state.prepared.hours[0] ?? {
    traffic: new Float64Array(hoursOfDay).fill(1 / hoursOfDay),
  };
  const shares = new Float64Array(slotsOfDay);
  traffic.forEach((share, hour) => (shares[Math.floor(hour / hoursOfSlot)]! += share));
  return shares;
}

/** Demand of a plan's day relative to its mean: the draw that a whole day would have met, common to its slots. */
export function dayDemand(state: EngineState, plan: number, day: number): number {
  const sd = state.prepared.scenario.market.demandNoise;
  if (!state.stochastic || sd === 0) return 1;
  const key = state.cellKeys.keys[state.prepared.cellStart[plan]!]!;
  return exp(sd * normalQuantile(uniform(key, day, draw.demand)) - 0.5 * sd * sd);
}
