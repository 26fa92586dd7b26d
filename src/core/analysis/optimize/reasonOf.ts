import type { Reason } from '../../contract/decision.ts';
import type { ResolvedPlan } from '../../scenario/resolved.ts';
import type { PlanSetting } from '../optimizeResult.ts';

/** Spend changes below this share count as staying. */
const SAME = 0.02;

/** What the reason is told from, beyond both settings. */
interface ReasonFacts {
  /** Revenue of the next unit of money, recommended and today; of a plan that is off, of its first. */
  readonly marginalRoas: number;
  readonly marginalRoasToday: number;
  /** The least daily budget [currency/day] for which a plan worth bidding on was switched off; null where there is none. */
  readonly refusedBudget: number | null;
}

/** Why a plan's setting changes, with the figures of both settings as the tables show them. */
export function reasonOf(
  plan: ResolvedPlan,
  today: PlanSetting,
  recommended: PlanSetting,
  { marginalRoas, marginalRoasToday, refusedBudget }: ReasonFacts,
): Reason {
  const { bounds, economics } = plan;
  if (bounds.fixed) return { rule: 'fixed', figures: {} };
  if (bounds.minMarginalRoas === null)
    return { rule: 'pause-no-break-even', figures: { netMargin: economics.netMargin } };
  const figures = {
    marginalRoasToday,
    marginalRoas,
    limit: bounds.minMarginalRoas,
    spendToday: today.figures.spend,
    spend: recommended.figures.spend,
    revenueToday: today.figures.revenue,
    revenue: recommended.figures.revenue,
  };
  const rule = ruleOf(today, recommended);
  if (rule !== 'solve-pause') return { rule, figures };
  const { spendToday, revenueToday, limit } = figures;
  if (refusedBudget !== null)
    return { rule: 'pause-minimum-budget', figures: { minimum: refusedBudget, spendToday, revenueToday } };
  return { rule: marginalRoas < limit ? rule : 'pause-elsewhere', figures };
}

function ruleOf(today: PlanSetting, recommended: PlanSetting): string {
  if (!recommended.enabled) return today.enabled ? 'solve-pause' : 'hold';
  if (!today.enabled) return 'solve-start';
  const change = recommended.figures.spend - today.figures.spend;
  if (change > SAME * today.figures.spend) return 'solve-raise';
  return change < -SAME * today.figures.spend ? 'solve-lower' : 'solve-keep';
}
