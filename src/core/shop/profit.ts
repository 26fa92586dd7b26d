import type { Economics } from '../scenario/resolved.ts';

/**
 * Profit of attributed orders before ad spend [currency]: kept revenue less commission, payment fee and goods, less
 * shipping and insurance of every order, less the loss of every return (docs/model.md, "Net margin"). Its expectation
 * over returns is revenue x netMargin when revenue = orders x price.
 * @param orders paid orders
 * @param revenue paid gross revenue [currency]
 * @param returned orders that come back, <= orders
 * @param priceFactor price paid relative to the product's: a discount lowers revenue, not the cost of the goods
 */
export function contribution(
  economics: Economics,
  orders: number,
  revenue: number,
  returned: number,
  priceFactor = 1,
): number {
  if (orders <= 0) return 0;
  const kept = revenue * (1 - returned / orders);
  const { price, unitCost, commission, paymentFee, shipping, insurance, lossPerReturn } = economics;
  return (
    kept * (1 - commission - paymentFee - unitCost / (price * priceFactor)) -
    orders * (shipping + insurance) -
    returned * lossPerReturn
  );
}
