import { clipDomain, type Domain } from '../domain.ts';
import type { Model } from './buildModel.ts';

const ROUNDS = 100;
/** A round that lowers no range by more than this share is the last. */
const WORTHWHILE = 0.05;
/** Ranges pass a budget by this factor: money beyond it has a price. */
const BEYOND = 2;
/** Room for rounding and for the slack within which limits hold. */
const SLACK = 2 ** -20;

/**
 * Domains without the spends that no allocation within the limits can have: no more than a cap allows, nor than all that
 * a floor's plans can earn together, over the floor. A smaller range lowers what they can earn, so caps are found in rounds.
 * Linear programs hold limits to a share of the ranges; curves saturate far beyond what limits ever let plans spend.
 */
export function usefulDomains({ nodes, curves, domains }: Model): readonly Domain[] {
  const most = Float64Array.from(domains, (domain) => domain.at(-1)!.to);
  const highest = (plan: number): number => highestValue(curves[plan]!, domains[plan]!, most[plan]!);
  const values = domains.map((_, plan) => highest(plan));
  for (let round = 0; round < ROUNDS; round++) {
    let worthwhile = false;
    for (const { plans, maxSpend, floors } of nodes) {
      const caps = floors.map(({ floor, rates }) => {
        const earned = plans.reduce((sum, plan, k) => sum + Math.max(0, rates[k]! * values[plan]!), 0);
        return floor > 0 ? earned / floor : Infinity;
      });
      const cap = Math.min((maxSpend || Infinity) * BEYOND, ...caps) * (1 + SLACK);
      for (const plan of plans) {
        const to = Math.max(domains[plan]![0]!.from, cap);
        if (!(to < most[plan]!)) continue;
        worthwhile ||= to < most[plan]! * (1 - WORTHWHILE);
        most[plan] = to;
        values[plan] = highest(plan);
      }
    }
    if (!worthwhile) break;
  }
  return domains.map((domain, plan) =>
    most[plan]! < domain.at(-1)!.to ? clipDomain(domain, -Infinity, most[plan]!) : domain,
  );
}

/** Most that a curve earns on a domain up to a spend: at an end of one of its parts, since each part is monotone. */
function highestValue(curve: Model['curves'][number], domain: Domain, to: number): number {
  let best = -Infinity;
  for (const interval of clipDomain(domain, -Infinity, to))
    for (const part of curve.parts(interval.from, interval.to))
      best = Math.max(best, curve.value(part.from), curve.value(part.to));
  return best;
}
