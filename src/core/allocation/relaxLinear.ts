import { compensatedSum } from '../math/sum.ts';
import { DistinctSpends } from './distinctSpends.ts';
import { envelopeValue, lastSpend, respond, type Envelope } from './envelope.ts';
import type { LpSolver } from './linearProgram.ts';
import { RowTerms, limitRows, type LimitRow } from './linearRows.ts';
import type { ChoiceColumn } from './masterProgram.ts';
import { openProgram } from './openProgram.ts';
import type { Objective, Prices } from './priceNodes.ts';
import type { ModelNode } from './problem/buildNodes.ts';
import type { Relaxation } from './relax.ts';

const ROUNDS = 200;
/** Relative gap between the program and the Lagrangian bound at which no more points are sought. */
const GAP = 2 ** -42;

/** A bound of minus the violations that lies below 0 by this share of the prices proves that limits cannot be met. */
export const PROVEN_SHORT = 1e-12;
/** What is sought while limits are still violated: nothing but to meet them. */
export const NOTHING: Objective = { valueWeight: 0, moneyPrice: 0 };

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
  solver?: LpSolver,
): Relaxation {
  const rows = nodes.flatMap((node) => limitRows(node, envelopes));
  const points = new PointSet(rows, envelopes, objective);
  const first = points.newOnes(envelopes.map(({ spend }) => spend[0]!));
  const least = Float64Array.from(rows, ({ least, scale }) => least / scale);
  const program = openProgram(least, first, solver);
  for (const column of points.spread()) program.add(column);
  for (let round = 0; ; round++) {
    program.solve();
    const multipliers = Array.from(program.multipliers(), (m, r) => m / rows[r]!.scale);
    const prices = pricesOf(rows, multipliers, envelopes, program.isFeasible ? objective : NOTHING);
    const spend = points.mix(program.shares());
    const isClosed = program.isFeasible
      ? prices.dualBound - earned(spend) <= GAP * Math.abs(prices.dualBound)
      : prices.dualBound < -PROVEN_SHORT * compensatedSum(program.multipliers());
    if (!isClosed && round < ROUNDS) {
      const responses = envelopes.map((envelope, plan) => respond(envelope, prices.price[plan]!));
      const next = [...points.newOnes(responses), ...points.newOnes(spend)];
      for (const column of next) program.add(column);
      if (next.length > 0) continue;
    }
    const violations = program.violations();
    const violated = violations.findIndex((x) => x > 0);
    if (!program.isFeasible || violated >= 0)
      return violatedRow(rows[Math.max(0, violated)]!, violations[violated] ?? NaN);
    return { status: 'optimal', spend, bound: prices.dualBound, prices: () => prices };
  }

  function earned(spend: Float64Array): number {
    const { valueWeight, moneyPrice } = objective;
    return compensatedSum(
      spend.map((x, i) => valueWeight * envelopeValue(envelopes[i]!, x) - moneyPrice * x),
    );
  }
}

/** Points of envelopes as columns of a program over limit rows, each once. */
class PointSet {
  private readonly points: { readonly plan: number; readonly spend: number }[] = [];
  private readonly known: DistinctSpends[];
  private readonly terms: RowTerms;
  private readonly envelopes: readonly Envelope[];
  private readonly objective: Objective;

  constructor(rows: readonly LimitRow[], envelopes: readonly Envelope[], objective: Objective) {
    this.terms = new RowTerms(rows, envelopes.length);
    this.envelopes = envelopes;
    this.objective = objective;
    this.known = envelopes.map(() => new DistinctSpends());
  }

  private column(plan: number, spend: number): ChoiceColumn {
    this.points.push({ plan, spend });
    const { valueWeight, moneyPrice } = this.objective;
    const value = envelopeValue(this.envelopes[plan]!, spend);
    const objective = valueWeight * value - moneyPrice * spend;
    return { plan, objective, ...this.terms.at(plan, spend, value) };
  }

  /** Columns of those of a spend for each plan that are not known. */
  newOnes(spends: ArrayLike<number>): ChoiceColumn[] {
    return this.envelopes.flatMap((_, plan) =>
      this.known[plan]!.add(spends[plan]!) ? [this.column(plan, spends[plan]!)] : [],
    );
  }

  /** Vertices, and a few points on the way along an arc. */
  spread(): ChoiceColumn[] {
    return this.envelopes.flatMap(({ spend, arc }, plan) => {
      const points = [...spend];
      arc.forEach((isArc, piece) => {
        if (isArc)
          for (const share of [0.01, 0.05, 0.2, 0.5])
            points.push(spend[piece]! + share * (spend[piece + 1]! - spend[piece]!));
      });
      return points.filter((x) => this.known[plan]!.add(x)).map((x) => this.column(plan, x));
    });
  }

  /** Spends that shares of the columns mean, within the envelopes' ranges: shares are off by rounding. */
  mix(shares: Float64Array): Float64Array {
    return mixColumns(this.points, shares, this.envelopes);
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

/** Prices of value and money for each plan, and the Lagrangian bound they prove. */
export function pricesOf(
  rows: readonly LimitRow[],
  multipliers: ArrayLike<number>,
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
  const price = money.map((p, i) => (weight[i]! > 0 ? p / weight[i]! : p < 0 ? -Infinity : Infinity));
  envelopes.forEach((envelope, i) => {
    const best = respond(envelope, price[i]!);
    terms.push(weight[i]! * envelopeValue(envelope, best) - money[i]! * best);
  });
  const binding = rows.flatMap(({ node, limit, at }, r) =>
    multipliers[r]! > 0 ? [{ node, limit, at, multiplier: multipliers[r]! }] : [],
  );
  return { dualBound: compensatedSum(terms), binding, price };
}
