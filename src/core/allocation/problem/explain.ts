import { ACCOUNT } from '../allocateFrontiers.ts';
import { allocate, type AllocateOptions } from './allocate.ts';
import type { AllocationProblem } from './parseProblem.ts';
import type { BindingLimit, OptimalResult, ShadowPrice } from './result.ts';
import type { GroupInput, PlanInput } from './schema.ts';

/** Most limits whose cost is found by solving again, the dearest first. */
const EXPLAINED = 8;

/**
 * Adds what figures of a single solve cannot say: what a round step more budget would earn, what each limit costs as a
 * whole, and the allocation without the plans' own bounds ("relaxed"). Each is a solve of its own.
 */
export function explain(
  problem: AllocationProblem,
  result: OptimalResult,
  options: AllocateOptions = {},
): OptimalResult {
  const dearest = [...result.shadowPrices].sort((a, b) => b.price - a.price).slice(0, EXPLAINED);
  const gainOf = (changed: AllocationProblem): number | undefined => {
    const other = allocate(changed, options);
    return other.status === 'optimal' ? Math.abs(other.value - result.value) : undefined;
  };
  const explained = new Map<ShadowPrice, ShadowPrice>();
  for (const price of dearest) {
    const { step, changed } = relaxation(problem, price);
    if (changed === undefined) continue;
    const gain = gainOf(changed);
    if (gain === undefined) continue;
    explained.set(
      price,
      step === undefined ? { ...price, cost: gain } : { ...price, step: { change: step, gain } },
    );
  }
  const shadowPrices = result.shadowPrices.map((price) => explained.get(price) ?? price);
  return { ...result, shadowPrices, ...relaxedColumns(problem, result, options) };
}

/** The problem with one limit a step wider (budgets, targets) or gone. */
function relaxation(
  problem: AllocationProblem,
  { node, limit, at }: BindingLimit,
): { step?: number; changed?: AllocationProblem | undefined } {
  // Nothing is 1 % to 10 % of 0.
  if (node === ACCOUNT && at === 0 && (limit === 'budget' || limit === 'target')) return {};
  if (node === ACCOUNT && limit === 'budget') {
    const step = roundStep(at);
    return { step, changed: { ...problem, budget: at + step } };
  }
  if (node === ACCOUNT && limit === 'target') {
    const step = -roundStep(at);
    return { step, changed: { ...problem, target: at + step } };
  }
  return { changed: without(problem, node, limit) };
}

/** A power of ten between 1 % and 10 % of an amount. */
function roundStep(amount: number): number {
  let step = 1;
  while (step * 10 > amount) step /= 10;
  while (step * 100 <= amount) step *= 10;
  return step;
}

function without(
  problem: AllocationProblem,
  node: string,
  limit: BindingLimit['limit'],
): AllocationProblem | undefined {
  if (node === ACCOUNT)
    return limit === 'spendAll' ? { ...problem, spendAll: false } : { ...problem, [limit]: undefined };
  // Groups and plans of a period carry its name before theirs; the limit is theirs in all periods.
  const isNode = ({ id }: { id: string }) =>
    id === node || (problem.periods !== undefined && node.endsWith(`/${id}`));
  const group = problem.groups?.find(isNode);
  if (group !== undefined) {
    const free: GroupInput = { ...group, [limit]: undefined };
    return { ...problem, groups: problem.groups!.map((other) => (other === group ? free : other)) };
  }
  const plan = problem.plans.find(isNode);
  if (plan === undefined) return undefined;
  const free = withoutBounds(plan, limit);
  return { ...problem, plans: problem.plans.map((other) => (other === plan ? free : other)) };
}

function withoutBounds(plan: PlanInput, limit: BindingLimit['limit']): PlanInput {
  const free = { stepLimit: undefined, bidStep: undefined, fixed: undefined };
  if (limit === 'max') return { ...plan, ...free, max: undefined, maxOfToday: undefined };
  if (limit === 'min') return { ...plan, ...free, min: undefined, minOfToday: undefined };
  if (limit !== 'fixed') return { ...plan, [limit]: undefined };
  return { ...plan, ...free, min: undefined, minOfToday: undefined, max: undefined, maxOfToday: undefined };
}

/** The answer without the plans' own bounds; only where some budget still limits the whole. */
function relaxedColumns(
  problem: AllocationProblem,
  result: OptimalResult,
  options: AllocateOptions,
): Pick<OptimalResult, 'relaxedValue' | 'allocation'> {
  const { allocation } = result;
  if (problem.budget === undefined) return { allocation };
  const plans = problem.plans.map((plan) => withoutBounds(plan, 'fixed'));
  const relaxed = allocate({ ...problem, plans }, options);
  if (relaxed.status === 'infeasible') return { allocation };
  return {
    relaxedValue: relaxed.value,
    allocation: allocation.map((plan, i) => ({ ...plan, relaxed: relaxed.allocation[i]!.spend })),
  };
}
