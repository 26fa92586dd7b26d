import type { Model } from './buildModel.ts';

const STEPS = 8;
/** Part of a floor's money by which the answer is kept on the safe side: rounding of sums. */
const MARGIN = 2 ** -44;

/**
 * Spends near given ones that keep every average floor to rounding: a linear program leaves a floor broken by its
 * tolerance. Money is taken where it costs the floor most, by Newton's steps.
 */
export function keepFloors({ nodes, curves, domains }: Model, given: Float64Array): Float64Array {
  const spend = given.slice();
  for (const { plans, floors } of nodes)
    for (const { floor, rates } of floors)
      for (let step = 0; step < STEPS; step++) {
        let [measured, spent] = [0, 0];
        plans.forEach((plan, k) => {
          measured += rates[k]! * curves[plan]!.value(spend[plan]!);
          spent += spend[plan]!;
        });
        const short = floor * spent * (1 + MARGIN) - measured;
        if (!(short > 0)) break;
        // What the floor gains by a unit of money less, in the plan that gains most of those that may give.
        let [giver, most] = [-1, 0];
        plans.forEach((plan, k) => {
          const gain = floor - rates[k]! * curves[plan]!.slope(spend[plan]!);
          if (gain > most && roomBelow(domains[plan]!, spend[plan]!) > 0) [giver, most] = [plan, gain];
        });
        if (giver < 0) break;
        spend[giver]! -= Math.min(short / most, roomBelow(domains[giver]!, spend[giver]!));
      }
  return spend;
}

/** How far a spend may fall within its interval of the domain. */
function roomBelow(domain: Model['domains'][number], spend: number): number {
  const interval = domain.find(({ from, to }) => from <= spend && spend <= to);
  return interval === undefined ? 0 : spend - interval.from;
}
