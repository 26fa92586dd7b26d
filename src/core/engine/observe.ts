import type { Observation, PlanHistory, PlanObservation } from '../contract/observation.ts';
import { exp } from '../math/elementary.ts';
import { streamKey, uniform } from '../math/keyed.ts';
import { normalQuantile } from '../math/normalQuantile.ts';
import { draw } from './draws.ts';
import type { PreparedScenario } from './prepare.ts';
import type { EngineState } from './state.ts';

/** Noise of the platform's suggested bid: one factor a plan, lasting, the same in every replication. */
export function suggestionFactors(prepared: PreparedScenario, seed: number): Float64Array {
  const sd = prepared.scenario.market.suggestedBidNoise;
  return Float64Array.from(prepared.scenario.plans, ({ id }) =>
    exp(sd * normalQuantile(uniform(streamKey(seed, `plan/${id}`), 0, draw.suggestion))),
  );
}

const typicalBids = new WeakMap<PreparedScenario['markets'], Float64Array>();

/** Depends on market and day only, so it is computed once for all runs of a prepared scenario. */
function typicalBid({ markets, scenario }: PreparedScenario, plan: number, day: number): number {
  let known = typicalBids.get(markets);
  if (known === undefined) {
    known = new Float64Array(markets.length * scenario.days).fill(NaN);
    typicalBids.set(markets, known);
  }
  const at = plan * scenario.days + day;
  if (Number.isNaN(known[at])) known[at] = markets[plan]!.typicalBid(day);
  return known[at]!;
}

/** What the promoter's back office shows on the morning of `day` (0-based): data through yesterday, never the truth. */
export function observe(state: EngineState, day: number, suggestion: Float64Array): Observation {
  const { prepared } = state;
  const { scenario } = prepared;
  const { limits, market } = scenario;
  let plans: readonly PlanObservation[] | undefined;
  return {
    day,
    days: scenario.days,
    firstWeekday: scenario.firstWeekday,
    objective: scenario.objective === 'profit' ? 'profit' : 'revenue',
    // Made when first looked at: a strategy that changes nothing costs nothing.
    get plans() {
      plans ??= scenario.plans.map((_, plan) => observePlan(state, plan, day, suggestion[plan]!));
      return plans;
    },
    limits: {
      dailyBudget: limits.dailyBudget,
      enforceDailyBudget: limits.enforceDailyBudget,
      periodBudget: limits.periodBudget,
      minAverageRoas: limits.minAverageRoas,
      groups: limits.groups,
      bidStep: limits.bidStep,
      budgetStep: limits.budgetStep,
      bidTick: market.bidTick,
      minimumBid: market.minimumBid,
      minimumDailyBudget: market.minimumDailyBudget,
    },
    knownShareByAge: prepared.knownShare,
    ...(scenario.season.calendar === undefined ? {} : { calendar: scenario.season.calendar }),
  };
}

function observePlan(state: EngineState, plan: number, day: number, suggestion: number): PlanObservation {
  const { prepared } = state;
  const { id, group, channel, economics, bounds } = prepared.scenario.plans[plan]!;
  return {
    id,
    group,
    channel,
    bidsFor: prepared.markets[plan]!.bills,
    bid: state.bid[plan]!,
    dailyBudget: state.dailyBudget[plan]!,
    enabled: state.enabled[plan] === 1,
    suggestedBid: typicalBid(prepared, plan, day) * suggestion,
    price: economics.listPrice,
    netMargin: economics.netMargin,
    bounds,
    history: planHistory(state, plan, day),
  };
}

function planHistory(state: EngineState, plan: number, day: number): PlanHistory {
  const { ledger, books, prepared } = state;
  const from = plan * prepared.scenario.days;
  const past = (column: Float64Array): Float64Array => column.subarray(from, from + day);
  const impressions = past(ledger.impressions);
  return {
    impressions,
    clicks: past(ledger.clicks),
    cost: past(ledger.spend),
    // Few strategies ask for it, and it is work for every past day.
    get averageRank() {
      return past(ledger.rankSum).map((sum, t) => (impressions[t]! > 0 ? sum / impressions[t]! : 0));
    },
    quality: past(ledger.displayedQuality),
    impressionsLostToBudget: past(ledger.lostToBudget),
    impressionsLostToRank: past(ledger.lostToRank),
    orders: past(books.knownOrders),
    revenue: past(books.knownRevenue),
    bid: past(ledger.bid),
    dailyBudget: past(ledger.dailyBudget),
    enabled: past(ledger.enabled),
  };
}
