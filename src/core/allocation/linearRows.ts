import { envelopeValue, lastSpend, type Envelope } from './envelope.ts';
import type { LimitName } from './limits.ts';
import type { ModelNode } from './problem/buildNodes.ts';

/** One limit as sum over plans of (rate * value + money * spend) >= least. */
export interface LimitRow {
  readonly node: string;
  readonly limit: LimitName;
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

/** The limits of a node as rows. */
export function limitRows(node: ModelNode, envelopes: readonly Envelope[]): LimitRow[] {
  const { id, plans, maxSpend, minSpend, minValue, floors } = node;
  const zeros = plans.map(() => 0);
  const row = (
    limit: LimitName,
    at: number,
    rates: readonly number[],
    perMoney: number,
    least: number,
  ): LimitRow => {
    let scale = 0;
    plans.forEach((plan, k) => {
      const most = lastSpend(envelopes[plan]!);
      scale += rates[k]! * Math.abs(envelopeValue(envelopes[plan]!, most)) + Math.abs(perMoney) * most;
    });
    return { node: id, limit, at, plans, rates, money: plans.map(() => perMoney), least, scale: scale || 1 };
  };
  return [
    ...(maxSpend === undefined ? [] : [row('maxSpend', maxSpend, zeros, -1, -maxSpend)]),
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
    ...floors.map(({ given, floor, rates }) => row('minAverageRoas', given, rates, -floor, 0)),
  ];
}
