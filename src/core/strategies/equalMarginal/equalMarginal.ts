import { allocateFrontiers } from '../../allocation/allocateFrontiers.ts';
import { frontierFromPoints } from '../../allocation/frontier.ts';
import type { Decision } from '../../contract/decision.ts';
import type { Observation, PlanObservation } from '../../contract/observation.ts';
import type { Strategy } from '../../contract/strategy.ts';
import { pow } from '../../math/elementary.ts';
import { fitBudgets } from '../fitBudgets.ts';
import { estimateCurve, type CurveParameters, type EstimatedCurve } from './estimateCurve.ts';
import { estimateValues, type ClickValue } from './estimateValues.ts';

type Parameters = CurveParameters & {
  readonly gain: number;
  readonly priorClicks: number;
  readonly headroom: number;
};

/** A plan with what is believed of it. */
interface Candidate {
  readonly plan: PlanObservation;
  readonly curve: EstimatedCurve;
  readonly value: ClickValue;
}

/**
 * Moves money until the marginal returns of all plans meet, under budget and ROI limit: each morning it estimates every
 * plan's curve near its present bid from the back office, solves the split of the budget over the bids that the step limit
 * allows exactly (core/allocation), and goes `gain` of the way there. Money lost by one plan's lower bid is earned back by
 * another's higher one only where the next yuan brings more there.
 */
export const equalMarginal: Strategy = {
  name: 'equal-marginal',
  description:
    'Move money between plans until the next yuan brings the same everywhere, within budget and ROI limit',
  properties: { control: 'daily', oracle: false, learnsValues: true },
  defaults: {
    window: 14,
    retention: 0.9,
    priorClickElasticity: 1.4,
    priorPriceElasticity: 0.8,
    priorStrength: 0.5,
    priorClicks: 100,
    gain: 0.5,
    headroom: 0.3,
  },
  decide: (observation, state, params) => {
    const parameters = params as unknown as Parameters;
    const movable = observation.plans.filter((plan) => plan.enabled && !plan.bounds.fixed);
    const paused = movable.filter((plan) => plan.netMargin <= 0);
    const active = movable.filter((plan) => plan.netMargin > 0);
    const values = estimateValues(
      observation,
      active,
      parameters.window,
      parameters.retention,
      parameters.priorClicks,
    );
    const curves = active.map((plan) => estimateCurve(observation, plan, parameters));
    const candidates: Candidate[] = [];
    const unknown: PlanObservation[] = [];
    active.forEach((plan, i) => {
      const curve = curves[i]!;
      if (curve !== null && values[i]!.revenue > 0) candidates.push({ plan, curve, value: values[i]! });
      else unknown.push(plan);
    });
    const decisions = [
      ...paused.map(pause),
      ...(observation.day > 0 ? unknown.map(explore) : []),
      ...reallocate(observation, candidates, parameters),
    ];
    return { decisions: fitBudgets(observation, decisions), state };
  },
};

function pause(plan: PlanObservation): Decision {
  return {
    planId: plan.id,
    enabled: false,
    reason: { rule: 'pause-no-break-even', figures: { netMargin: plan.netMargin } },
  };
}

/** A plan without a click says nothing about itself: it goes toward the suggested bid until it does. */
function explore(plan: PlanObservation): Decision {
  const clicks = Array.from(plan.history.clicks).reduce((sum, count) => sum + count, 0);
  return {
    planId: plan.id,
    bid: plan.suggestedBid,
    reason: { rule: 'explore', figures: { clicks, neededClicks: 1 } },
  };
}

const steps = 12;

/** Bids the step limit and the plan's bounds allow, relative to the present bid. */
function bidFactors(observation: Observation, plan: PlanObservation): number[] {
  const { bidStep, minimumBid } = observation.limits;
  const low = Math.max(1 - bidStep, Math.max(plan.bounds.minBid, minimumBid) / plan.bid);
  const high = Math.min(1 + bidStep, (plan.bounds.maxBid ?? Infinity) / plan.bid);
  if (!(low < high)) return [Math.min(low, high)];
  return Array.from({ length: steps + 1 }, (_, i) => low + ((high - low) * i) / steps);
}

function reallocate(
  observation: Observation,
  candidates: readonly Candidate[],
  parameters: Parameters,
): Decision[] {
  if (candidates.length === 0) return [];
  const profit = observation.objective === 'profit';
  const factors = candidates.map(({ plan }) => bidFactors(observation, plan));
  const costs = candidates.map(({ curve }, i) => factors[i]!.map((g) => costAt(curve, g)));
  const budget = moneyForToday(observation, candidates);
  const leastTotal = costs.reduce((sum, cost) => sum + cost[0]!, 0);
  // Where even the lowest bids allowed cost more than there is, everyone goes down as far as the step limit lets him.
  const lowest = (): Decision[] =>
    candidates.map((candidate, i) => decide(observation, candidate, factors[i]![0]!, 0, parameters));
  if (leastTotal >= budget) return lowest();
  const floor = observation.limits.minAverageRoas;
  const solution = allocateFrontiers({
    plans: candidates.map(({ plan, curve, value }, i) => ({
      id: plan.id,
      frontier: frontierFromPoints(
        costs[i]!,
        factors[i]!.map((g) => (profit ? plan.netMargin : 1) * value.revenue * clicksAt(curve, g)),
      ),
      min: costs[i]![0]!,
      max: Math.max(costs[i]![0]!, Math.min(costs[i]!.at(-1)!, plan.bounds.maxDailyBudget ?? Infinity)),
    })),
    groups: limitGroups(observation, candidates, profit, costs),
    budget,
    ...(floor === null || profit ? {} : { minAverageRoas: floor }),
    costWeight: profit ? 1 : 0,
  });
  // No split of today's reach meets the limits: down, until one does.
  if (solution.status !== 'optimal') return lowest();
  return candidates.map((candidate, i) => {
    const factor = factorAt(costs[i]!, factors[i]!, solution.spend[i]!);
    return decide(observation, candidate, factor, solution.price[i]!, parameters);
  });
}

const clicksAt = (curve: EstimatedCurve, g: number): number => curve.clicks * pow(g, curve.clickElasticity);
const costAt = (curve: EstimatedCurve, g: number): number =>
  clicksAt(curve, g) * curve.price * pow(g, curve.priceElasticity);

/** What may be spent today: the daily budget, or an even share of what is left of the period's, less plans out of our hands. */
function moneyForToday(observation: Observation, candidates: readonly Candidate[]): number {
  const { limits, day, days, plans } = observation;
  const ours = new Set(candidates.map(({ plan }) => plan.id));
  const others = plans.filter((plan) => plan.enabled && !ours.has(plan.id) && plan.netMargin > 0);
  const spent = plans.reduce(
    (sum, plan) => sum + Array.from(plan.history.cost).reduce((a, b) => a + b, 0),
    0,
  );
  const ofPeriod = limits.periodBudget === null ? Infinity : (limits.periodBudget - spent) / (days - day);
  const reserved = others.reduce((sum, plan) => sum + plan.dailyBudget, 0);
  return Math.max(0, Math.min(limits.dailyBudget, ofPeriod) - reserved);
}

/** Each plan's ROI limit as a group of one, inside its own group with its budget and ROAS floor. */
function limitGroups(
  observation: Observation,
  candidates: readonly Candidate[],
  profit: boolean,
  costs: readonly (readonly number[])[],
): { id: string; plans: string[]; budget?: number; minMarginalRoas?: number }[] {
  const single = (id: string): string => `plan:${id}`;
  const ones = candidates.map(({ plan }) => {
    const limit = plan.bounds.minMarginalRoas ?? 0;
    return {
      id: single(plan.id),
      plans: [plan.id],
      minMarginalRoas: profit ? limit * plan.netMargin : limit,
    };
  });
  const groups = observation.limits.groups.flatMap((group) => {
    const members = candidates
      .filter(({ plan }) => plan.group === group.id)
      .map(({ plan }) => single(plan.id));
    if (members.length === 0 || group.dailyBudget === null) return [];
    // A group budget below what the lowest bids allowed cost cannot be met today.
    const least = candidates.reduce(
      (sum, { plan }, i) => sum + (plan.group === group.id ? costs[i]![0]! : 0),
      0,
    );
    return [{ id: `group:${group.id}`, plans: members, budget: Math.max(group.dailyBudget, least) }];
  });
  return [...ones, ...groups];
}

function factorAt(costs: readonly number[], factors: readonly number[], spend: number): number {
  const above = costs.findIndex((cost) => cost >= spend);
  if (above === -1) return factors.at(-1)!;
  if (above === 0) return factors[0]!;
  const share = (spend - costs[above - 1]!) / (costs[above]! - costs[above - 1]!);
  return factors[above - 1]! + share * (factors[above]! - factors[above - 1]!);
}

function decide(
  observation: Observation,
  { plan, curve, value }: Candidate,
  target: number,
  marginalPrice: number,
  { gain, headroom }: Parameters,
): Decision {
  const factor = pow(target, gain);
  const spend = costAt(curve, factor);
  const { clickElasticity, priceElasticity } = curve;
  const marginalRoas =
    (value.revenue * clickElasticity) /
    (curve.price * pow(target, priceElasticity) * (clickElasticity + priceElasticity));
  const limit = Math.max(marginalPrice, plan.bounds.minMarginalRoas ?? 0);
  const rule = factor > 1.005 ? 'raise-marginal' : factor < 0.995 ? 'lower-marginal' : 'keep-marginal';
  return {
    planId: plan.id,
    bid: plan.bid * factor,
    dailyBudget: Math.max(
      spend * (1 + headroom),
      plan.bounds.minDailyBudget,
      observation.limits.minimumDailyBudget,
    ),
    reason: { rule, figures: { marginalRoas, limit, valuePerClick: value.revenue } },
  };
}
