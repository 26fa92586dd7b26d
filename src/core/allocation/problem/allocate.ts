import { NOTHING_FOUND } from '../branchAndBound.ts';
import { certificateOf } from '../certificate.ts';
import type { Curve } from '../curves/curve.ts';
import type { LpSolver } from '../linearProgram.ts';
import { unitsToMoney } from '../roundSpend.ts';
import { bindingLimits } from './bindingLimits.ts';
import { sortedPoints } from './buildCurve.ts';
import { buildModel, type Model, type ModelPlan } from './buildModel.ts';
import { explore } from './explore.ts';
import { intervalsOf } from './intervals.ts';
import { objectiveValue, planFigures, revenues, totalFigures } from './figures.ts';
import { meetsLimits } from './meetsLimits.ts';
import type { AllocationProblem } from './parseProblem.ts';
import type { AllocationResult, OptimalResult, PlanAllocation, TodayFigures } from './result.ts';
import { roundModel } from './roundModel.ts';
import type { ModelSolution } from './solveModel.ts';
import { solveRisk } from './solveRisk.ts';

export interface AllocateOptions {
  /** For problems of many limits that form no tree, or of many cases: see `needsSolver`. */
  readonly solver?: LpSolver | undefined;
}

/**
 * The best split of a problem's budget, its certificate and what holds it back. Never worse than today's plan under
 * the same model where today's plan meets the limits. No answer breaks a limit by more than a relative 1e-9.
 */
export function allocate(problem: AllocationProblem, { solver }: AllocateOptions = {}): AllocationResult {
  const model = buildModel(explore(problem));
  const today = todaySpend(model);
  const todayMeets = today !== undefined && meetsLimits(model, today);
  const solution = solveRisk(model, todayMeets ? today : undefined, solver);
  const { objective } = problem;
  if (solution.status === 'infeasible')
    return { status: 'infeasible', objective, conflict: solution.conflict };
  const { spend, method } = solution;
  if (!meetsLimits(model, spend)) return { status: 'infeasible', objective, conflict: NOTHING_FOUND };
  const intervals = intervalsOf(model, spend);
  const plain = planAllocations(problem, model, spend);
  const allocation =
    intervals === undefined ? plain : plain.map((plan, i) => ({ ...plan, intervals: intervals.plans[i]! }));
  const shadowPrices = bindingLimits(problem, model, solution, allocation);
  const binding = shadowPrices.map(({ node, limit, at }) => ({ node, limit, at }));
  return {
    status: 'optimal',
    objective,
    ...(model.scenarios?.risk === undefined ? {} : { risk: model.scenarios.risk }),
    ...certificate(model, solution),
    method,
    allocation,
    totals: totalFigures(allocation),
    ...(intervals === undefined ? {} : { intervals: intervals.account }),
    rounded: roundedFigures(model, allocation),
    shadowPrices,
    binding,
    ...unspent(problem, allocation, binding),
    ...(today === undefined ? {} : { today: todayFigures(model, today, todayMeets) }),
  };
}

function certificate(model: Model, solution: Extract<ModelSolution, { status: 'optimal' }>) {
  const bound = solution.branched ? solution.bound : solution.dualBound;
  const { value, dualBound, gap, proven } = certificateOf(
    solution.value,
    bound,
    solution.method,
    roundingOf(model, solution),
  );
  if (model.objective.valueWeight !== 0) return { value, dualBound, gap, proven };
  return { value: -value, dualBound: -dualBound, gap, proven };
}

/** What rounding may make of the bound's sum where next to nothing can be earned: a part of all that plans could earn. */
function roundingOf({ curves, domains, objective }: Model, { spend }: { spend: Float64Array }): number {
  if (spend.some((x) => x > 0)) return 0;
  const { valueWeight, moneyPrice } = objective;
  const most = domains.map((domain) => domain.at(-1)!.to);
  return 2 ** -50 * most.reduce((sum, x, i) => sum + valueWeight * curves[i]!.value(x) + moneyPrice * x, 0);
}

/** Today's spends, if every plan has one. */
function todaySpend({ plans }: Model): Float64Array | undefined {
  if (plans.some(({ input }) => input.today === undefined)) return undefined;
  return Float64Array.from(plans, ({ input }) => input.today!);
}

function todayFigures(model: Model, spend: Float64Array, meets: boolean): TodayFigures {
  const revenue = revenues(model, spend);
  const figures = totalFigures(model.plans.map((plan, i) => planFigures(plan, spend[i]!, revenue[i]!)));
  return { ...figures, value: objectiveValue(model, spend), meetsLimits: meets };
}

function planAllocations(problem: AllocationProblem, model: Model, spend: Float64Array): PlanAllocation[] {
  const { plans, curves, objective } = model;
  const earned = spend.map((x, i) => curves[i]!.value(x));
  const unit = problem.minorUnit ?? 0.01;
  const units = roundModel(model, spend, unit);
  const cost = objective.valueWeight * objective.moneyPrice;
  const value = spend.map((x, i) => (objective.valueWeight === 0 ? x : earned[i]!) - cost * x);
  const totalSpend = spend.reduce((sum, x) => sum + x, 0);
  const totalValue = value.reduce((sum, v) => sum + v, 0);
  return plans.map((plan, i): PlanAllocation => {
    const budget = unitsToMoney(units[i]!, unit);
    const { today, spendVariation } = plan.input;
    const bid = bidAt(plan, spend[i]!);
    const figures = planFigures(plan, spend[i]!, earned[i]! / plan.weight);
    const cap = budget * (1 + CAP_DEVIATIONS * (spendVariation ?? 0));
    const result: { -readonly [K in keyof PlanAllocation]: PlanAllocation[K] } = {
      id: plan.input.id,
      spend: figures.spend,
      revenue: figures.revenue,
      profit: figures.profit,
      value: value[i]!,
      spendShare: totalSpend > 0 ? spend[i]! / totalSpend : 0,
      valueShare: totalValue === 0 ? 0 : value[i]! / totalValue,
      marginalRoas: curves[i]!.slope(spend[i]!) / plan.weight,
      position: positionOf(model, i, spend[i]!),
      budget,
      dailyCap: unitsToMoney(Math.ceil(cap / unit - 1e-9), unit),
    };
    if (plan.period !== undefined) result.period = plan.period;
    if (figures.roas !== undefined) result.roas = figures.roas;
    if (figures.orders !== undefined) result.orders = figures.orders;
    if (figures.clicks !== undefined) result.clicks = figures.clicks;
    if (today !== undefined) result.today = today;
    if (bid !== undefined) result.bid = bid;
    return result;
  });
}

/** Standard deviations between mean spend and cap: clips 0.021 of one. */
const CAP_DEVIATIONS = 1.65;

function positionOf(
  { plans, curves, domains, dropped }: Model,
  i: number,
  spend: number,
): PlanAllocation['position'] {
  const { least, input } = plans[i]!;
  const most = lastAllowed(plans[i]!, curves[i]!);
  const near = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(a, b);
  if (input.fixed === true) return 'fixed';
  if (input.canPause === true && spend === 0 && least > 0) return 'paused';
  if (near(spend, least)) return 'min';
  if (near(spend, most)) return 'max';
  return dropped[i] !== undefined && near(spend, domains[i]!.at(-1)!.to) ? 'marginal-floor' : 'interior';
}

/** Where a plan's own bounds, or its last point, end its spend; a budget does not. */
function lastAllowed({ input, most }: ModelPlan, curve: Curve): number {
  return Math.min(most, input.curve.type === 'points' ? curve.saturation : Number.MAX_VALUE);
}

/** Bid on the way between the two points around a spend, where both carry one. */
function bidAt({ input: { curve }, traffic }: ModelPlan, spend: number): number | undefined {
  if (curve.type !== 'points') return undefined;
  const points = sortedPoints(curve.points);
  const at = spend / traffic;
  const right = points.findIndex((point) => point.spend >= at);
  const to = points[right < 0 ? points.length - 1 : right]!;
  const from = points[Math.max(0, right - 1)]!;
  if (to.bid === undefined || from.bid === undefined) return undefined;
  if (right <= 0 || to.spend === from.spend) return to.bid;
  return from.bid + ((to.bid - from.bid) * (at - from.spend)) / (to.spend - from.spend);
}

function roundedFigures(model: Model, allocation: readonly PlanAllocation[]): OptimalResult['rounded'] {
  const spend = Float64Array.from(allocation, ({ budget }) => budget);
  const earned = spend.map((x, i) => model.curves[i]!.value(x));
  const parts = model.plans.map((plan, i) => planFigures(plan, spend[i]!, earned[i]! / plan.weight));
  return { ...totalFigures(parts), value: objectiveValue(model, spend, earned) };
}

/** Budget that is left, and the limits that stopped it. */
function unspent(
  { budget }: AllocationProblem,
  allocation: readonly PlanAllocation[],
  binding: OptimalResult['binding'],
): Pick<OptimalResult, 'unspent'> {
  if (budget === undefined) return {};
  const amount = budget - allocation.reduce((sum, { spend }) => sum + spend, 0);
  if (amount <= 1e-9 * budget) return {};
  return { unspent: { amount, because: binding.filter(({ limit }) => STOPPERS.has(limit)) } };
}

const STOPPERS: ReadonlySet<string> = new Set([
  'budget',
  'max',
  'stepLimit',
  'bidStep',
  'fixed',
  'minAverageRoas',
  'minMarginalRoas',
  'maxCostPerOrder',
]);
