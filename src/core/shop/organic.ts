import { exp, pow } from '../math/elementary.ts';

/** The organic loop at rest, in visits a day. */
export interface OrganicLoop {
  /** Elasticity of organic visits to weighted sales. */
  readonly elasticity: number;
  /** Weight of a paid sale. */
  readonly paidWeight: number;
  /** Paid visits that would have come organically anyway: 1 - incrementality. */
  readonly displaced: number;
  /** Today's visits. */
  readonly paid: number;
  readonly organic: number;
}

/** One day's memory of an exponential lag with a mean in days; 0 days: none. */
export function lagRetention(days: number): number {
  return days > 0 ? exp(-1 / days) : 0;
}

/** Sales a thousand times those of the first day bring no more: the market ends somewhere. */
const MOST_GROWTH = 1000;

/**
 * Organic visits relative to today's: (S / S_today)^e, S the lagged sales of seven days (docs/model.md, "Organic search").
 * A product that never sold and is credited with nothing gets none.
 */
export function salesResponse(signal: number, start: number, elasticity: number): number {
  return start > 0 ? pow(Math.min(MOST_GROWTH, signal / start), elasticity) : 0;
}

/**
 * Organic visits after paid ones have changed for good: the fixed point of O + d P = (O0 + d P0) ((w P + O)/(w P0 + O0))^e,
 * by iteration (a contraction for e < 1). Equal conversion of paid and organic visits is assumed.
 */
export function organicFixedPoint(loop: OrganicLoop, paid: number): number {
  const { elasticity, paidWeight, displaced, organic } = loop;
  const potential = organic + displaced * loop.paid;
  const start = paidWeight * loop.paid + organic;
  let visits = organic;
  for (let round = 0; round < 500; round++) {
    const next = Math.max(
      0,
      potential * salesResponse(paidWeight * paid + visits, start, elasticity) - displaced * paid,
    );
    if (Math.abs(next - visits) <= 1e-13 * potential) return next;
    visits = next;
  }
  return visits;
}

/**
 * Organic visits gained by one more paid visit, at rest, near today's: (g w - d)/(1 - g), g = e (O + d P)/(w P + O).
 * With d = 0, e = .5, w = .8 and O = P it is 4/13 = .31: the average may be 1:1 while the margin is a third of that.
 */
export function organicMarginal(loop: OrganicLoop): number {
  const { elasticity, paidWeight, displaced, paid, organic } = loop;
  const gain = (elasticity * (organic + displaced * paid)) / (paidWeight * paid + organic);
  return (gain * paidWeight - displaced) / (1 - gain);
}

/** Share of today's organic visits that stays when paid traffic stops, d = 0: (O/(w P + O))^(e/(1-e)). */
export function organicWithoutPaid(loop: OrganicLoop): number {
  const { elasticity, paidWeight, paid, organic } = loop;
  return pow(organic / (paidWeight * paid + organic), elasticity / (1 - elasticity));
}
