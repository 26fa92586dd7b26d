import type { Observation, PlanHistory } from '../../core/contract/observation.ts';
import type { SlotObservation } from '../../core/contract/slotObservation.ts';
import type { StrategyState } from '../../core/contract/strategy.ts';
import { scenarioInput } from '../scenarios.ts';
import { effectiveSettings, sameSettings } from './effectiveSettings.ts';
import { LawBroken, type StrategyLaw } from './law.ts';
import { recordRun } from './recordRun.ts';

const SCALE = 4;

/** Laws about money: scale, budgets, steps, plans that are not to be touched. */
export const moneyLaws: readonly StrategyLaw[] = [
  {
    name: 'currency',
    statement: 'in a currency worth a quarter it bids and budgets four times as much, exactly',
    appliesTo: ({ properties }) => !properties.oracle,
    scenarios: scenarioInput,
    effort: 1,
    check: (strategy, input) => {
      let state: StrategyState = {};
      for (const { observation, answer, slots } of recordRun(strategy, input).mornings) {
        const dear = inCurrency(observation, SCALE);
        const other = strategy.decide(dear, state, strategy.defaults);
        state = other.state;
        sameSettings(
          effectiveSettings(observation, answer.decisions),
          effectiveSettings(dear, other.decisions),
          `day ${observation.day + 1}, all money times ${SCALE}`,
          { scale: SCALE },
        );
        slots.forEach((slot, k) => {
          const later = strategy.adjust!(slotInCurrency(slot.observation, SCALE), state, strategy.defaults);
          state = later.state;
          if (later.bidFactor !== slot.bidFactor)
            throw new LawBroken(
              `day ${observation.day + 1}, slot ${k + 2}, all money times ${SCALE}: bids times ${later.bidFactor}, not ${slot.bidFactor}`,
            );
        });
      }
    },
  },
  {
    name: 'budgets',
    statement:
      'wished budgets of running plans stay together within the daily budget, unless the platform enforces that itself',
    appliesTo: ({ properties }) => !properties.oracle,
    scenarios: scenarioInput,
    effort: 1,
    check: (strategy, input) => {
      for (const { observation, answer } of recordRun(strategy, input).mornings) {
        if (observation.limits.enforceDailyBudget) continue;
        const sum = (settings: Iterable<{ enabled: boolean; dailyBudget: number }>): number =>
          [...settings].reduce((total, { enabled, dailyBudget }) => total + (enabled ? dailyBudget : 0), 0);
        const wished = sum(effectiveSettings(observation, answer.decisions).values());
        const most = Math.max(observation.limits.dailyBudget, sum(observation.plans));
        if (wished > most * (1 + 1e-9) + 1e-9)
          throw new LawBroken(`day ${observation.day + 1}: budgets sum to ${wished}, at most ${most}`);
      }
    },
  },
  {
    name: 'steps',
    statement: 'no bid or budget moves by more than the step limit a day, save to a bound or a tick',
    appliesTo: ({ properties }) => !properties.oracle,
    scenarios: scenarioInput,
    effort: 1,
    check: (strategy, input) => {
      const { scenario, result } = recordRun(strategy, input);
      const { limits, market } = scenario;
      const bounds = new Map(scenario.plans.map((plan) => [plan.id, plan.bounds]));
      for (const decision of result.decisions) {
        const bound = bounds.get(decision.planId)!;
        const within = (before: number, after: number, step: number, tick: number, least: number): boolean =>
          Math.abs(after - before) <= step * before + tick || after <= least + tick || before === 0;
        const bidKept = within(
          decision.bidBefore,
          decision.bid,
          limits.bidStep,
          market.bidTick,
          Math.max(bound.minBid, market.minimumBid),
        );
        const budgetKept = within(
          decision.dailyBudgetBefore,
          decision.dailyBudget,
          limits.budgetStep,
          0.01,
          Math.max(bound.minDailyBudget, market.minimumDailyBudget),
        );
        if (!bidKept || !budgetKept)
          throw new LawBroken(
            `day ${decision.day + 1}: plan ${decision.planId} went from ${decision.bidBefore}, ${decision.dailyBudgetBefore} to ${decision.bid}, ${decision.dailyBudget}`,
          );
      }
    },
  },
  {
    name: 'pause',
    statement: 'plans that the promoter paused or fixed are left alone',
    appliesTo: () => true,
    scenarios: scenarioInput.map((input) => ({
      ...input,
      plans: input.plans!.map((plan, i) =>
        i % 2 === 0 ? { ...plan, enabled: false } : { ...plan, limits: { fixed: true } },
      ),
    })),
    effort: 0.5,
    check: (strategy, input) => {
      for (const { observation, answer } of recordRun(strategy, input).mornings)
        for (const decision of answer.decisions) {
          const plan = observation.plans.find(({ id }) => id === decision.planId);
          if (plan === undefined) throw new LawBroken(`it decides for an unknown plan ${decision.planId}`);
          if (plan.bounds.fixed || decision.enabled === true)
            throw new LawBroken(
              `day ${observation.day + 1}: it ${plan.bounds.fixed ? 'moves the fixed' : 'switches on the paused'} plan ${plan.id}`,
            );
        }
    },
  },
];

function slotInCurrency(slot: SlotObservation, factor: number): SlotObservation {
  return {
    ...slot,
    dailyBudget: slot.dailyBudget * factor,
    plans: slot.plans.map((plan) => ({
      ...plan,
      spend: plan.spend * factor,
      dailyBudget: plan.dailyBudget * factor,
    })),
  };
}

/** An observation with every amount of money times a factor. */
function inCurrency(observation: Observation, factor: number): Observation {
  const times = (amount: number): number => amount * factor;
  const maybe = (amount: number | null): number | null => (amount === null ? null : amount * factor);
  const column = (values: ArrayLike<number>): Float64Array => Float64Array.from(values, times);
  const { limits } = observation;
  return {
    ...observation,
    limits: {
      ...limits,
      dailyBudget: times(limits.dailyBudget),
      periodBudget: maybe(limits.periodBudget),
      groups: limits.groups.map((group) => ({ ...group, dailyBudget: maybe(group.dailyBudget) })),
      bidTick: times(limits.bidTick),
      minimumBid: times(limits.minimumBid),
      minimumDailyBudget: times(limits.minimumDailyBudget),
    },
    plans: observation.plans.map((plan) => ({
      ...plan,
      bid: times(plan.bid),
      dailyBudget: times(plan.dailyBudget),
      suggestedBid: times(plan.suggestedBid),
      price: times(plan.price),
      bounds: {
        ...plan.bounds,
        minBid: times(plan.bounds.minBid),
        maxBid: maybe(plan.bounds.maxBid),
        minDailyBudget: times(plan.bounds.minDailyBudget),
        maxDailyBudget: maybe(plan.bounds.maxDailyBudget),
      },
      history: {
        ...plan.history,
        cost: column(plan.history.cost),
        revenue: column(plan.history.revenue),
        bid: column(plan.history.bid),
        dailyBudget: column(plan.history.dailyBudget),
      } satisfies PlanHistory,
    })),
  };
}
