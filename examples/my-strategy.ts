/** A first strategy: bid what a click is worth, and turn all bids up or down until the budget is spent. */
import type { Strategy } from 'bidwright';

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

const strategy: Strategy = {
  name: 'mine',
  description: 'Bid by value of a click, one level for the budget',
  properties: { control: 'daily', oracle: false },
  defaults: { gain: 0.4, priorClicks: 100, priorConversion: 0.03 },
  decide: ({ plans, limits, day }, state, params) => {
    const { gain, priorClicks, priorConversion } = params as Record<string, number>;
    const level = (state['level'] as number | undefined) ?? 0.3;
    const spent = plans.reduce((total, { history }) => total + (history.cost[day - 1] ?? 0), 0);
    // Spent half of the budget yesterday: bids go up by half of `gain`, and the other way round.
    const error = day === 0 || limits.dailyBudget === 0 ? 0 : 1 - spent / limits.dailyBudget;
    const next = level * (1 + gain! * Math.max(-1, Math.min(1, error)));
    const decisions = plans
      .filter(({ enabled, bounds }) => enabled && !bounds.fixed)
      .map((plan) => {
        const { orders, clicks } = plan.history;
        const rate = (sum(orders) + priorClicks! * priorConversion!) / (sum(clicks) + priorClicks!);
        const value = rate * plan.price;
        return {
          planId: plan.id,
          bid: next * value,
          reason: { rule: 'by-value', figures: { value, level: next } },
        };
      });
    return { decisions, state: { level: next } };
  },
};

export default strategy;
