import { compensatedSum } from '../math/sum.ts';
import { envelopeValue, lastSpend, respond, type Envelope } from './envelope.ts';
import type { LinearProgram, LpSolver } from './linearProgram.ts';
import { limitRows, type LimitRow } from './linearRows.ts';
import type { Objective, Prices } from './priceNodes.ts';
import type { ModelNode } from './problem/buildNodes.ts';
import type { Relaxation } from './relax.ts';

/** A point of a plan's envelope; the program chooses how much of the plan sits there. */
interface Column {
  readonly plan: number;
  readonly spend: number;
  readonly value: number;
}

const ROUNDS = 80;
/** Relative gap between the program and the Lagrangian bound at which no more points are sought. */
const GAP = 2 ** -36;
/** Loss for a unit of violated limit, both scaled to about 1: drives violations to nothing where it can be done. */
const PENALTY = 1e5;
const VIOLATED = 1e-8;

/**
 * The optimum over envelopes under limits of any structure: overlapping groups, floors under several measures.
 *
 * Column generation: a linear program mixes points of the envelopes; its duals price money and value for each plan,
 * whose best response is the next point, until the Lagrangian bound meets the program's value.
 * Source: Dantzig and Wolfe 1960, Operations Research 8:101.
 */
export function relaxLinear(
  { nodes, objective }: { readonly nodes: readonly ModelNode[]; readonly objective: Objective },
  envelopes: readonly Envelope[],
  solver: LpSolver,
): Relaxation {
  const rows = nodes.flatMap((node) => limitRows(node, envelopes));
  const columns = envelopes.flatMap(firstColumns);
  const unit = compensatedSum(envelopes.map((envelope) => size(objective, envelope))) || 1;
  for (let round = 0; ; round++) {
    const solution = solver(programOf(rows, columns, envelopes.length, objective, unit));
    if (solution.status !== 'optimal') return violatedRow(rows[0]!, NaN);
    const multipliers = rows.map(({ scale }, r) => (Math.max(0, -solution.dual[r]!) * unit) / scale);
    const prices = pricesOf(rows, multipliers, envelopes, objective);
    const closed = prices.dualBound - solution.value * unit <= GAP * Math.abs(prices.dualBound);
    if (!closed && round < ROUNDS && addResponses(columns, prices, envelopes)) continue;
    const violated = rows.findIndex((_, r) => solution.x[columns.length + r]! > VIOLATED);
    if (violated >= 0) return violatedRow(rows[violated]!, solution.x[columns.length + violated]!);
    const spend = mixColumns(columns, solution.x, envelopes);
    return { status: 'optimal', spend, bound: prices.dualBound, prices: () => prices };
  }
}

/** Spends that a program's shares of columns mean, within the envelopes' ranges: shares are off by rounding, below 0 too. */
export function mixColumns(
  columns: readonly { readonly plan: number; readonly spend: number }[],
  shares: Float64Array,
  envelopes: readonly Envelope[],
): Float64Array {
  const spend = new Float64Array(envelopes.length);
  columns.forEach((column, k) => (spend[column.plan]! += shares[k]! * column.spend));
  return spend.map((x, i) => Math.min(lastSpend(envelopes[i]!), Math.max(envelopes[i]!.spend[0]!, x)));
}

/** Reports the limit that stays violated, by how much at least. */
function violatedRow({ node, limit, at, scale, money, least }: LimitRow, violation: number): Relaxation {
  const short = violation * scale;
  const attainable = limit === 'minAverageRoas' ? NaN : Math.abs(least) + (money[0]! < 0 ? short : -short);
  return { status: 'infeasible', conflict: { node, limit, required: at, attainable, against: 'capacity' } };
}

function size({ valueWeight, moneyPrice }: Objective, envelope: Envelope): number {
  const most = lastSpend(envelope);
  return valueWeight * Math.abs(envelopeValue(envelope, most)) + moneyPrice * most;
}

/** Vertices, and a few points on the way along an arc. */
function firstColumns(envelope: Envelope, plan: number): Column[] {
  const { spend, arc } = envelope;
  const points = [...spend];
  arc.forEach((isArc, piece) => {
    if (isArc)
      for (const share of [0.01, 0.05, 0.2, 0.5])
        points.push(spend[piece]! + share * (spend[piece + 1]! - spend[piece]!));
  });
  return points.map((x) => ({ plan, spend: x, value: envelopeValue(envelope, x) }));
}

function programOf(
  rows: readonly LimitRow[],
  columns: readonly Column[],
  plans: number,
  { valueWeight, moneyPrice }: Objective,
  unit: number,
): LinearProgram {
  const variables = columns.length + rows.length;
  const objective = new Float64Array(variables).fill(-PENALTY);
  const upper = new Float64Array(variables).fill(Infinity);
  const columnsOf: number[][] = Array.from({ length: plans }, () => []);
  columns.forEach(({ plan, spend, value }, k) => {
    objective[k] = (valueWeight * value - moneyPrice * spend) / unit;
    columnsOf[plan]!.push(k);
  });
  const limits = rows.map((row, r) => {
    const index: number[] = [columns.length + r];
    const coefficient: number[] = [1];
    row.plans.forEach((plan, member) => {
      for (const k of columnsOf[plan]!) {
        index.push(k);
        coefficient.push(
          (row.rates[member]! * columns[k]!.value + row.money[member]! * columns[k]!.spend) / row.scale,
        );
      }
    });
    return { index, coefficient, low: row.least / row.scale, high: Infinity };
  });
  const shares = columnsOf.map((index) => ({ index, coefficient: index.map(() => 1), low: 1, high: 1 }));
  return { objective, upper, rows: [...limits, ...shares] };
}

/** Prices of value and money for each plan, and the Lagrangian bound they prove. */
function pricesOf(
  rows: readonly LimitRow[],
  multipliers: readonly number[],
  envelopes: readonly Envelope[],
  { valueWeight, moneyPrice }: Objective,
): Prices {
  const weight = new Float64Array(envelopes.length).fill(valueWeight);
  const money = new Float64Array(envelopes.length).fill(moneyPrice);
  const terms: number[] = [];
  rows.forEach(({ plans, rates, money: perMoney, least }, r) => {
    const multiplier = multipliers[r]!;
    if (multiplier === 0) return;
    terms.push(-multiplier * least);
    plans.forEach((plan, k) => {
      weight[plan]! += multiplier * rates[k]!;
      money[plan]! -= multiplier * perMoney[k]!;
    });
  });
  const price = money.map((p, i) => (weight[i]! > 0 ? p / weight[i]! : Infinity));
  envelopes.forEach((envelope, i) => {
    const best = respond(envelope, price[i]!);
    terms.push(weight[i]! * envelopeValue(envelope, best) - money[i]! * best);
  });
  const binding = rows.flatMap(({ node, limit, at }, r) =>
    multipliers[r]! > 0 ? [{ node, limit, at, multiplier: multipliers[r]! }] : [],
  );
  return { dualBound: compensatedSum(terms), binding, price };
}

/** Adds each plan's best response to the prices; whether any is new. */
function addResponses(columns: Column[], { price }: Prices, envelopes: readonly Envelope[]): boolean {
  const known = new Set(columns.map(({ plan, spend }) => `${plan} ${spend}`));
  const before = columns.length;
  envelopes.forEach((envelope, plan) => {
    const spend = respond(envelope, price[plan]!);
    if (!known.has(`${plan} ${spend}`)) columns.push({ plan, spend, value: envelopeValue(envelope, spend) });
  });
  return columns.length > before;
}
