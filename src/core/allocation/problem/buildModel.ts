import type { CurveProblem } from '../branchAndBound.ts';
import { risingRoot } from '../bracket.ts';
import type { Curve } from '../curves/curve.ts';
import { floorDomain, type Domain } from '../domain.ts';
import { MAXIMIZE_PROFIT, MAXIMIZE_VALUE, MINIMIZE_SPEND } from '../solveTree.ts';
import type { Floor, Objective } from '../priceNodes.ts';
import { buildNodes, type ModelNode } from './buildNodes.ts';
import { economicsOf, objectiveWeight, type PlanEconomics } from './economics.ts';
import type { AllocationProblem } from './parseProblem.ts';
import { planRange } from './planRange.ts';
import { buildScenarios, expectedCurves, type Scenarios } from './scenarios.ts';
import type { PlanInput } from './schema.ts';

/** One plan in one period. */
export interface ModelPlan {
  readonly id: string;
  readonly input: PlanInput;
  readonly period: string | undefined;
  readonly traffic: number;
  readonly economics: PlanEconomics;
  /** Objective a unit of revenue. */
  readonly weight: number;
  readonly least: number;
  readonly most: number;
}

/** A problem in the solver's terms. */
export interface Model extends CurveProblem {
  readonly plans: readonly ModelPlan[];
  /** Limits of the account first; each over some plans. */
  readonly nodes: readonly ModelNode[];
  /** Marginal floors that cut a plan's domain. */
  readonly dropped: readonly ({ slope: number; by: Floor } | undefined)[];
  /** The cases that plans' draws span; absent without draws that differ. */
  readonly scenarios: Scenarios | undefined;
}

/** Builds curves (in units of the objective), domains and limits. */
export function buildModel(problem: AllocationProblem): Model {
  const plans = modelPlans(problem);
  const nodes = buildNodes(problem, plans);
  const scenarios = buildScenarios(problem, plans);
  const curves = expectedCurves(plans, scenarios);
  const floors = marginalFloors(nodes, plans.length);
  const cut = plans.map((plan, i) => domainOf(problem, plan, curves[i]!, floors[i]));
  return {
    plans,
    nodes,
    curves,
    domains: cut.map(({ domain }) => domain),
    dropped: cut.map(({ dropped }) => dropped),
    objective: objectiveOf(problem),
    scenarios,
  };
}

function objectiveOf({ objective }: AllocationProblem): Objective {
  if (objective === 'MaximizeProfit') return MAXIMIZE_PROFIT;
  return objective.startsWith('Maximize') ? MAXIMIZE_VALUE : MINIMIZE_SPEND;
}

function modelPlans(problem: AllocationProblem): ModelPlan[] {
  const periods = problem.periods ?? [{ id: undefined, traffic: 1, budget: undefined }];
  const economicsFor = economicsOf(problem);
  return periods.flatMap((period) =>
    problem.plans.map((input) => {
      const { least, most } = planRange(input, period.traffic);
      const economics = economicsFor(input);
      return {
        id: period.id === undefined ? input.id : `${period.id}/${input.id}`,
        input,
        period: period.id,
        traffic: period.traffic,
        economics,
        weight: objectiveWeight(problem, economics),
        least,
        most,
      };
    }),
  );
}

/** A spend, but no more than the curve's saturation: for Hill curves h 10^(12/e) >= h (1 + 27/e), which mostly is enough to know. */
function upToSaturation(curve: Curve, spend: number): number {
  const { hill } = curve;
  if (hill !== undefined && spend <= hill.halfSaturation * (1 + 27 / hill.exponent)) return spend;
  return Math.min(spend, curve.saturation);
}

/** The strictest marginal floor among the nodes that hold each plan, in revenue per money. */
function marginalFloors(nodes: readonly ModelNode[], count: number): (Floor | undefined)[] {
  const strictest: (Floor | undefined)[] = Array.from({ length: count }, () => undefined);
  for (const { id, plans, minMarginalRoas: at } of nodes)
    if (at !== undefined)
      for (const plan of plans) if (at > (strictest[plan]?.at ?? -1)) strictest[plan] = { node: id, at };
  return strictest;
}

function domainOf(
  problem: AllocationProblem,
  { input, least, most, weight, traffic, economics }: ModelPlan,
  curve: Curve,
  floor: Floor | undefined,
): { domain: Domain; dropped?: { slope: number; by: Floor } } {
  const budget = input.curve.type === 'points' ? Infinity : (problem.budget ?? Infinity);
  let to = Math.max(least, upToSaturation(curve, Math.min(most, budget)));
  if (input.stock !== undefined) {
    const sellable = (input.stock / economics.ordersPerRevenue) * weight * traffic;
    if (curve.value(to) > sellable) to = risingRoot((x) => curve.value(x) - sellable, least, to);
  }
  const running = [{ from: least, to }];
  const domain = input.canPause === true && least > 0 ? [{ from: 0, to: 0 }, ...running] : running;
  if (floor === undefined) return { domain };
  const slope = floor.at * weight;
  const kept = floorDomain(curve, domain, slope);
  return kept.at(-1)!.to < to ? { domain: kept, dropped: { slope, by: floor } } : { domain: kept };
}
