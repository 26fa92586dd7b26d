import type { PlanInput } from './schema.ts';

/** Least and most spend that a plan's own bounds leave together, and the field each comes from. */
export interface PlanRange {
  readonly least: number;
  readonly most: number;
  readonly leastFrom: string;
  readonly mostFrom: string;
}

/** Absolute bounds and bounds relative to today's spend, the stricter of each [money]. Today's spend is a given figure, never the last answer. */
export function planRange(plan: PlanInput): PlanRange {
  const { min, max, today, minOfToday, maxOfToday, stepLimit, fixed } = plan;
  const base = today ?? 0;
  const lows: [string, number | undefined][] = [
    ['min', min ?? undefined],
    ['minOfToday', minOfToday === undefined ? undefined : minOfToday * base],
    ['stepLimit', stepLimit === undefined ? undefined : Math.max(0, 1 - stepLimit) * base],
    ['fixed', fixed === true ? base : undefined],
  ];
  const highs: [string, number | undefined][] = [
    ['max', max ?? undefined],
    ['maxOfToday', maxOfToday === undefined ? undefined : maxOfToday * base],
    ['stepLimit', stepLimit === undefined ? undefined : (1 + stepLimit) * base],
    ['fixed', fixed === true ? base : undefined],
  ];
  let [leastFrom, least] = ['min', 0];
  for (const [name, value] of lows)
    if (value !== undefined && value > least) [leastFrom, least] = [name, value];
  let [mostFrom, most] = ['max', Infinity];
  for (const [name, value] of highs)
    if (value !== undefined && value < most) [mostFrom, most] = [name, value];
  return { least, most, leastFrom, mostFrom };
}
