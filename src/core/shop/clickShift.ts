import { log } from '../math/elementary.ts';
import type { ResolvedShop } from '../scenario/resolvedShop.ts';

type ClickThrough = NonNullable<ResolvedShop['clickThrough']>;

/** How a product and a plan's creatives stand today against the start. */
export interface ClickView {
  readonly priceRatio: number;
  /** (1 + orders of the last 30 days) over its start. */
  readonly salesRatio: number;
  /** Stars above peers. */
  readonly ratingLead: number;
  /** Impressions the plan's creatives have had. */
  readonly impressions: number;
  /** Share of organic visits, less its start. */
  readonly organicShareGain: number;
}

/** Shift of the logit of the click-through rate (docs/model.md, "Click-through"); 0 where nothing has changed. */
export function clickShift(parameters: ClickThrough, view: ClickView): number {
  return (
    -parameters.price * log(view.priceRatio) +
    parameters.sales * log(view.salesRatio) +
    parameters.rating * view.ratingLead -
    parameters.fatigue * log(1 + view.impressions / parameters.fatigueImpressions) +
    log(1 + parameters.organicLift * view.organicShareGain)
  );
}

/** The factor on a rate p in [0,1] that shifts its logit by s, odds = e^s: e^s / (1 - p + p e^s); the product stays in [0,1]. */
export function logitFactor(p: number, odds: number): number {
  return odds === 1 ? 1 : odds / (1 - p + p * odds);
}

/** Whether the shop moves click-through at all. */
export function clickFactorNeeded(shop: ResolvedShop): boolean {
  return shop.clickThrough !== null;
}
