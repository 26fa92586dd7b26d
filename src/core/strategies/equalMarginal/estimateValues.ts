import type { Observation, PlanObservation } from '../../contract/observation.ts';
import { recentFigures } from '../recentFigures.ts';

/** What one click of a plan brings. */
export interface ClickValue {
  /** Expected paid orders a click. */
  readonly conversionRate: number;
  /** Expected paid gross revenue a click [currency]. */
  readonly revenue: number;
}

/**
 * Revenue a click of each plan: conversion shrunk to the account's mean with `priorClicks` clicks of evidence, order value
 * shrunk to the product's price with three orders; both corrected for orders still to come.
 */
export function estimateValues(
  observation: Observation,
  plans: readonly PlanObservation[],
  window: number,
  retention: number,
  priorClicks: number,
): ClickValue[] {
  const recent = plans.map((plan) => recentFigures(observation, plan, window, retention));
  const orders = recent.reduce((sum, figures) => sum + figures.orders, 0);
  const clicks = recent.reduce((sum, figures) => sum + figures.maturedClicks, 0);
  const mean = clicks > 0 ? orders / clicks : 0;
  const priorOrders = 3;
  return plans.map((plan, i) => {
    const figures = recent[i]!;
    const conversionRate = (figures.orders + priorClicks * mean) / (figures.maturedClicks + priorClicks);
    const orderValue = (figures.revenue + priorOrders * plan.price) / (figures.orders + priorOrders);
    return { conversionRate, revenue: conversionRate * orderValue };
  });
}
