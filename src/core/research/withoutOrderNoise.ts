import type { Observation, PlanHistory } from '../contract/observation.ts';
import type { Strategy } from '../contract/strategy.ts';
import type { Truth } from '../contract/truth.ts';
import { onDay } from '../scenario/resolved.ts';

/**
 * A reference twin of a strategy that sees what its clicks bring in expectation instead of by chance: orders and revenue of the
 * history are replaced by their true means, the list price by the true one. What the twin gains is what noisy orders cost.
 */
export function withoutOrderNoise(strategy: Strategy): Strategy {
  return {
    ...strategy,
    name: `${strategy.name}, orders without noise`,
    properties: { ...strategy.properties, oracle: true },
    decide: (observation, state, params, truth) => {
      const seen = truth === undefined ? observation : expected(observation, truth);
      const { decisions, state: next } = strategy.decide(seen, state, params, truth);
      return { decisions: decisions.map((decision) => withinStep(observation, decision)), state: next };
    },
  };
}

function expected(observation: Observation, truth: Truth): Observation {
  const { scenario } = truth;
  const { day, knownShareByAge } = observation;
  const oldest = knownShareByAge.length - 1;
  return {
    ...observation,
    plans: observation.plans.map((plan, p) => {
      const { conversionRate, economics } = scenario.plans[p]!;
      const orders = Float64Array.from(plan.history.clicks, (clicks, t) => {
        const rate = onDay(conversionRate, t) * scenario.season.conversion[t]! * scenario.market.clickToVisit;
        return clicks * rate * knownShareByAge[Math.min(day - 1 - t, oldest)]!;
      });
      const history: PlanHistory = {
        ...plan.history,
        orders,
        revenue: orders.map((count) => count * economics.price),
      };
      return { ...plan, price: economics.price, history };
    }),
  };
}

/** Reference policies are free of step limits; a twin is to be held by them like the strategy it is compared with. */
function withinStep<D extends { readonly planId: string; readonly bid?: number }>(
  { plans, limits }: Observation,
  decision: D,
): D {
  const { bid } = decision;
  const before = plans.find(({ id }) => id === decision.planId)?.bid;
  if (bid === undefined || before === undefined || limits.bidStep >= 1) return decision;
  return {
    ...decision,
    bid: Math.min(Math.max(bid, before * (1 - limits.bidStep)), before * (1 + limits.bidStep)),
  };
}
