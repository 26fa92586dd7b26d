import type { RunResult } from '../../engine/result.ts';
import type { ResolvedScenario } from '../../scenario/resolved.ts';
import type { Finding, OptimizeResult } from '../optimizeResult.ts';
import { lostToBudget } from './lostToBudget.ts';

const CAPPED = 0.1;
const FEW_ORDERS = 30;

/** What the promoter should know beside the table; plan findings in id order, the store's last. */
export function findingsOf(
  scenario: ResolvedScenario,
  result: Omit<OptimizeResult, 'findings'>,
  before: readonly RunResult[],
): Finding[] {
  const findings: Finding[] = [];
  scenario.plans.forEach((plan, p) => {
    const add = (rule: string, figures: Finding['figures']): void =>
      void findings.push({ rule, planId: plan.id, figures });
    const { netMargin, breakEvenRoas } = plan.economics;
    const { minMarginalRoas } = plan.bounds;
    const { today } = result.plans[p]!;
    if (breakEvenRoas === null) add('no-break-even', { netMargin });
    else if (minMarginalRoas !== null && minMarginalRoas < breakEvenRoas - 1e-9)
      add('limit-below-break-even', { limit: minMarginalRoas, breakEven: breakEvenRoas });
    const lostShare = plan.enabled ? lostToBudget(before, p) : 0;
    if (lostShare > CAPPED) add('budget-capped-today', { lostShare });
    const orders = today.figures.orders * scenario.days;
    if (plan.enabled && today.figures.spend > 0 && orders < FEW_ORDERS) add('small-sample', { orders });
  });
  const store = (rule: string, figures: Finding['figures']): void =>
    void findings.push({ rule, planId: null, figures });
  if (!result.solve.converged) store('not-converged', { rounds: result.solve.rounds });
  if (result.solve.binding.includes('demand')) store('demand-exhausted', {});
  if (result.solve.binding.includes('average-roas') && scenario.limits.minAverageRoas !== null)
    store('average-roas-binding', {
      roas: result.store.recommended.roas,
      limit: scenario.limits.minAverageRoas,
    });
  return findings;
}
