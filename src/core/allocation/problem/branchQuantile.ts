import type { LpSolver } from '../linearProgram.ts';
import { cvarProgram, type RiskModel } from './cvarProgram.ts';
import { meetsLimits } from './meetsLimits.ts';
import { outcomesOf } from './outcomes.ts';
import { quantileOf, quantileRank } from './riskMeasure.ts';

/** Relative gap at which the search stops. */
const TARGET_GAP = 1e-10;
/** Linear programs a search may solve, times the number of curves in each; but not fewer than some. */
const WORK = 60_000;
const FEWEST = 40;

/** Cases that are to be reached, and cases that are given up. */
interface Split {
  readonly reached: readonly number[];
  readonly givenUp: readonly number[];
  readonly bound: number;
}

/**
 * The quantile by branch and bound over which cases to give up: at most `rank` cases may lie below it, all others reach
 * it. The best least outcome of the cases that must reach it bounds whatever is decided about the rest; the lowest
 * undecided case of that plan is then either given up or added. Exact where curves are concave; over envelopes a bound.
 *
 * @param candidates allocations that meet the limits
 * @param ceiling a bound that is known already
 */
export function branchQuantile(
  model: RiskModel,
  level: number,
  solver: LpSolver | undefined,
  candidates: readonly Float64Array[],
  ceiling: number,
): { readonly spend: Float64Array; readonly bound: number } {
  const { count } = model.scenarios;
  const rank = quantileRank(count, level);
  let [spend, value] = [candidates[0]!, -Infinity];
  const offer = (x: Float64Array): void => {
    const outcome = quantileOf(outcomesOf(model, x), level);
    if (outcome > value && meetsLimits(model, x)) [spend, value] = [x, outcome];
  };
  candidates.forEach(offer);
  const closed = (bound: number) => bound - value <= TARGET_GAP * Math.abs(value);
  const most = Math.max(FEWEST, WORK / (model.plans.length * count));
  const open: Split[] = [{ reached: [], givenUp: [], bound: ceiling }];
  let bound = -Infinity;
  for (let programs = 0; open.length > 0;) {
    open.sort((a, b) => a.bound - b.bound);
    const split = open.pop()!;
    if (closed(split.bound) || programs >= most) {
      bound = Math.max(bound, split.bound);
      continue;
    }
    let at = spend;
    let reachable = split.bound;
    if (split.reached.length > 0) {
      const enough = value * (1 + TARGET_GAP);
      const least = 1 / split.reached.length;
      const program = cvarProgram(model, model.domains, least, solver, [spend], enough, split.reached);
      programs += program.rounds;
      reachable = Math.min(reachable, program.bound);
      if (program.spend !== undefined) {
        at = program.spend;
        offer(at);
      }
    }
    const next = closed(reachable) ? undefined : lowestUndecided(split, outcomesOf(model, at));
    if (next === undefined) bound = Math.max(bound, reachable);
    else open.push(...children(split, next, rank, count, reachable));
  }
  return { spend, bound: Math.max(bound, value) };
}

/** The undecided case with the lowest outcome. */
function lowestUndecided({ reached, givenUp }: Split, outcomes: Float64Array): number | undefined {
  const decided = new Set([...reached, ...givenUp]);
  let lowest: number | undefined;
  outcomes.forEach((outcome, s) => {
    if (!decided.has(s) && (lowest === undefined || outcome < outcomes[lowest]!)) lowest = s;
  });
  return lowest;
}

/** A case is added to those to be reached, or given up; when no more may be given up, all others are to be reached. */
function children(
  { reached, givenUp }: Split,
  next: number,
  rank: number,
  count: number,
  bound: number,
): Split[] {
  const added = { reached: [...reached, next], givenUp, bound };
  if (givenUp.length >= rank) return [added];
  const without = [...givenUp, next];
  const all = Array.from({ length: count }, (_, s) => s).filter((s) => !without.includes(s));
  return [added, { reached: without.length === rank ? all : reached, givenUp: without, bound }];
}
