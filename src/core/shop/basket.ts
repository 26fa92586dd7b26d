import { exp } from '../math/elementary.ts';
import { gammaLower } from '../math/incompleteGamma.ts';
import type { ResolvedShop } from '../scenario/resolvedShop.ts';

type Basket = NonNullable<ResolvedShop['basket']>;

/** Value of an order relative to the product alone: 1 + related items + categories that work at this many visitors (A22, A28). */
export function basketFactor(basket: Basket, visitors: number): number {
  const reach = 1 - exp(-visitors / basket.categoryVisitors);
  return (
    1 +
    basket.attachRate * basket.attachPrice +
    basket.categories * basket.categoryAttach * basket.categoryPrice * reach
  );
}

/** What a gift above a threshold does to one order. */
export interface ThresholdEffect {
  /** Mean order value relative to no threshold. */
  readonly factor: number;
  /** Orders that earn the gift. */
  readonly gifted: number;
}

/**
 * A gift from T on (A55): of the orders short of T by at most the gap, a share tops up to T. Order values are gamma distributed
 * with mean 1 and coefficient of variation cv, so the gain is in closed form.
 */
export function thresholdEffect(basket: Basket, cv: number): ThresholdEffect {
  const { threshold, thresholdGap, thresholdAdd } = basket;
  if (threshold === 0) return { factor: 1, gifted: 0 };
  const from = threshold * (1 - thresholdGap);
  if (cv === 0) {
    const tops = from <= 1 && 1 < threshold ? thresholdAdd : 0;
    return { factor: 1 + tops * (threshold - 1), gifted: threshold <= 1 ? 1 : tops };
  }
  const shape = 1 / (cv * cv);
  const people = (x: number): number => gammaLower(shape, x * shape);
  const value = (x: number): number => gammaLower(shape + 1, x * shape);
  const near = people(threshold) - people(from);
  const gap = threshold * near - (value(threshold) - value(from));
  return {
    factor: 1 + thresholdAdd * Math.max(0, gap),
    gifted: Math.min(1, 1 - people(threshold) + thresholdAdd * near),
  };
}
