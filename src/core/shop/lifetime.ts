import { pow } from '../math/elementary.ts';
import type { ResolvedShop } from '../scenario/resolvedShop.ts';

type Customers = NonNullable<ResolvedShop['customers']>;

/**
 * Later orders a new buyer is worth, discounted: the sum over k of r1 .. rk d^(kT), the last rate repeated (docs/model.md).
 * Times net margin and order value it is the lifetime profit beyond the first order.
 */
export function lifetimeOrders(customers: Customers): number {
  const delay = pow(customers.dailyDiscount, customers.intervalDays);
  const second = customers.repeat1 * delay;
  const third = second * customers.repeat2 * delay;
  const later = customers.repeat3 * delay;
  return second + third / (1 - later);
}

/** Shares of buyers of 1, 2, 3 and more orders among customers at rest, when new ones come at a steady rate. */
export function stageShares(customers: Customers): readonly [number, number, number] {
  const second = customers.repeat1;
  const third = (second * customers.repeat2) / (1 - customers.repeat3);
  const total = 1 + second + third;
  return [1 / total, second / total, third / total];
}
