import { log } from '../../math/elementary.ts';
import { clamp } from '../shared/clamp.ts';
import type { PaceParameters } from './parameters.ts';

/** What is believed of ln(spend/budget) = intercept + elasticity x level + weekday. Plain data. */
export interface SpendLevel {
  readonly intercept: number;
  readonly variance: number;
  readonly elasticity: number;
  /** Sums of squared and joint day-to-day changes behind the elasticity. */
  readonly squares: number;
  readonly products: number;
  readonly lastLevel: number;
  readonly lastSpend: number;
  /** Log factor by weekday, mean 0. */
  readonly weekdays: readonly number[];
}

/** Days of observation before weekday factors are used, and the squared log changes behind the prior elasticity. */
const WEEKDAYS_FROM = 14;
const PRIOR_SQUARES = 0.4;

/** Kalman step after a day: `level` is the bid level that stood, `spend` is uncapped spend over the budget (> 0). */
export function learnSpend(
  before: SpendLevel | undefined,
  day: number,
  level: number,
  spend: number,
  parameters: PaceParameters,
): SpendLevel {
  const seen = log(Math.max(spend, 1e-9));
  const { elasticity: prior, spendNoise, spendDrift } = parameters;
  if (before === undefined)
    return {
      intercept: seen - prior * level,
      variance: spendNoise,
      elasticity: prior,
      squares: PRIOR_SQUARES,
      products: prior * PRIOR_SQUARES,
      lastLevel: level,
      lastSpend: seen,
      weekdays: [0, 0, 0, 0, 0, 0, 0],
    };
  const move = level - before.lastLevel;
  const change = clamp(seen - before.lastSpend, -1, 1);
  const squares = 0.98 * before.squares + move * move + 0.02 * PRIOR_SQUARES;
  const products = 0.98 * before.products + move * change + 0.02 * PRIOR_SQUARES * prior;
  const elasticity = clamp(products / squares, 0.7, 4);
  // The new slope turns around the point where the account stands.
  const intercept = before.intercept + (before.elasticity - elasticity) * level;
  const surprise = seen - intercept - elasticity * level;
  const weekdays = parameters.weekdays
    ? learnWeekday(before.weekdays, (day - 1) % 7, surprise)
    : before.weekdays;
  const left = surprise - (day > WEEKDAYS_FROM ? weekdays[(day - 1) % 7]! : 0);
  const predicted = before.variance + spendDrift * spendDrift * (Math.abs(left) > 0.25 ? 6 : 1);
  const gain = predicted / (predicted + spendNoise * spendNoise);
  return {
    intercept: intercept + gain * left,
    variance: predicted * (1 - gain),
    elasticity,
    squares,
    products,
    lastLevel: level,
    lastSpend: seen,
    weekdays,
  };
}

function learnWeekday(before: readonly number[], weekday: number, surprise: number): number[] {
  const next = [...before];
  next[weekday]! += 0.3 * (clamp(surprise, -0.4, 0.4) - before[weekday]!);
  const mean = next.reduce((sum, value) => sum + value, 0) / 7;
  return next.map((value) => value - mean);
}

/** The bid level at which the coming day is expected to spend the budget. */
export function budgetLevel(spend: SpendLevel, day: number): number {
  const weekday = day >= WEEKDAYS_FROM ? spend.weekdays[day % 7]! : 0;
  return -(spend.intercept + weekday) / spend.elasticity;
}
