import { InputError } from '../../issues/issue.ts';
import type { Objective } from '../../scenario/objective.ts';
import { amountOf } from './bidMix.ts';
import { solveBids, storeBudget, type BidProblem, type BidSolution } from './solveBids.ts';

/** What the store brings at best for what it may spend, expected values a day. */
export interface SpendReturn {
  /** Most that may be spent a day. */
  readonly budget: number;
  readonly spend: number;
  readonly clicks: number;
  readonly orders: number;
  readonly revenue: number;
  readonly profit: number;
}

/** Points of the curve. */
const POINTS = 25;
/** Budgets reach to this many times the budget or today's spend, unless all that pays is bought before. */
const REACH = 2;

/**
 * The spend-return frontier: the best plan at evenly spaced budgets, from nothing to where all that the other limits let pay is bought,
 * or twice the budget. Each point is a whole solve over the bids that were tested. Budgets below the minimums are left out.
 */
export function spendReturn(problem: BidProblem): SpendReturn[] {
  const { scenario } = problem.prepared;
  const today = problem.todaySpend.reduce((sum, spend) => sum + spend, 0);
  const given = storeBudget(scenario);
  const most = REACH * Math.max(Number.isFinite(given) ? given : 0, today);
  const whole = atBudget(problem, most);
  if (whole === null) return [];
  const end = Math.min(most, total(whole.solution.spend) * (1 + 1 / POINTS));
  return Array.from({ length: POINTS }, (_, i) => atBudget(problem, (end * i) / (POINTS - 1)))
    .filter((found) => found !== null)
    .map(({ budget, solution }) => pointOf(problem, budget, solution));
}

/** The best plan at another budget, or null where minimums ask for more. */
function atBudget(problem: BidProblem, budget: number): { budget: number; solution: BidSolution } | null {
  try {
    return { budget, solution: solveBids(withBudget(problem, budget)) };
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** The same problem with another daily budget, for as much as possible of its measure. */
export function withBudget(problem: BidProblem, dailyBudget: number): BidProblem {
  const { target: _, limits, ...scenario } = problem.prepared.scenario;
  const { openBudget: __, ...rest } = limits;
  const changed = { ...scenario, limits: { ...rest, dailyBudget, periodBudget: null } };
  return { ...problem, prepared: { ...problem.prepared, scenario: changed } };
}

function pointOf({ curves }: BidProblem, budget: number, { mix, spend }: BidSolution): SpendReturn {
  const sum = (measure: Exclude<Objective, 'profit'> | 'contribution'): number =>
    mix.reduce((all, one, p) => all + amountOf(one, curves[p]![measure]), 0);
  const spent = total(spend);
  return {
    budget,
    spend: spent,
    clicks: sum('clicks'),
    orders: sum('orders'),
    revenue: sum('revenue'),
    profit: sum('contribution') - spent,
  };
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
