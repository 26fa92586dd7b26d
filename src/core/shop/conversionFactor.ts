import { exp, pow } from '../math/elementary.ts';
import { shopTypeTrust } from '../scenario/presets.ts';
import type { ResolvedShop } from '../scenario/resolvedShop.ts';

type Conversion = NonNullable<ResolvedShop['conversion']>;

/** What a buyer sees of a product today. */
export interface ProductView {
  /** Price over reference price. */
  readonly priceRatio: number;
  readonly uniqueness: number;
  readonly page: number;
  /** Rating over the peers'. */
  readonly ratingRatio: number;
  readonly reviews: number;
  readonly peerReviews: number;
  readonly negativeShare: number;
  /** Orders of the last 30 days. */
  readonly recentSales: number;
}

/**
 * Conversion relative to peers (docs/model.md, "Conversion"): a product of factors, each 1 at the peers' level.
 *
 *     (P/P_ref)^-(e - r u) trust logistics page promotion (rating/peer)^v ((1+reviews)/(1+peer))^w (1-h)^(seen - peers') Z
 *
 * @returns factor >= 0 on paid orders a visit
 */
export function conversionFactor(parameters: Conversion, view: ProductView): number {
  const elasticity = Math.max(0, parameters.priceElasticity - parameters.uniquenessRelief * view.uniqueness);
  return (
    pow(view.priceRatio, -elasticity) *
    shopTypeTrust[parameters.shopType] *
    parameters.logistics *
    view.page *
    parameters.promotion *
    pow(view.ratingRatio, parameters.ratingExponent) *
    pow((1 + view.reviews) / (1 + view.peerReviews), parameters.reviewExponent) *
    negativesFactor(parameters, view) *
    salesFactor(parameters, view.recentSales)
  );
}

/** Nobody reads more complaints than this before leaving. */
const MOST_SEEN = 5;

/** Harm of the negative reviews on the first page, relative to peers whose negatives go unanswered: (1 - h)^(seen - peers' seen). */
export function negativesFactor(
  parameters: Conversion,
  view: Pick<ProductView, 'reviews' | 'negativeShare'>,
): number {
  const { negativeHarm, seenPerNegative, visibleReviews, peerNegativeShare } = parameters;
  const answered = 1 - parameters.answeredShare * (1 - parameters.answeredHarm);
  const seen = (negatives: number): number => Math.min(MOST_SEEN, seenPerNegative * negatives);
  const own = seen(Math.min(view.reviews, visibleReviews) * view.negativeShare * answered);
  return pow(1 - negativeHarm, own - seen(visibleReviews * peerNegativeShare));
}

/** Nobody wants to be the first buyer: 1 - p e^(-sales30/scale), 1 - p where nothing has sold. */
export function salesFactor(
  parameters: Pick<Conversion, 'zeroSalesPenalty' | 'zeroSalesScale'>,
  recentSales: number,
): number {
  return 1 - parameters.zeroSalesPenalty * exp(-recentSales / parameters.zeroSalesScale);
}
