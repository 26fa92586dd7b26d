import { emptyDelivery, type CellDelivery } from '../src/core/contract/channel.ts';
import { boundedAverage } from '../src/core/engine/boundedAverage.ts';
import { draw } from '../src/core/engine/draws.ts';
import type { EngineState } from '../src/core/engine/state.ts';
import { binomialQuantile } from '../src/core/math/binomial.ts';
import { uniform } from '../src/core/math/keyed.ts';
import { normalQuantile } from '../src/core/math/normalQuantile.ts';
import { poissonQuantile } from '../src/core/math/poisson.ts';

/** Yardsticks of the rows of plan-days: the same days as one first writes them, and a whole array a step. Both return the spend. */

/** A plan's hours as parts of like bid: the whole day where it has no schedule. */
function partsOf({ prepared }: EngineState, plan: number): { share: number; factor: number }[] {
  const { schedule } = prepared.scenario.plans[plan]!;
  if (schedule === null) return [{ share: 1, factor: 1 }];
  return Array.from(prepared.hours[plan]!.traffic, (share, hour) => ({ share, factor: schedule[hour]! }));
}

/** Every hour an object of its own, every plan-day a new list. */
export function plainFluidDays(state: EngineState): number {
  const { prepared } = state;
  let spend = 0;
  for (let day = 0; day < prepared.scenario.days; day++)
    prepared.scenario.plans.forEach((plan, p) => {
      const hours = partsOf(state, p).map(({ share, factor }) => {
        const out = emptyDelivery();
        const bid = plan.bid * factor;
        const cell = prepared.cellStart[p]!;
        prepared.markets[p]!.deliver(0, day, bid, state.quality[cell]!, state.predicted[cell]!, out);
        return { share, ...out };
      });
      let left = plan.dailyBudget;
      for (const { share, cost } of hours) {
        const served = Math.min(left, share * cost);
        left -= served;
        spend += served;
      }
    });
  return spend;
}

/** Whole columns a step over all plan-days: hours, costs, running sums, cuts. */
export function vectorisedFluidDays(state: EngineState): number {
  const { prepared } = state;
  const { days, plans } = prepared.scenario;
  const parts = partsOf(state, 0);
  const hours = parts.length;
  const size = days * plans.length * hours;
  const cost = new Float64Array(size);
  const out = emptyDelivery();
  let at = 0;
  for (let day = 0; day < days; day++)
    plans.forEach((plan, p) => {
      const cell = prepared.cellStart[p]!;
      for (const { factor } of parts) {
        const bid = plan.bid * factor;
        prepared.markets[p]!.deliver(0, day, bid, state.quality[cell]!, state.predicted[cell]!, out);
        cost[at++] = out.cost;
      }
    });
  const offered = cost.map((value, i) => value * parts[i % hours]!.share);
  const before = new Float64Array(size);
  for (let i = 1; i < size; i++) before[i] = i % hours === 0 ? 0 : before[i - 1]! + offered[i - 1]!;
  const budget = before.map((_, i) => plans[Math.floor(i / hours) % plans.length]!.dailyBudget);
  const served = offered.map((value, i) => Math.min(value, Math.max(0, budget[i]! - before[i]!)));
  return served.reduce((sum, value) => sum + value, 0);
}

/** Expected values of every plan-day, which both yardsticks of chance begin with. */
function expectedDays(state: EngineState): CellDelivery[] {
  const { prepared } = state;
  return Array.from({ length: prepared.scenario.days }, (_, day) =>
    prepared.scenario.plans.map((plan, p) => {
      const out = emptyDelivery();
      const cell = prepared.cellStart[p]!;
      prepared.markets[p]!.deliver(0, day, plan.bid, state.quality[cell]!, state.predicted[cell]!, out);
      return out;
    }),
  ).flat();
}

/** A draw after the other, plan-day by plan-day. */
export function plainStochasticDays(state: EngineState): number {
  const expected = expectedDays(state);
  const { plans, market } = state.prepared.scenario;
  let spend = 0;
  expected.forEach((mean, i) => {
    const key = state.cellKeys.keys[i % plans.length]!;
    const chance = (channel: number): number => uniform(key, Math.floor(i / plans.length), channel);
    const demand = demandOf(market.demandNoise, chance(draw.demand));
    const impressions = poissonQuantile(chance(draw.impressions), mean.impressions * demand);
    const clicks = binomialQuantile(chance(draw.clicks), impressions, mean.clicks / mean.impressions);
    if (clicks > 0) spend += clicks * priceOf(chance(draw.price), clicks, mean);
  });
  return spend;
}

/** Whole columns a step: all uniforms, all demands, all impressions, all clicks, all prices. */
export function vectorisedStochasticDays(state: EngineState): number {
  const expected = expectedDays(state);
  const { plans, market } = state.prepared.scenario;
  const column = (channel: number): Float64Array =>
    Float64Array.from(expected, (_, i) =>
      uniform(state.cellKeys.keys[i % plans.length]!, Math.floor(i / plans.length), channel),
    );
  const demand = column(draw.demand).map((u) => demandOf(market.demandNoise, u));
  const impressions = column(draw.impressions).map((u, i) =>
    poissonQuantile(u, expected[i]!.impressions * demand[i]!),
  );
  const clicks = column(draw.clicks).map((u, i) =>
    binomialQuantile(u, impressions[i]!, expected[i]!.clicks / expected[i]!.impressions),
  );
  const prices = column(draw.price).map((u, i) =>
    clicks[i]! > 0 ? priceOf(u, clicks[i]!, expected[i]!) : 0,
  );
  return clicks.reduce((sum, count, i) => sum + count * prices[i]!, 0);
}

function demandOf(sd: number, u: number): number {
  return Math.exp(sd * normalQuantile(u) - 0.5 * sd * sd);
}

function priceOf(u: number, clicks: number, mean: CellDelivery): number {
  return boundedAverage(
    u,
    clicks,
    mean.cost / mean.clicks,
    mean.priceVariance,
    mean.lowestPrice,
    mean.highestPrice,
  );
}

/** Spend of a day of every plan as the engine has it. */
export function spendToday({ today }: EngineState): number {
  const { cost } = today;
  let spend = 0;
  for (let cell = 0; cell < cost.length; cell++) spend += cost[cell]!;
  return spend;
}
