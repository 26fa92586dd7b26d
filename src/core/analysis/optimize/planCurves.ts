import { run, type PlanSettings } from '../../engine/run.ts';
import type { PreparedScenario } from '../../engine/prepare.ts';
import { hold } from '../../strategies/hold.ts';
import { planCounts } from '../summarize.ts';
import { uncapped } from '../uncapped.ts';
import { creditRates, planCredit } from './credit.ts';

/** What one plan brings at a list of bids, mean day of the horizon, expected values; money in currency/day. */
export interface PlanCurve {
  readonly bid: Float64Array;
  readonly spend: Float64Array;
  readonly clicks: Float64Array;
  readonly orders: Float64Array;
  readonly revenue: Float64Array;
  /** Revenue less refunds, goods, fees, shipping and insurance; before spend. */
  readonly contribution: Float64Array;
  /** Profit credited beyond the plan's own orders [currency/day]; 0 without `shop.credit`. */
  readonly credit: Float64Array;
}

/**
 * Response curves of all plans: the fluid engine itself, run over the whole horizon once for every place on the bid grid, so
 * that season, dayparting and quality are those of the simulation; no daily budget is in the way. Plans do not meet in these markets, so
 * all move at once.
 * @param grid bids of each plan, all of equal length
 * @param around settings at which `shop.credit` rates what the plans' orders and visits bring
 */
export function planCurves(
  prepared: PreparedScenario,
  grid: readonly Float64Array[],
  around: Pick<PlanSettings, 'bid' | 'enabled'>,
): PlanCurve[] {
  const dailyBudget = new Float64Array(grid.length).fill(Number.MAX_VALUE);
  const rates = creditRates(prepared, { ...around, dailyBudget });
  const free = uncapped(prepared);
  const places = grid[0]?.length ?? 0;
  const column = (): Float64Array => new Float64Array(places);
  const curves = grid.map((bid) => ({
    bid,
    spend: column(),
    clicks: column(),
    orders: column(),
    revenue: column(),
    contribution: column(),
    credit: column(),
  }));
  for (let place = 0; place < places; place++) {
    const settings: PlanSettings = {
      bid: Float64Array.from(grid, (bids) => bids[place]!),
      dailyBudget,
      enabled: new Uint8Array(grid.length).fill(1),
    };
    const result = run(free, hold, { tier: 'fluid', settings });
    curves.forEach((curve, plan) => {
      const counts = planCounts(result, plan);
      curve.spend[place] = counts.spend;
      curve.clicks[place] = counts.clicks;
      curve.orders[place] = counts.orders;
      curve.revenue[place] = counts.revenue;
      curve.contribution[place] = counts.profit + counts.spend;
      if (rates !== null) curve.credit[place] = planCredit(result, plan, rates[plan]!);
    });
  }
  return curves;
}

/** Marginal revenue a unit of spend at a bid: the slope of the curve between the neighbours of its place; 0 past its end. */
export function marginalRoasAt(curve: PlanCurve, bid: number): number {
  const last = curve.bid.length - 1;
  let right = 1;
  while (right < last && curve.bid[right]! < bid) right++;
  // At a node the central difference, between nodes the chord.
  const atNode = curve.bid[right] === bid && right < last;
  const left = right - 1;
  const spend = curve.spend[atNode ? right + 1 : right]! - curve.spend[left]!;
  const revenue = curve.revenue[atNode ? right + 1 : right]! - curve.revenue[left]!;
  return spend > 0 ? revenue / spend : 0;
}
