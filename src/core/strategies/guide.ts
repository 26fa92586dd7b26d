import type { Decision } from '../contract/decision.ts';
import type { PlanObservation } from '../contract/observation.ts';
import type { Strategy } from '../contract/strategy.ts';
import { fitBudgets } from './fitBudgets.ts';
import { recentFigures, type RecentFigures } from './recentFigures.ts';

const ratio = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

/**
 * The guide's rule (guide A33, A39): move bid and budget toward plans with a higher click-through and conversion than the
 * account's mean, away from the others, as hard as the ROI limit allows: a plan below its limit is lowered whatever its
 * rates, and where the store is below, nothing is raised.
 */
export const guide: Strategy = {
  name: 'guide',
  description:
    "The guide's rule: raise plans with high click-through and conversion, lower the others, guarded by the ROI limit",
  properties: { control: 'daily', oracle: false },
  defaults: { window: 7, step: 0.1, minClicks: 30 },
  decide: (observation, state, params) => {
    const { window = 7, step = 0.1, minClicks = 30 } = params as Record<string, number>;
    const judged = observation.plans
      .filter((plan) => plan.enabled && !plan.bounds.fixed)
      .map((plan) => ({ plan, recent: recentFigures(observation, plan, window, 1) }))
      .filter(({ recent }) => recent.clicks >= minClicks);
    if (judged.length === 0) return { decisions: [], state };
    const sum = (of: (recent: RecentFigures) => number): number =>
      judged.reduce((total, { recent }) => total + of(recent), 0);
    const means = {
      clickThroughRate: ratio(
        sum((recent) => recent.clicks),
        sum((recent) => recent.impressions),
      ),
      conversionRate: ratio(
        sum((recent) => recent.orders),
        sum((recent) => recent.maturedClicks),
      ),
    };
    const decisions = judged.map(({ plan, recent }) => decidePlan(plan, recent, means, step));
    return { decisions: fitBudgets(observation, decisions), state };
  },
};

function decidePlan(
  plan: PlanObservation,
  recent: RecentFigures,
  means: { clickThroughRate: number; conversionRate: number },
  step: number,
): Decision {
  const clickThroughRate = ratio(recent.clicks, recent.impressions);
  const conversionRate = ratio(recent.orders, recent.maturedClicks);
  const roas = ratio(recent.revenue, recent.maturedCost);
  const limit = plan.bounds.minMarginalRoas;
  const move = (rule: string, factor: number, figures: Record<string, number>): Decision => ({
    planId: plan.id,
    bid: plan.bid * factor,
    dailyBudget: plan.dailyBudget * factor,
    reason: { rule, figures },
  });
  if (limit === null || roas < limit) return move('guide-roi-guard', 1 - step, { roas, limit: limit ?? 0 });
  const score = ratio(clickThroughRate, means.clickThroughRate) * ratio(conversionRate, means.conversionRate);
  const figures = {
    clickThroughRate,
    meanClickThroughRate: means.clickThroughRate,
    conversionRate,
    meanConversionRate: means.conversionRate,
  };
  return score > 1 ? move('guide-raise', 1 + step, figures) : move('guide-lower', 1 - step, figures);
}
