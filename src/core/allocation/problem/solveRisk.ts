import type { LpSolver } from '../linearProgram.ts';
import type { Domain } from '../domain.ts';
import type { Prices } from '../priceNodes.ts';
import { mixCurves } from '../curves/mixCurves.ts';
import type { Model } from './buildModel.ts';
import { branchCases } from './branchCases.ts';
import { branchQuantile } from './branchQuantile.ts';
import { cvarProgram, lagrangian, type CvarSolution, type RiskModel } from './cvarProgram.ts';
import { objectiveValue } from './figures.ts';
import { hasManyRows } from './hasManyRows.ts';
import { keepFloors } from './keepFloors.ts';
import { meetsLimits } from './meetsLimits.ts';
import { quantileRank } from './riskMeasure.ts';
import type { Scenarios } from './scenarios.ts';
import { solveModel, type ModelSolution } from './solveModel.ts';
import { usefulDomains } from './usefulDomains.ts';

/** Whether a model plans for a bad case, and not for the mean. */
export function isAverse(model: Model): model is RiskModel {
  const { scenarios } = model;
  if (scenarios?.risk === undefined || scenarios.count === 1) return false;
  const { measure, level } = scenarios.risk;
  return measure === 'quantile' || (measure === 'cvar' && level < 1);
}

/** Multiples of a quantile's level whose tail means give candidates for it. */
const TAILS = [0.5, 1, 1.5, 2, 3, 4, 6, 8];

/**
 * Solves a model for its risk: the mean as any other model; the mean of the worst cases by linear programs, exact where
 * all curves are concave; a quantile by branch and bound over the cases to give up, from the best of several tail means.
 *
 * @param start an allocation that meets the limits, as a candidate
 * @param solver for programs of many rows
 */
export function solveRisk(given: Model, start?: Float64Array, solver?: LpSolver): ModelSolution {
  const mean = solveModel(given, start, solver);
  if (mean.status === 'infeasible' || !isAverse(given)) return mean;
  const model: RiskModel = { ...given, domains: usefulDomains(given) };
  const sparse = hasManyRows(model.nodes, model.scenarios.count) ? solver : undefined;
  const { measure, level } = model.scenarios.risk!;
  const hints = start === undefined ? [mean.spend] : [mean.spend, start];
  const quantile = measure === 'quantile';
  const levels = quantile ? TAILS.map((times) => Math.min(1, times * level)) : [level];
  const programs = [...new Set(levels)].map((tail) => cvarProgram(model, model.domains, tail, sparse, hints));
  const concave = isConcave(model);
  const found = programs.flatMap(({ spend }) => (spend === undefined ? [] : [spend]));
  const candidates = concave
    ? [...hints, ...found]
    : [...hints, ...localOf(model, level, sparse, hints, quantile ? [...hints, ...found] : [])];
  const branched =
    quantile || concave
      ? undefined
      : branchCases(model, level, sparse, candidates, programs[0]!, (around) =>
          localOf(model, level, sparse, hints, [around]),
        );
  const ceiling = quantile ? Math.min(...programs.map((p) => quantileBound(model, p, level))) : Infinity;
  const searched = quantile ? branchQuantile(model, level, sparse, candidates, ceiling) : branched;
  const kept = [...candidates, ...(searched === undefined ? [] : [searched.spend])]
    .map((x) => keepFloors(model, x))
    .filter((x) => meetsLimits(given, x));
  const spend = kept.reduce(
    (best, x) => (objectiveValue(model, x) > objectiveValue(model, best) ? x : best),
    mean.spend,
  );
  const value = objectiveValue(model, spend);
  const { bound } = searched ?? programs[0]!;
  const method = quantile ? 'quantile-search' : concave ? 'cvar-program' : 'cvar-program + branch-and-bound';
  const prices = pricesAt(model, quantile ? programs[1]! : programs[0]!, spend);
  return { ...mean, spend, value, bound, dualBound: bound, prices, method };
}

/** Whether every curve is concave on one range in every case. */
function isConcave({ scenarios, domains }: RiskModel): boolean {
  return scenarios.curves.every((draws, i) => {
    const [range] = domains[i]!;
    if (domains[i]!.length !== 1) return false;
    return draws.every((curve) => {
      const { from, to } = curve.concaveAround(range!.from);
      return from <= range!.from && to >= range!.to;
    });
  });
}

/** Programs within the stretches around candidates on which every case is concave. */
function localOf(
  model: RiskModel,
  level: number,
  solver: LpSolver | undefined,
  hints: readonly Float64Array[],
  arounds: readonly Float64Array[],
): Float64Array[] {
  return arounds.flatMap((around) => {
    const anchor = around.map((x, i) => nearest(model.domains[i]!, x));
    const domains = model.domains.map((domain, i) => stretch(domain, model.scenarios.curves[i]!, anchor[i]!));
    const { spend } = cvarProgram(model, domains, level, solver, hints);
    return spend === undefined ? [] : [spend];
  });
}

/** The allowed spend next below one, or the first. */
function nearest(domain: Domain, x: number): number {
  const below = domain.findLast(({ from }) => from <= x);
  return below === undefined ? domain[0]!.from : Math.min(x, below.to);
}

function stretch(domain: Domain, draws: Scenarios['curves'][number], at: number): Domain {
  let { from, to } = domain.find((part) => part.from <= at && at <= part.to)!;
  for (const curve of draws) {
    const around = curve.concaveAround(at);
    from = Math.max(from, around.from);
    to = Math.min(to, around.to);
  }
  return [{ from, to: Math.max(from, to) }];
}

/** No allocation's outcome in case s exceeds that case's bound, so no quantile exceeds the quantile of the bounds. */
function quantileBound(model: RiskModel, { rows, multipliers }: CvarSolution, level: number): number {
  const { count } = model.scenarios;
  const bounds = Float64Array.from({ length: count }, (_, s) => {
    const only = new Float64Array(count);
    only[s] = 1;
    return lagrangian(model, model.domains, rows, only, multipliers).bound;
  });
  return bounds.sort()[quantileRank(count, level)]!;
}

/** The program's prices, set against the mean curves so that slope - price is what the weighted cases gain. */
function pricesAt(model: RiskModel, solution: CvarSolution, spend: Float64Array): Prices {
  const { rows, multipliers, caseWeights, bound } = solution;
  const { money } = lagrangian(model, model.domains, rows, caseWeights, multipliers);
  const price = spend.map((x, i) => {
    const draws = model.scenarios.curves[i]!;
    const weighted = draws.length === 1 ? draws[0]! : mixCurves(draws, caseWeights);
    return model.curves[i]!.slope(x) - weighted.slope(x) + money[i]!;
  });
  const binding = rows.flatMap(({ node, limit, at }, r) =>
    multipliers[r]! > 0 ? [{ node, limit, at, multiplier: multipliers[r]! }] : [],
  );
  return { dualBound: bound, binding, price };
}
