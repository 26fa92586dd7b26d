import { log } from '../math/elementary.ts';
import type { ResolvedShop } from '../scenario/resolvedShop.ts';

type ClickThrough = NonNullable<ResolvedShop['clickThrough']>;

/** How a product stands today against the start. */
export interface ProductView {
  readonly priceRatio: number;
  /** (1 + orders of the last 30 days) over its start. */
  readonly salesRatio: number;
  /** Stars above peers. */
  readonly ratingLead: number;
}

/** The product's part of the shift of the logit of a click-through rate (docs/model.md, "Click-through"). */
export function productShift(parameters: ClickThrough, view: ProductView): number {
  return (
    -parameters.price * log(view.priceRatio) +
    parameters.sales * log(view.salesRatio) +
    parameters.rating * view.ratingLead
  );
}

/** The part of organic visibility, common to all plans. @param gain share of organic visits, less its start */
export function visibilityShift(parameters: ClickThrough, gain: number): number {
  return log(1 + parameters.organicLift * gain);
}

/**
 * The whole shift; 0 where nothing has changed.
 * @param product `productShift`
 * @param impressions that the plan's creatives have had
 * @param visibility `visibilityShift`
 */
export function clickShift(
  parameters: ClickThrough,
  product: number,
  impressions: number,
  visibility: number,
): number {
  return product - parameters.fatigue * log(1 + impressions / parameters.fatigueImpressions) + visibility;
}

/** The factor on a rate p in [0,1] that shifts its logit by s, odds = e^s: e^s / (1 - p + p e^s); the product stays in [0,1]. */
export function logitFactor(p: number, odds: number): number {
  return odds === 1 ? 1 : odds / (1 - p + p * odds);
}

/** Whether the shop moves click-through at all. */
export function clickFactorNeeded(shop: ResolvedShop): boolean {
  return shop.clickThrough !== null;
}
