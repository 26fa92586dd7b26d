import type { PreparedScenario } from '../../engine/prepare.ts';
import type { RunResult } from '../../engine/result.ts';
import { cellsOfPlan, deliveryFigures, type DeliveryFigures } from './deliveryFigures.ts';
import { ratio } from './landscapePoints.ts';
import type { BudgetPoint, BudgetView } from './landscapeResult.ts';
import { runFluid, runTrials } from './landscapeRuns.ts';

const STEPS = 4;

/** What today's budgets miss at today's bids, for some plans, and what the next steps of budget would bring. */
export function budgetViews(prepared: PreparedScenario, plans: readonly number[]): Map<number, BudgetView> {
  const { scenario } = prepared;
  const { plans: settings, market, days } = scenario;
  const figuresOf = (run: RunResult, plan: number): DeliveryFigures =>
    deliveryFigures(prepared, [run], cellsOfPlan(prepared, plan));
  const today = runFluid(prepared);
  const trialsAt = (budgets: readonly number[]): DeliveryFigures[] =>
    runTrials(
      prepared,
      plans.map((plan, i) => ({ plan, bid: settings[plan]!.bid, dailyBudget: budgets[i]! })),
    ).map((run, i) => figuresOf(run, plans[i]!));
  const unlimited = runTrials(
    prepared,
    plans.map((plan) => ({ plan, bid: settings[plan]!.bid, dailyBudget: Number.MAX_VALUE })),
  );
  const needed = plans.map((plan, i) => {
    const { ledger } = unlimited[i]!;
    const most = ledger.spend.subarray(plan * days, (plan + 1) * days).reduce((a, b) => Math.max(a, b), 0);
    return ticksUp(most / (1 + market.overDelivery), market.budgetTick);
  });
  const budgetAt = (i: number, step: number): number => {
    const own = settings[plans[i]!]!.dailyBudget;
    if (step === STEPS) return needed[i]!;
    return ticksUp(own + ((needed[i]! - own) * step) / STEPS, market.budgetTick);
  };
  const steps = Array.from({ length: STEPS }, (_, k) => trialsAt(plans.map((_, i) => budgetAt(i, k + 1))));
  return new Map(
    plans.map((plan, i) => {
      const own = settings[plan]!.dailyBudget;
      const start: BudgetPoint = {
        dailyBudget: own,
        figures: figuresOf(today, plan),
        marginalRoas: null,
      };
      const wanted = settings[plan]!.enabled && needed[i]! > own;
      return [
        plan,
        {
          today: start,
          unlimited: figuresOf(unlimited[i]!, plan),
          needed: needed[i]!,
          steps: wanted ? stepsFrom(start, steps, i, (k) => budgetAt(i, k + 1)) : [],
        },
      ];
    }),
  );
}

function stepsFrom(
  start: BudgetPoint,
  steps: readonly (readonly DeliveryFigures[])[],
  i: number,
  budget: (step: number) => number,
): BudgetPoint[] {
  const points: BudgetPoint[] = [];
  let before = start;
  steps.forEach((figuresOfStep, k) => {
    const figures = figuresOfStep[i]!;
    const marginalRoas = ratio(
      figures.revenue - before.figures.revenue,
      figures.spend - before.figures.spend,
    );
    // Ticks can make two steps one.
    if (budget(k) <= before.dailyBudget) return;
    before = { dailyBudget: budget(k), figures, marginalRoas };
    points.push(before);
  });
  return points;
}

/** The next whole tick at or above an amount. */
function ticksUp(amount: number, tick: number): number {
  if (!(tick > 0)) return amount;
  return Math.ceil(amount / tick - 1e-9) / (1 / tick);
}
