import type { Observation, PlanObservation } from '../../contract/observation.ts';
import { log } from '../../math/elementary.ts';
import { clamp } from '../shared/clamp.ts';

/** How the account's traffic moves [log units]. */
export interface TrafficChange {
  /** Yesterday over the day before it, as the back office shows it. */
  readonly last: number;
  /** Today, as expected, over yesterday. */
  readonly next: number;
}

/** Standard deviation of a day's traffic around its weekday before evidence [log units], and the days behind it. */
const NOISE = { prior: 0.04, days: 7 };
/** Weight of a day against what was believed of the level; a day further off than `jump` starts a new level. */
const LEVEL = { gain: 0.5, jump: 0.2 };
const WEEK = 7;

/**
 * Traffic of a day is searches (or impressions on offer) of all plans, shown and lost, each at the plan's own spend a search. Its log
 * is a level that wanders or jumps, plus a weekday's factor as far as weeks agree on it, plus what
 * the calendar announces.
 */
export function trafficChange(
  { day }: Observation,
  plans: readonly PlanObservation[],
  calendar: Observation['calendar'],
): TrafficChange {
  const known = (t: number): number => (day === 0 ? 0 : knownChange(calendar, day - 1, t));
  if (day < 2) return { last: 0, next: known(day) };
  const traffic = dailyTraffic(day, plans);
  const reference = traffic[day - 1]!;
  const seen = Array.from(traffic, (value) =>
    value > 0 && reference > 0 ? clamp(log(value / reference), -3, 3) : 0,
  );
  const logs = calendar === undefined ? seen : seen.map((value, t) => value - known(t));
  const weekdays = weekdayFactors(logs);
  let level = logs[0]! - weekdays[0]!;
  for (let t = 1; t < day; t++) {
    const surprise = logs[t]! - weekdays[t % WEEK]! - level;
    level += (Math.abs(surprise) > LEVEL.jump ? 1 : LEVEL.gain) * surprise;
  }
  const next = level + weekdays[day % WEEK]!;
  return { last: -seen[day - 2]!, next: calendar === undefined ? next : next + known(day) };
}

/** Announced change of demand from one day to another [log units]. */
function knownChange(calendar: Observation['calendar'], from: number, to: number): number {
  const ratio = calendar === undefined ? 1 : calendar.demand[to]! / calendar.demand[from]!;
  return ratio > 0 && ratio < Infinity ? clamp(log(ratio), -3, 3) : 0;
}

/** [currency/day] at each plan's spend a search so far. */
function dailyTraffic(day: number, plans: readonly PlanObservation[]): Float64Array {
  const traffic = new Float64Array(day);
  const own = new Float64Array(day);
  for (const { history } of plans) {
    let cost = 0;
    let searches = 0;
    for (let t = 0; t < day; t++) {
      own[t] =
        history.impressions[t]! + history.impressionsLostToBudget[t]! + history.impressionsLostToRank[t]!;
      searches += own[t]!;
      cost += history.cost[t]!;
    }
    if (!(searches > 0)) continue;
    const perSearch = cost / searches;
    for (let t = 0; t < day; t++) traffic[t]! += own[t]! * perSearch;
  }
  return traffic;
}

/** Factor of each weekday, shrunk by how well weeks agree; all 0 in the first week [log units]. */
function weekdayFactors(logs: readonly number[]): number[] {
  const days = logs.length;
  if (days < WEEK) return new Array<number>(WEEK).fill(0);
  const deviations: number[][] = Array.from({ length: WEEK }, () => []);
  let squares = 0;
  logs.forEach((value, t) => {
    const from = clamp(t - 3, 0, days - WEEK);
    let mean = 0;
    for (let k = from; k < from + WEEK; k++) mean += logs[k]! / WEEK;
    const deviation = clamp(value - mean, -0.5, 0.5);
    deviations[t % WEEK]!.push(deviation);
    squares += deviation * deviation;
  });
  const centres = deviations.map(middle);
  let noise = NOISE.days * NOISE.prior * NOISE.prior;
  deviations.forEach((own, k) => own.forEach((one) => (noise += (one - centres[k]!) ** 2)));
  noise /= NOISE.days + Math.max(0, days - WEEK);
  const signal = Math.max(0, squares / days - noise);
  return centres.map((centre, k) => centre * (signal / (signal + noise / deviations[k]!.length)));
}

/** Median, or the mean of the two in the middle. */
function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
