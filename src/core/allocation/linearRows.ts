import { envelopeValue, lastSpend, type Envelope } from './envelope.ts';
import type { RowLimit } from './limits.ts';
import type { ModelNode } from './problem/buildNodes.ts';

/** One limit as sum over plans of (rate * value + money * spend) >= least. */
export interface LimitRow {
  readonly node: string;
  readonly limit: RowLimit;
  /** The limit's figure as given. */
  readonly at: number;
  readonly plans: readonly number[];
  /** Both parallel to `plans`. */
  readonly rates: readonly number[];
  readonly money: readonly number[];
  readonly least: number;
  /** Size of the sum, to bring rows to about 1. */
  readonly scale: number;
}

/** The limits of a node as rows; a cap beyond what its plans can spend is none. */
export function limitRows(node: ModelNode, envelopes: readonly Envelope[]): LimitRow[] {
  const { id, plans, maxSpend, minSpend, minValue, floors, spendStep } = node;
  const zeros = plans.map(() => 0);
  const room = plans.reduce((sum, plan) => sum + lastSpend(envelopes[plan]!), 0);
  const row = (
    limit: RowLimit,
    at: number,
    rates: readonly number[],
    perMoney: number | readonly number[],
    least: number,
  ): LimitRow => {
    const money = typeof perMoney === 'number' ? plans.map(() => perMoney) : perMoney;
    let scale = 0;
    plans.forEach((plan, k) => {
      const most = lastSpend(envelopes[plan]!);
      scale += rates[k]! * Math.abs(envelopeValue(envelopes[plan]!, most)) + Math.abs(money[k]!) * most;
    });
    return { node: id, limit, at, plans, rates, money, least, scale: scale || 1 };
  };
  return [
    ...(maxSpend === undefined || maxSpend >= room ? [] : [row('maxSpend', maxSpend, zeros, -1, -maxSpend)]),
    ...(minSpend === undefined ? [] : [row('minSpend', minSpend, zeros, 1, minSpend)]),
    ...(minValue === undefined
      ? []
      : [
          row(
            'minValue',
            minValue,
            plans.map(() => 1),
            0,
            minValue,
          ),
        ]),
    ...(spendStep === undefined
      ? []
      : [
          row('spendStep', spendStep, zeros, [1 + spendStep, -1], 0),
          row('spendStep', spendStep, zeros, [spendStep - 1, 1], 0),
        ]),
    ...floors.map(({ given, floor, rates }) => row('minAverageRoas', given, rates, -floor, 0)),
  ];
}

/** What each plan adds to the rows that hold it, in each row's scale. */
export class RowTerms {
  private readonly rows: readonly LimitRow[];
  /** Rows of each plan, and its place among their plans. */
  private readonly index: number[][];
  private readonly members: number[][];

  constructor(rows: readonly LimitRow[], plans: number) {
    this.rows = rows;
    this.index = Array.from({ length: plans }, () => []);
    this.members = Array.from({ length: plans }, () => []);
    rows.forEach((row, r) =>
      row.plans.forEach((plan, member) => {
        this.index[plan]!.push(r);
        this.members[plan]!.push(member);
      }),
    );
  }

  /** Rows of a plan, and its terms there at a spend that earns a value. */
  at(plan: number, spend: number, value: number): { index: readonly number[]; coefficient: Float64Array } {
    const index = this.index[plan]!;
    const coefficient = Float64Array.from(index, (r, k) => {
      const { rates, money, scale } = this.rows[r]!;
      const member = this.members[plan]![k]!;
      return (rates[member]! * value + money[member]! * spend) / scale;
    });
    return { index, coefficient };
  }
}
