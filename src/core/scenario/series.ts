import { onDay, type DailySeries } from './resolved.ts';

/** The product of series, day by day; an array only where one of them is. */
export function multiplySeries(days: number, ...factors: readonly DailySeries[]): DailySeries {
  const product = (day: number) => factors.reduce<number>((value, factor) => value * onDay(factor, day), 1);
  if (factors.every((factor) => typeof factor === 'number')) return product(0);
  return Array.from({ length: days }, (_, day) => product(day));
}

/** The largest value of a series. */
export function largest(series: DailySeries): number {
  return typeof series === 'number'
    ? series
    : series.reduce((most, value) => Math.max(most, value), -Infinity);
}
