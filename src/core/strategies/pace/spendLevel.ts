import { log } from '../../math/elementary.ts';
import { clamp } from '../shared/clamp.ts';
import type { PaceParameters } from './parameters.ts';

/** What is believed of ln(spend/budget) = intercept + elasticity x level, at yesterday's traffic. Plain data. */
export interface SpendLevel {
  readonly intercept: number;
  readonly variance: number;
  readonly elasticity: number;
  /** Sums of squared and joint day-to-day changes behind the elasticity. */
  readonly squares: number;
  readonly products: number;
  readonly lastLevel: number;
  readonly lastSpend: number;
}

/** Squared log changes behind the prior elasticity. */
const PRIOR_SQUARES = 0.4;

/**
 * Kalman step after a day.
 * @param level bid level that stood
 * @param spend uncapped spend over the budget (> 0)
 * @param traffic change of traffic since the day before [log units]: known, so no surprise
 */
export function learnSpend(
  before: SpendLevel | undefined,
  { level, spend, traffic }: { readonly level: number; readonly spend: number; readonly traffic: number },
  { elasticity: prior, spendNoise, spendDrift }: PaceParameters,
): SpendLevel {
  const seen = log(Math.max(spend, 1e-9));
  if (before === undefined)
    return {
      intercept: seen - prior * level,
      variance: spendNoise,
      elasticity: prior,
      squares: PRIOR_SQUARES,
      products: prior * PRIOR_SQUARES,
      lastLevel: level,
      lastSpend: seen,
    };
  const move = level - before.lastLevel;
  const change = clamp(seen - before.lastSpend - traffic, -1, 1);
  const squares = 0.98 * before.squares + move * move + 0.02 * PRIOR_SQUARES;
  const products = 0.98 * before.products + move * change + 0.02 * PRIOR_SQUARES * prior;
  const elasticity = clamp(products / squares, 0.7, 4);
  // The new slope turns around the point where the account stands.
  const intercept = before.intercept + traffic + (before.elasticity - elasticity) * level;
  const surprise = seen - intercept - elasticity * level;
  const predicted = before.variance + spendDrift * spendDrift * (Math.abs(surprise) > 0.25 ? 6 : 1);
  const gain = predicted / (predicted + spendNoise * spendNoise);
  return {
    intercept: intercept + gain * surprise,
    variance: predicted * (1 - gain),
    elasticity,
    squares,
    products,
    lastLevel: level,
    lastSpend: seen,
  };
}

/**
 * The bid level at which the coming day is expected to spend the budget.
 * @param traffic expected change of traffic since yesterday [log units]
 */
export function budgetLevel(spend: SpendLevel, traffic: number): number {
  return -(spend.intercept + traffic) / spend.elasticity;
}
