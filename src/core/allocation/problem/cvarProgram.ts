import { CompensatedSum, compensatedSum } from '../../math/sum.ts';
import { mixCurves } from '../curves/mixCurves.ts';
import { DistinctSpends } from '../distinctSpends.ts';
import type { Domain } from '../domain.ts';
import { envelopeOf, envelopeValue, lastSpend, respond, type Envelope } from '../envelope.ts';
import type { LpSolver } from '../linearProgram.ts';
import { RowTerms, limitRows, type LimitRow } from '../linearRows.ts';
import type { ChoiceColumn } from '../masterProgram.ts';
import { openProgram } from '../openProgram.ts';
import { NOTHING, PROVEN_SHORT, mixColumns, pricesOf } from '../relaxLinear.ts';
import type { Model } from './buildModel.ts';
import { cvarOf } from './riskMeasure.ts';
import { outcomesOf } from './outcomes.ts';
import { valueInCase, type Scenarios } from './scenarios.ts';

/** What a program found, and prices with which any allocation can be bounded. */
export interface CvarSolution {
  /** Best allocation met; `undefined` if the limits leave none. */
  readonly spend: Float64Array | undefined;
  /** Highest mean of the worst cases over the envelopes: nothing within the limits exceeds it. */
  readonly bound: number;
  /** Weights of the cases and multipliers of the rows at the bound. */
  readonly caseWeights: Float64Array;
  readonly rows: readonly LimitRow[];
  readonly multipliers: Float64Array;
  /** Linear programs solved. */
  readonly rounds: number;
}

interface Point {
  readonly plan: number;
  readonly spend: number;
  readonly values: Float64Array;
}

const ROUNDS = 60;
const GAP = 2 ** -36;

export type RiskModel = Model & { readonly scenarios: Scenarios };

/**
 * Maximises the mean of the worst `level` of the cases under the model's limits (which hold for the mean curves), over
 * the plans' domains.
 *
 * maximise t - sum_s u_s / (level S) - money with u_s >= t - V_s: a linear program over points of the curves. Its duals
 * weight the cases; each plan's best response to its weighted curve is the next point and proves a bound.
 * Exact where all curves are concave: mixing points then earns no less in any case.
 * Source: Rockafellar and Uryasev 2000, Journal of Risk 2:21; Dantzig and Wolfe 1960.
 *
 * @param enough a bound at which nothing more is sought
 * @param cases those that count, all of them by default; `level` is a share of them
 */
export function cvarProgram(
  model: RiskModel,
  domains: readonly Domain[],
  level: number,
  solver: LpSolver | undefined,
  hints: readonly Float64Array[],
  enough = -Infinity,
  cases: readonly number[] = Array.from({ length: model.scenarios.count }, (_, s) => s),
): CvarSolution {
  const count = cases.length;
  const envelopes = model.curves.map((curve, i) => envelopeOf(curve, domains[i]!));
  const rows = model.nodes.flatMap((node) => limitRows(node, envelopes));
  const unit = compensatedSum(envelopes.map((e) => Math.abs(envelopeValue(e, lastSpend(e))))) || 1;
  const points = new CasePoints(model, rows, unit, cases);
  const first = envelopes.flatMap(({ spend }, plan) => points.newOnes(plan, spend[0]!));
  const least = [...rows.map((row) => row.least / row.scale), ...new Array<number>(count).fill(0)];
  const program = openProgram(Float64Array.from(least), first, solver);
  for (const column of tailColumns(rows.length, count, level, unit)) program.add(column);
  envelopes.forEach((envelope, plan) => {
    for (const x of [...firstSpends(envelope), ...hints.map((hint) => hint[plan]!)])
      if (x >= envelope.spend[0]! && x <= lastSpend(envelope))
        for (const column of points.newOnes(plan, x)) program.add(column);
  });
  let spend: Float64Array | undefined;
  let value = -Infinity;
  let best: Omit<CvarSolution, 'spend' | 'rounds'> = {
    bound: Infinity,
    caseWeights: amongAll(model, cases, new Float64Array(count).fill(1 / count)),
    rows,
    multipliers: new Float64Array(rows.length),
  };
  let rounds = 0;
  while (rounds++ < ROUNDS) {
    program.solve();
    const prices = program.multipliers();
    const multipliers = Float64Array.from(rows, ({ scale }, r) => prices[r]! / scale);
    const mixed = points.mix(program.shares(), envelopes);
    const next: Float64Array[] = [mixed];
    if (program.isFeasible) {
      const duals = prices.subarray(rows.length).map((p) => p / unit);
      const caseWeights = amongAll(model, cases, onSimplex(duals, level));
      const { bound, responses } = lagrangian(model, domains, rows, caseWeights, multipliers);
      if (bound < best.bound) best = { bound, caseWeights, rows, multipliers };
      next.push(responses);
      const outcomes = outcomesOf(model, mixed);
      const reached = cvarOf(
        cases.map((s) => outcomes[s]!),
        level,
      );
      const keeps = program.violations().every((x) => x === 0);
      if (keeps && reached > value) [spend, value] = [mixed, reached];
    } else {
      const { price, dualBound } = pricesOf(rows, multipliers, envelopes, NOTHING);
      if (dualBound < -PROVEN_SHORT * compensatedSum(prices))
        return { spend, ...best, bound: -Infinity, rounds };
      next.push(Float64Array.from(envelopes, (envelope, plan) => respond(envelope, price[plan]!)));
    }
    // Where curves are not concave the program meets its bound while the allocation itself earns less.
    const reachedMost = Math.max(value, points.earned(program.shares(), level));
    if (best.bound <= enough) break;
    if (best.bound - reachedMost <= GAP * Math.abs(best.bound)) break;
    const columns = next.flatMap((spends) => [...spends].flatMap((x, plan) => points.newOnes(plan, x)));
    if (columns.length === 0) break;
    for (const column of columns) program.add(column);
  }
  return { spend, ...best, rounds };
}

/** Weights of some cases as weights of all. */
function amongAll({ scenarios }: RiskModel, cases: readonly number[], some: Float64Array): Float64Array {
  const all = new Float64Array(scenarios.count);
  cases.forEach((s, k) => (all[s] = some[k]!));
  return all;
}

/** Highest of any allocation's weighted cases less what the limits cost: a bound for every choice of weights and multipliers. */
export function lagrangian(
  model: RiskModel,
  domains: readonly Domain[],
  rows: readonly LimitRow[],
  caseWeights: Float64Array,
  multipliers: Float64Array,
): { readonly bound: number; readonly responses: Float64Array; readonly money: Float64Array } {
  const { envelopes, money } = weighted(model, domains, rows, caseWeights, multipliers);
  const terms = rows.map(({ least }, r) => (multipliers[r] === 0 ? 0 : -multipliers[r]! * least));
  const responses = Float64Array.from(envelopes, (envelope, plan) => respond(envelope, money[plan]!));
  envelopes.forEach((envelope, plan) => {
    const x = responses[plan]!;
    terms.push(envelopeValue(envelope, x) - money[plan]! * x);
  });
  return { bound: compensatedSum(terms), responses, money };
}

/** Envelopes of each plan's weighted cases, and what its money costs, under multipliers of the limits. */
export function weighted(
  { scenarios, objective }: RiskModel,
  domains: readonly Domain[],
  rows: readonly LimitRow[],
  caseWeights: Float64Array,
  multipliers: Float64Array,
): { readonly envelopes: readonly Envelope[]; readonly money: Float64Array } {
  const { count, curves } = scenarios;
  const onMean = new Float64Array(domains.length);
  const money = new Float64Array(domains.length).fill(objective.moneyPrice);
  rows.forEach((row, r) => {
    const multiplier = multipliers[r]!;
    if (multiplier === 0) return;
    row.plans.forEach((plan, k) => {
      onMean[plan]! += multiplier * row.rates[k]!;
      money[plan]! -= multiplier * row.money[k]!;
    });
  });
  const envelopes = curves.map((draws, plan) => {
    const weights =
      draws.length === 1 ? [1 + onMean[plan]!] : caseWeights.map((p) => p + onMean[plan]! / count);
    return envelopeOf(mixCurves(draws, weights), domains[plan]!);
  });
  return { envelopes, money };
}

function firstSpends({ spend, arc }: Envelope): number[] {
  const points = [...spend];
  arc.forEach((isArc, piece) => {
    if (isArc)
      for (const share of [0.01, 0.05, 0.2, 0.5])
        points.push(spend[piece]! + share * (spend[piece + 1]! - spend[piece]!));
  });
  return points;
}

/** Points of the plans' curves, in every case, as columns of the program: its rows are the limits and then the cases. */
class CasePoints {
  private readonly points: Point[] = [];
  private readonly known: DistinctSpends[];
  private readonly model: RiskModel;
  private readonly terms: RowTerms;
  private readonly cases: readonly number[];
  private readonly caseRows: readonly number[];
  private readonly unit: number;

  constructor(model: RiskModel, rows: readonly LimitRow[], unit: number, cases: readonly number[]) {
    this.model = model;
    this.terms = new RowTerms(rows, model.curves.length);
    this.cases = cases;
    this.caseRows = cases.map((_, k) => rows.length + k);
    this.unit = unit;
    this.known = model.curves.map(() => new DistinctSpends());
  }

  private column(plan: number, spend: number): ChoiceColumn {
    const { curves, scenarios, objective } = this.model;
    const draws = scenarios.curves[plan]!;
    const values = Float64Array.from(this.cases, (s) => valueInCase(draws, s, spend));
    this.points.push({ plan, spend, values });
    const limits = this.terms.at(plan, spend, curves[plan]!.value(spend));
    const index = [...limits.index, ...this.caseRows];
    const coefficient = new Float64Array(index.length);
    coefficient.set(limits.coefficient);
    coefficient.set(
      values.map((value) => value / this.unit),
      limits.index.length,
    );
    return { plan, objective: -objective.moneyPrice * spend, index, coefficient };
  }

  newOnes(plan: number, spend: number): ChoiceColumn[] {
    return this.known[plan]!.add(spend) ? [this.column(plan, spend)] : [];
  }

  mix(shares: Float64Array, envelopes: readonly Envelope[]): Float64Array {
    return mixColumns(this.points, this.ofPoints(shares), envelopes);
  }

  /** Mean of the worst cases of a mix of points. */
  earned(shares: Float64Array, level: number): number {
    const { objective } = this.model;
    const outcomes = this.cases.map(() => new CompensatedSum());
    this.ofPoints(shares).forEach((share, k) => {
      if (share === 0) return;
      const { spend, values } = this.points[k]!;
      values.forEach((value, s) => outcomes[s]!.add(share * (value - objective.moneyPrice * spend)));
    });
    return cvarOf(
      Float64Array.from(outcomes, ({ value }) => value),
      level,
    );
  }

  /** Shares without those of the tail's columns, which stand behind the plans' first. */
  private ofPoints(shares: Float64Array): Float64Array {
    const plans = this.model.curves.length;
    const points = new Float64Array(this.points.length);
    points.set(shares.subarray(0, plans));
    points.set(shares.subarray(plans + 1 + this.cases.length), plans);
    return points;
  }
}

/** The level t of the tail, and how far each case falls short of it. */
function tailColumns(limits: number, count: number, level: number, unit: number): ChoiceColumn[] {
  const cases = Array.from({ length: count }, (_, s) => limits + s);
  const top = { plan: -1, objective: unit, index: cases, coefficient: new Float64Array(count).fill(-1) };
  const short = cases.map((row) => ({
    plan: -1,
    objective: -unit / (level * count),
    index: [row],
    coefficient: Float64Array.of(1),
  }));
  return [top, ...short];
}

/** Duals of the cases, rounding aside: weights of at most 1 / (level count) that sum to 1. */
function onSimplex(duals: Float64Array, level: number): Float64Array {
  const most = Math.max(1 / (level * duals.length), 1 / duals.length);
  const weights = duals.map((p) => Math.min(most, p));
  const sum = compensatedSum(weights);
  if (sum >= 1) return weights.map((p) => p / sum);
  const room = compensatedSum(weights.map((p) => most - p));
  return room > 0 ? weights.map((p) => p + ((1 - sum) * (most - p)) / room) : weights.fill(1 / duals.length);
}
