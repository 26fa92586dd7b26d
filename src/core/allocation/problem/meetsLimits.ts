import type { Model } from './buildModel.ts';

const slack = 1e-9;

/** Whether spends lie in the plans' domains and meet every limit, to a relative 1e-9. */
export function meetsLimits({ nodes, curves, domains }: Model, spend: Float64Array): boolean {
  const inDomain = domains.every((domain, i) =>
    domain.some(({ from, to }) => spend[i]! >= from * (1 - slack) && spend[i]! <= to * (1 + slack)),
  );
  return (
    inDomain &&
    nodes.every(({ plans, maxSpend = Infinity, minSpend = 0, minValue = -Infinity, floors, spendStep }) => {
      let [spent, earned] = [0, 0];
      const measured = floors.map(() => 0);
      const asksForValue = floors.length > 0 || minValue > -Infinity;
      plans.forEach((plan, k) => {
        spent += spend[plan]!;
        if (!asksForValue) return;
        const value = curves[plan]!.value(spend[plan]!);
        earned += value;
        floors.forEach(({ rates }, f) => (measured[f]! += rates[k]! * value));
      });
      return (
        spent <= maxSpend * (1 + slack) &&
        spent >= minSpend * (1 - slack) &&
        (spendStep === undefined || keepsStep(spend, plans, spendStep, domains)) &&
        earned >= minValue - slack * Math.abs(minValue) &&
        floors.every(({ floor }, f) => measured[f]! >= floor * spent * (1 - slack))
      );
    })
  );
}

/** A step is a difference of spends, so its slack is relative to what the plan may spend. */
function keepsStep(
  spend: Float64Array,
  [i, j]: readonly number[],
  step: number,
  domains: Model['domains'],
): boolean {
  const [before, after] = [spend[i!]!, spend[j!]!];
  const room = slack * Math.max(domains[i!]!.at(-1)!.to, domains[j!]!.at(-1)!.to);
  return after <= before * (1 + step) + room && after >= before * (1 - step) - room;
}
