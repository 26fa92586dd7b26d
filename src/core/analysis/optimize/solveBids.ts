import { allocateFrontiers, ACCOUNT, type FrontierGroup } from '../../allocation/allocateFrontiers.ts';
import { certificateOf, type Certificate } from '../../allocation/certificate.ts';
import { frontierFromPoints, type Frontier } from '../../allocation/frontier.ts';
import type { Conflict } from '../../allocation/limits.ts';
import type { TreeSolution } from '../../allocation/solveTree.ts';
import { InputError } from '../../issues/issue.ts';
import { compensatedSum } from '../../math/sum.ts';
import { powerOfTwo } from './powerOfTwo.ts';
import type { PreparedScenario } from '../../engine/prepare.ts';
import type { ResolvedScenario } from '../../scenario/resolved.ts';
import { amountOf, bidOf, joined, mixAt, type BidMix } from './bidMix.ts';
import { limitConflict } from './limitConflict.ts';
import { worthOf } from './measures.ts';
import { mixAnswers, type Mixed, type PricedAnswer } from './mixAnswers.ts';
import type { PlanCurve } from './planCurves.ts';
import { sideRows, type SideRow } from './sideRows.ts';
import { spendRange, type SpendRange } from './spendRange.ts';

type Tree = Extract<TreeSolution, { status: 'optimal' }>;

/** What is solved: curves, and what the plans' ranges depend on. */
export interface BidProblem {
  readonly prepared: PreparedScenario;
  readonly curves: readonly PlanCurve[];
  /** Spend of today's settings in expected values [currency/day]. */
  readonly todaySpend: Float64Array;
  /** 1 for plans that may spend nothing. */
  readonly off: Uint8Array;
}

/** One answer of the split of money: a tree of budgets over frontiers that weigh every row. */
export interface PricedSplit extends PricedAnswer {
  readonly tree: Tree;
  readonly frontiers: readonly Frontier[];
}

/** The best choice of bids and split of the day's money, and what proves it. */
export interface BidSolution {
  /** Bid of each plan; 0 = switch off. */
  readonly bid: Float64Array;
  readonly mix: readonly BidMix[];
  /** [currency/day] */
  readonly spend: Float64Array;
  /** In the objective's measure (that of the target where budget is minimised), a day. */
  readonly worth: Float64Array;
  /** Of the objective; least budget counts as negative spend. */
  readonly certificate: Certificate;
  readonly ranges: readonly SpendRange[];
  readonly rows: readonly SideRow[];
  /** Price of each row, objective a unit of the row's sum. */
  readonly rowPrice: Float64Array;
  /** The target is out of reach: this is the most of its measure that can be had. */
  readonly short: boolean;
  /** The split that proves the bound, its prices of the rows, and the prices it sets. */
  readonly proof: { readonly split: PricedSplit; readonly rowPrice: Float64Array; readonly unit: number };
}

/**
 * Best bids under every limit of the scenario: the plans' own limits end the range of their spend (`spendRange`), budgets of groups and
 * the store fold as a tree, and limits in another measure (average ROAS, cost of an order, a target) are priced as rows by column
 * generation (`mixAnswers`). Each plan's frontier is the least concave one above all of its bids in the measure as priced, so the
 * certificate covers the choice of bids as well as the split.
 * @throws InputError `optimize.infeasible` with what is asked and what can be had
 */
export function solveBids(problem: BidProblem): BidSolution {
  const { prepared, curves } = problem;
  const { scenario } = prepared;
  const ranges = planRanges(problem);
  const rows = sideRows(scenario, curves);
  const worth = curves.map((curve) => worthOf(curve, scenario.objective));
  const gain =
    scenario.target === undefined ? worth : curves.map(({ spend }) => spend.map((money) => -money));
  const unit = powerOfTwo(
    compensatedSum(gain.map((column) => column.reduce((most, x) => Math.max(most, Math.abs(x)), 0))),
  );
  const best = (weight: 0 | 1, multiplier: Float64Array): PricedSplit => {
    const price = rows.map(({ scale }, k) => multiplier[k]! / scale);
    const frontiers = curves.map((curve, p) =>
      frontierFromPoints(curve.spend, priced(gain[p]!, weight / unit, rows, price, p)),
    );
    const tree = splitMoney(scenario, frontiers, ranges);
    const mixes = frontiers.map((frontier, p) => mixAt(frontier, tree.spend[p]!));
    const asked = compensatedSum(rows.map(({ least }, k) => price[k]! * least));
    return {
      tree,
      frontiers,
      worth: compensatedSum(mixes.map((mix, p) => amountOf(mix, gain[p]!))) / unit,
      surplus: rows.map((row) => (rowAmount(row, mixes) - row.least) / row.scale),
      bound: tree.certificate.dualBound - asked,
    };
  };
  const mixed = mixAnswers(rows.length, best);
  if (mixed.missed > MISSED) {
    if (scenario.target !== undefined) return { ...solveBids(withoutTarget(problem)), short: true };
    throw limitConflict(curves, rows, (measure) => {
      const frontiers = curves.map(({ spend }, p) => frontierFromPoints(spend, measure[p]!));
      const tree = splitMoney(scenario, frontiers, ranges);
      return frontiers.map((frontier, p) => mixAt(frontier, tree.spend[p]!));
    });
  }
  const mix = mixOf(mixed);
  const value = compensatedSum(mix.map((one, p) => amountOf(one, gain[p]!)));
  const perRow = (multiplier: Float64Array): Float64Array =>
    multiplier.map((price, k) => (price * unit) / rows[k]!.scale);
  return {
    bid: Float64Array.from(mix, (one, p) =>
      scenario.plans[p]!.bounds.fixed ? scenario.plans[p]!.bid : bidOf(one, curves[p]!.bid),
    ),
    mix,
    spend: Float64Array.from(mix, (one, p) => amountOf(one, curves[p]!.spend)),
    worth: Float64Array.from(mix, (one, p) => amountOf(one, worth[p]!)),
    certificate: certificateOf(
      value,
      withinRounding(mixed.proof.answer.bound * unit, value),
      rows.length > 0 ? 'columns' : 'tree-fold',
    ),
    ranges,
    rows,
    rowPrice: perRow(mixed.multiplier),
    short: false,
    proof: { split: mixed.proof.answer, rowPrice: perRow(mixed.proof.multiplier), unit },
  };
}

/** The bound, or the value where they differ by rounding of their sums only. */
function withinRounding(bound: number, value: number): number {
  return Math.abs(bound - value) <= 2 ** -46 * Math.abs(value) ? value : bound;
}

/** The same, for the most of the target's measure. */
function withoutTarget({ prepared, ...rest }: BidProblem): BidProblem {
  const { target: _, ...scenario } = prepared.scenario;
  return { ...rest, prepared: { ...prepared, scenario } };
}

/** Rows are at a scale of about 1. */
const MISSED = 1e-9;

/** Each plan's range, its part of the exploration budget included. */
function planRanges({ prepared, curves, todaySpend, off }: BidProblem): SpendRange[] {
  const { plans, limits } = prepared.scenario;
  const unknown = plans.filter(({ evidence }) => evidence === false).length;
  const exploration =
    unknown > 0 ? ((limits.explorationShare ?? 0) * storeBudget(prepared.scenario)) / unknown : 0;
  return plans.map((plan, p) => {
    const range = spendRange(plan, curves[p]!, {
      today: todaySpend[p]!,
      exploration: plan.evidence === false && Number.isFinite(exploration) ? exploration : 0,
      off: off[p] === 1,
    });
    const { least, most } = range;
    if (least.spend > most.spend * (1 + 1e-12))
      throw new InputError([
        {
          code: 'optimize.range',
          path: ['plans', plan.id, 'limits'],
          params: {
            plan: plan.id,
            limit: least.limit,
            required: least.spend,
            attainable: most.spend,
            against: most.limit,
          },
        },
      ]);
    return range;
  });
}

/** Most the store may spend a day; Infinity where least budget is asked for and none is given. */
export function storeBudget({ limits, days }: ResolvedScenario): number {
  const perDay = limits.periodBudget === null ? Infinity : limits.periodBudget / days;
  return Math.min(limits.openBudget === true ? Infinity : limits.dailyBudget, perDay);
}

/** A plan's bids in the measure that is maximised. */
function priced(
  gain: Float64Array,
  weight: number,
  rows: readonly SideRow[],
  price: readonly number[],
  plan: number,
): Float64Array {
  const sum = gain.map((value) => weight * value);
  rows.forEach(({ amount }, k) => {
    const column = amount[plan];
    if (column === undefined || price[k] === 0) return;
    for (let i = 0; i < sum.length; i++) sum[i]! += price[k]! * column[i]!;
  });
  return sum;
}

/** The best split over frontiers under budgets. */
function splitMoney(
  scenario: ResolvedScenario,
  frontiers: readonly Frontier[],
  ranges: readonly SpendRange[],
): Tree {
  const { plans, limits } = scenario;
  const groups = limits.groups.flatMap(({ id, dailyBudget }): FrontierGroup[] => {
    const members = plans.flatMap((plan) => (plan.group === id ? [plan.id] : []));
    if (members.length === 0 || dailyBudget === null) return [];
    return [{ id: `group:${id}`, plans: members, budget: dailyBudget }];
  });
  const budget = storeBudget(scenario);
  const solution = allocateFrontiers({
    plans: plans.map(({ id }, p) => {
      const last = frontiers[p]!.cost.at(-1)!;
      const most = Math.min(last, ranges[p]!.most.spend);
      return { id, frontier: frontiers[p]!, min: Math.min(most, ranges[p]!.least.spend), max: most };
    }),
    groups,
    ...(Number.isFinite(budget) ? { budget } : {}),
  });
  if (solution.status === 'infeasible') throw moneyConflict(solution.conflict);
  return solution;
}

/** Minimums that exceed a budget. */
function moneyConflict({ node, required, attainable }: Conflict): InputError {
  const group = node === ACCOUNT ? undefined : node.replace(/^group:/, '');
  return new InputError([
    {
      code: 'optimize.budget-below-minimums',
      path: group === undefined ? ['limits', 'dailyBudget'] : ['limits', 'groups', group],
      params: { ...(group === undefined ? {} : { group }), required: attainable, budget: required },
    },
  ]);
}

function rowAmount({ amount }: SideRow, mixes: readonly BidMix[]): number {
  return compensatedSum(mixes.map((mix, p) => (amount[p] === undefined ? 0 : amountOf(mix, amount[p]!))));
}

/** The plans' mixes of a mix of splits. */
function mixOf({ parts }: Mixed<PricedSplit>): BidMix[] {
  return parts[0]!.answer.frontiers.map((_, p) =>
    joined(parts.map(({ answer, share }) => mixAt(answer.frontiers[p]!, answer.tree.spend[p]!, share))),
  );
}
