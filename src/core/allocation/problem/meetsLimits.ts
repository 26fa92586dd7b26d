import type { Model } from './buildModel.ts';

/** Whether spends lie in the plans' domains and meet every limit, to a relative 1e-9. */
export function meetsLimits({ nodes, curves, domains }: Model, spend: Float64Array): boolean {
  const slack = 1e-9;
  const inDomain = domains.every((domain, i) =>
    domain.some(({ from, to }) => spend[i]! >= from * (1 - slack) && spend[i]! <= to * (1 + slack)),
  );
  return (
    inDomain &&
    nodes.every(({ plans, maxSpend = Infinity, minSpend = 0, minValue = -Infinity, floors }) => {
      let [spent, earned] = [0, 0];
      const measured = floors.map(() => 0);
      plans.forEach((plan, k) => {
        const value = curves[plan]!.value(spend[plan]!);
        spent += spend[plan]!;
        earned += value;
        floors.forEach(({ rates }, f) => (measured[f]! += rates[k]! * value));
      });
      return (
        spent <= maxSpend * (1 + slack) &&
        spent >= minSpend * (1 - slack) &&
        earned >= minValue - slack * Math.abs(minValue) &&
        floors.every(({ floor }, f) => measured[f]! >= floor * spent * (1 - slack))
      );
    })
  );
}
