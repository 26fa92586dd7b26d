import { compensatedSum } from '../../math/sum.ts';
import type { Model } from './buildModel.ts';
import { valueInCase } from './scenarios.ts';

/** Objective of given spends in every case; a single one without draws. */
export function outcomesOf({ curves, objective, scenarios }: Model, spend: Float64Array): Float64Array {
  const { valueWeight, moneyPrice } = objective;
  return Float64Array.from({ length: scenarios?.count ?? 1 }, (_, s) =>
    compensatedSum(
      spend.map((x, i) => {
        const value = scenarios === undefined ? curves[i]!.value(x) : valueInCase(scenarios.curves[i]!, s, x);
        return valueWeight * value - moneyPrice * x;
      }),
    ),
  );
}
