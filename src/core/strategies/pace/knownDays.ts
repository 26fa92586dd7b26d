import type { Observation } from '../../contract/observation.ts';
import { pow } from '../../math/elementary.ts';
import type { PaceParameters } from './parameters.ts';

/** Announced factor on the conversion of a day; 1 where nothing is known. */
export function conversionOn(calendar: Observation['calendar'], day: number): number {
  const factor = calendar?.conversion[day] ?? 1;
  return factor > 0 ? factor : 1;
}

/**
 * Spend expected of the days left [currency], and their ROAS over that of plain days at the same level. A day whose conversion is k
 * times the usual is bid for k times as high: its spend grows with k^elasticity, its ROAS with k^(1 - slope).
 * @param uncapped yesterday's spend as if no budget had cut it
 */
export function daysAhead(
  { day, days, limits }: Observation,
  uncapped: number,
  calendar: Observation['calendar'],
  { elasticity, roasSlope }: PaceParameters,
): { spend: number; gain: number } {
  if (calendar === undefined)
    return { spend: Math.min(uncapped, limits.dailyBudget) * (days - day), gain: 1 };
  const appetite = (t: number): number => calendar.demand[t]! * pow(conversionOn(calendar, t), elasticity);
  const yesterday = day > 0 ? appetite(day - 1) : 1;
  let spend = 0;
  let lifted = 0;
  for (let t = day; t < days; t++) {
    const own = yesterday > 0 ? Math.min((uncapped * appetite(t)) / yesterday, limits.dailyBudget) : 0;
    spend += own;
    lifted += own * pow(conversionOn(calendar, t), 1 - roasSlope);
  }
  return { spend, gain: spend > 0 ? lifted / spend : 1 };
}
