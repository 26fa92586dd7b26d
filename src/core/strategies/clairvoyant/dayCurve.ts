import { emptyDelivery } from '../../contract/channel.ts';
import type { Truth } from '../../contract/truth.ts';
import { exp } from '../../math/elementary.ts';
import { onDay, type DailySeries } from '../../scenario/resolved.ts';

/** What one plan brings on one day over a grid of bids: expected values, no budget in the way. */
export interface DayCurve {
  readonly bid: Float64Array;
  /** [currency/day] */
  readonly cost: Float64Array;
  /** Attributed gross revenue [currency/day] */
  readonly revenue: Float64Array;
}

/** Log-range of bids around the platform's typical bid, and places on it. */
const REACH = 3.6;
const PLACES = 161;

/**
 * The response of a plan on a day (0-based) by the true market. Quality stands as it is this morning, which is exact where
 * quality does not learn (`market.quality.feedback: false`).
 */
export function dayCurve(truth: Truth, plan: number, day: number): DayCurve {
  const { scenario, markets } = truth;
  const market = markets[plan]!;
  const resolved = scenario.plans[plan]!;
  const center = market.typicalBid(day);
  const bid = Float64Array.from({ length: PLACES }, (_, i) =>
    Math.max(scenario.market.minimumBid, center * exp(REACH * ((2 * i) / (PLACES - 1) - 1))),
  );
  const cost = new Float64Array(PLACES);
  const revenue = new Float64Array(PLACES);
  const out = emptyDelivery();
  const perVisit = onDay(resolved.conversionRate, day) * scenario.season.conversion[day]!;
  const worth = resolved.economics.price * scenario.market.clickToVisit * truth.attributedShare;
  resolved.cells.forEach((cell, c) => {
    // The funnel places orders at most once a visit (engine/convertPlan).
    const placed = perVisit * onDay(cell.conversionFactor, day);
    const quality = truth.quality(plan, c);
    const predicted = truth.predicted(plan, c);
    for (let i = 0; i < PLACES; i++) {
      market.deliver(c, day, bid[i]!, quality, predicted, out);
      cost[i]! += out.cost;
      revenue[i]! += out.clicks * Math.min(placed * out.conversion, resolved.orderToPay) * worth;
    }
  });
  return { bid, cost, revenue };
}

/** Days with the same key have the same curve for the plan: every series and season factor that enters it. */
export function dayKey(truth: Truth, plan: number, day: number): string {
  const { season, plans } = truth.scenario;
  const at = (series: DailySeries): number => onDay(series, day);
  const cells = plans[plan]!.cells.flatMap((cell) =>
    'rivals' in cell
      ? [at(cell.dailyQueries), at(cell.conversionFactor), at(cell.rivals.medianBid), at(cell.rivals.count)]
      : [at(cell.dailyImpressions), at(cell.conversionFactor), at(cell.marketCpm)],
  );
  return [
    season.demand[day],
    season.conversion[day],
    season.rivalBids[day],
    at(plans[plan]!.conversionRate),
    ...cells,
  ].join('|');
}
