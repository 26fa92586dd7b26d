import { compensatedSum } from '../../math/sum.ts';
import { mixCurves } from '../curves/mixCurves.ts';
import type { Domain } from '../domain.ts';
import { envelopeOf, envelopeValue, lastSpend, respond, type Envelope } from '../envelope.ts';
import type { LinearProgram, LpSolver } from '../linearProgram.ts';
import { limitRows, type LimitRow } from '../linearRows.ts';
import { mixColumns } from '../relaxLinear.ts';
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

interface Column {
  readonly plan: number;
  readonly spend: number;
  readonly mean: number;
  readonly values: Float64Array;
}

const ROUNDS = 60;
const GAP = 2 ** -34;
const PENALTY = 1e5;
const VIOLATED = 1e-8;

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
 */
export function cvarProgram(
  model: RiskModel,
  domains: readonly Domain[],
  level: number,
  solver: LpSolver,
  hints: readonly Float64Array[],
  enough = -Infinity,
): CvarSolution {
  const envelopes = model.curves.map((curve, i) => envelopeOf(curve, domains[i]!));
  const rows = model.nodes.flatMap((node) => limitRows(node, envelopes));
  const columns = envelopes.flatMap((envelope, plan) =>
    [...firstSpends(envelope), ...hints.map((hint) => hint[plan]!)]
      .filter((x) => x >= envelope.spend[0]! && x <= lastSpend(envelope))
      .map((x) => columnAt(model, plan, x)),
  );
  const unit = compensatedSum(envelopes.map((e) => Math.abs(envelopeValue(e, lastSpend(e))))) || 1;
  let spend: Float64Array | undefined;
  let value = -Infinity;
  let best: Omit<CvarSolution, 'spend' | 'rounds'> = {
    bound: Infinity,
    caseWeights: new Float64Array(model.scenarios.count).fill(1 / model.scenarios.count),
    rows,
    multipliers: new Float64Array(rows.length),
  };
  let rounds = 0;
  while (rounds++ < ROUNDS) {
    const solution = solver(programOf(model, rows, columns, level, unit));
    if (solution.status !== 'optimal') break;
    const first = rows.length;
    const duals = solution.dual.map((dual) => Math.max(0, -dual));
    const caseWeights = onSimplex(duals.subarray(first, first + model.scenarios.count), level);
    const multipliers = Float64Array.from(rows, ({ scale }, r) => (duals[r]! * unit) / scale);
    const { bound, responses } = lagrangian(model, domains, rows, caseWeights, multipliers);
    if (bound < best.bound) best = { bound, caseWeights, rows, multipliers };
    const mixed = mixColumns(columns, solution.x, envelopes);
    if (rows.every((_, r) => solution.x[columns.length + r]! <= VIOLATED)) {
      const reached = cvarOf(outcomesOf(model, mixed), level);
      if (reached > value) [spend, value] = [mixed, reached];
    }
    // Where curves are not concave the program meets its bound while the allocation itself earns less.
    const reachedMost = Math.max(value, solution.value * unit);
    if (best.bound <= enough) break;
    if (best.bound - reachedMost <= GAP * Math.abs(best.bound)) break;
    if (!addColumns(model, columns, [responses, mixed])) break;
  }
  return { spend, ...best, rounds };
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

function columnAt({ curves, scenarios }: RiskModel, plan: number, spend: number): Column {
  const draws = scenarios.curves[plan]!;
  const values = Float64Array.from({ length: scenarios.count }, (_, s) => valueInCase(draws, s, spend));
  return { plan, spend, values, mean: curves[plan]!.value(spend) };
}

function addColumns(model: RiskModel, columns: Column[], points: readonly Float64Array[]): boolean {
  const known = new Set(columns.map(({ plan, spend }) => `${plan} ${spend}`));
  const before = columns.length;
  for (const spends of points)
    spends.forEach((spend, plan) => {
      if (known.has(`${plan} ${spend}`)) return;
      known.add(`${plan} ${spend}`);
      columns.push(columnAt(model, plan, spend));
    });
  return columns.length > before;
}

/** Variables: shares of columns, violations of rows, t, and how far each case falls short of t. */
function programOf(
  { curves, scenarios: { count }, objective: { moneyPrice } }: RiskModel,
  limits: readonly LimitRow[],
  columns: readonly Column[],
  level: number,
  unit: number,
): LinearProgram {
  const top = columns.length + limits.length;
  const objective = new Float64Array(top + 1 + count).fill(-1 / (level * count));
  objective.fill(-PENALTY, columns.length, top);
  objective[top] = 1;
  const columnsOf: number[][] = curves.map(() => []);
  columns.forEach(({ plan, spend }, k) => {
    objective[k] = (-moneyPrice * spend) / unit;
    columnsOf[plan]!.push(k);
  });
  const limitRow = (row: LimitRow, r: number) => {
    const index = [columns.length + r];
    const coefficient = [1];
    row.plans.forEach((plan, member) => {
      for (const k of columnsOf[plan]!) {
        index.push(k);
        const earned = row.rates[member]! * columns[k]!.mean + row.money[member]! * columns[k]!.spend;
        coefficient.push(earned / row.scale);
      }
    });
    return { index, coefficient, low: row.least / row.scale, high: Infinity };
  };
  const all = columns.map((_, k) => k);
  const caseRows = Array.from({ length: count }, (_, s) => ({
    index: [...all, top, top + 1 + s],
    coefficient: [...columns.map(({ values }) => values[s]! / unit), -1, 1],
    low: 0,
    high: Infinity,
  }));
  const shares = columnsOf.map((index) => ({ index, coefficient: index.map(() => 1), low: 1, high: 1 }));
  const upper = new Float64Array(objective.length).fill(Infinity);
  return { objective, upper, rows: [...limits.map(limitRow), ...caseRows, ...shares] };
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
