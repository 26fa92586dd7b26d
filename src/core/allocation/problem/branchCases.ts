import { clipDomain, type Domain } from '../domain.ts';
import { envelopeValue } from '../envelope.ts';
import type { LpSolver } from '../linearProgram.ts';
import { cvarProgram, weighted, type CvarSolution, type RiskModel } from './cvarProgram.ts';
import { meetsLimits } from './meetsLimits.ts';
import { outcomesOf } from './outcomes.ts';
import { cvarOf } from './riskMeasure.ts';

/** Relative gap at which the search stops. */
const TARGET_GAP = 1e-10;
/** Linear programs a search may solve, times the number of curves in each; but not fewer than some. */
const WORK = 40_000;
const FEWEST = 8;

/** A part of the plans' ranges, with a bound on what it holds. */
interface Box {
  readonly domains: readonly Domain[];
  readonly solution: CvarSolution;
  readonly bound: number;
}

/**
 * The mean of the worst cases where draws are S-shaped: branch and bound over the plans' ranges. A box's program over
 * the envelopes bounds it; its mixed spends, and the program within the concave stretches around them, are candidates.
 * The plan whose weighted envelope promises most beyond its weighted curve is cut in two at its spend.
 *
 * @param root the program over the whole ranges
 * @param local candidates within the concave stretches around an allocation
 */
export function branchCases(
  model: RiskModel,
  level: number,
  solver: LpSolver | undefined,
  hints: readonly Float64Array[],
  root: CvarSolution,
  local: (around: Float64Array) => readonly Float64Array[],
): { readonly spend: Float64Array; readonly bound: number } {
  let [spend, value] = [hints[0]!, -Infinity];
  const offer = (x: Float64Array): void => {
    const reached = cvarOf(outcomesOf(model, x), level);
    if (reached > value && meetsLimits(model, x)) [spend, value] = [x, reached];
  };
  hints.forEach(offer);
  for (const hint of hints) local(hint).forEach(offer);
  const most = Math.max(FEWEST, WORK / (model.plans.length * model.scenarios.count));
  const closed = (bound: number) => bound - value <= TARGET_GAP * Math.abs(value);
  const open: Box[] = [{ domains: model.domains, solution: root, bound: root.bound }];
  let bound = -Infinity;
  for (let programs = 1; open.length > 0;) {
    open.sort((a, b) => a.bound - b.bound);
    const box = open.pop()!;
    const { domains, solution } = box;
    if (solution.spend !== undefined && !closed(box.bound)) {
      offer(solution.spend);
      local(solution.spend).forEach(offer);
    }
    const cut = closed(box.bound) || programs >= most ? undefined : widestCut(model, box);
    if (cut === undefined) {
      bound = Math.max(bound, box.bound);
      continue;
    }
    for (const [from, to] of [
      [-Infinity, cut.at],
      [cut.at, Infinity],
    ] as const) {
      const part = clipDomain(domains[cut.plan]!, from, to);
      if (part.length === 0) continue;
      const inside = domains.map((domain, plan) => (plan === cut.plan ? part : domain));
      const program = cvarProgram(model, inside, level, solver, hints, value * (1 + TARGET_GAP));
      programs += program.rounds;
      open.push({ domains: inside, solution: program, bound: Math.min(box.bound, program.bound) });
    }
  }
  return { spend, bound: Math.max(bound, value) };
}

/** The plan and spend to cut at; `undefined` for a box whose limits leave nothing. */
function widestCut(model: RiskModel, { domains, solution }: Box): { plan: number; at: number } | undefined {
  const { spend, rows, caseWeights, multipliers } = solution;
  if (spend === undefined) return undefined;
  const { envelopes } = weighted(model, domains, rows, caseWeights, multipliers);
  let [plan, gap] = [-1, 0];
  envelopes.forEach((envelope, i) => {
    const beyond = envelopeValue(envelope, spend[i]!) - envelope.lift - envelope.curve.value(spend[i]!);
    if (beyond > gap) [plan, gap] = [i, beyond];
  });
  // The weighted curves are met while single cases are not: halve the widest range.
  const width = (i: number) => domains[i]!.at(-1)!.to - domains[i]![0]!.from;
  const halve = gap <= 1e-9 * Math.abs(solution.bound);
  if (halve) plan = domains.reduce((widest, _, i) => (width(i) > width(widest) ? i : widest), 0);
  const [low, high] = [domains[plan]![0]!.from, domains[plan]!.at(-1)!.to];
  if (!(high > low)) return undefined;
  const margin = (high - low) / 64;
  const at = halve ? low + (high - low) / 2 : Math.min(high - margin, Math.max(low + margin, spend[plan]!));
  return { plan, at };
}
