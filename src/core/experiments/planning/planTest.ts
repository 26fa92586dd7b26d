import { InputError, type Issue } from '../../issues/issue.ts';
import { normalQuantile } from '../../math/normalQuantile.ts';
import { crossingPower } from '../sequential/crossingPower.ts';
import { errorSpendingBoundaries } from '../sequential/groupSequential.ts';
import { QUADRATIC_SPENDING } from '../sequential/spending.ts';
import { meanTotalSampleSize, proportionSampleSize } from './power.ts';
import { winnerPower } from './winnerPower.ts';

export interface PlanRequest {
  /** `ctr` per impression, `conversion` per click, `value` a mean amount per impression. */
  readonly metric: 'ctr' | 'conversion' | 'value';
  /** Base rate, or mean value [currency per impression]. */
  readonly base: number;
  /** Smallest relative lift worth having, e.g. .2. */
  readonly lift: number;
  readonly arms: number;
  /** Impressions of all creatives together on a day. */
  readonly impressionsPerDay: number;
  readonly alpha?: number;
  readonly power?: number;
  /** Days one is willing to wait; a warning when they do not do. */
  readonly maxDays?: number;
  /** Planned shares of the creatives, summing to 1; equal when left out. */
  readonly shares?: readonly number[];
  /** For `conversion`: clicks per impression. */
  readonly clickThroughRate?: number;
  /** For `value`: standard deviation of one impression's value. */
  readonly deviation?: number;
  /** Price of a click, or of 1,000 impressions [currency]; for the cost of the test. */
  readonly costPerClick?: number;
  readonly costPerMille?: number;
  /** Seed of the simulation that finds the power of more than two creatives. */
  readonly seed?: number;
}

export interface TestPlanResult {
  /** Impressions the smallest arm needs when looked at once, two arms (the textbook number). */
  readonly impressionsPerArmFixed: number;
  /** With daily looks, and all creatives to be beaten. */
  readonly impressionsPerArm: number;
  readonly clicksPerArm?: number;
  readonly totalImpressions: number;
  /** Whole weeks, at least one. */
  readonly days: number;
  readonly weeks: number;
  /** Power of the plan as it will be run (whole weeks of traffic). */
  readonly power: number;
  readonly cost?: number;
  /** z-bound of each week's last day (beyond 104 weeks: of 104 equal parts). */
  readonly weeklyBounds: readonly number[];
  readonly warnings: readonly Issue[];
}

const DAILY_UP_TO = 84;

const warn = (code: string, params: Issue['params']): Issue => ({
  code: `test.plan.${code}`,
  path: [],
  params,
});

/** How large a test has to be, how long it takes, what it costs, and whether it can be decided in the time given. */
export function planTest(request: PlanRequest): TestPlanResult {
  check(request);
  const { arms, lift } = request;
  const [alpha, power] = [request.alpha ?? 0.05, request.power ?? 0.8];
  const shares = request.shares ?? Array.from({ length: arms }, () => 1 / arms);
  const shown = [...shares].filter((share) => share > 0).sort((a, b) => a - b);
  const ratio = shown[1] / shown[0];
  const fixedTrials = pairTrials(request, alpha, power, ratio);
  const perTrial = request.metric === 'conversion' ? 1 / (request.clickThroughRate ?? NaN) : 1;
  const perDay = request.impressionsPerDay * shown[0];
  const design = { request, alpha, power, shares: shown };
  const trials = sequentialTrials(design, fixedTrials);
  const needed = trials * perTrial;
  const weeks = Math.max(1, Math.ceil(Math.ceil(needed / perDay - 1e-9) / 7));
  const days = 7 * weeks;
  const impressionsPerArm = perDay * days;
  const looks = dailyLooks(days, alpha);
  const reached = powerAt(design, impressionsPerArm / perTrial, looks);
  const clickRate = request.metric === 'ctr' ? request.base : request.clickThroughRate;
  const total = request.impressionsPerDay * days;
  const cost = costOf(request, total, clickRate);
  const warnings: Issue[] = [];
  if (request.maxDays !== undefined && days > request.maxDays) {
    const withinDays = 7 * Math.floor(request.maxDays / 7);
    warnings.push(
      warn('cannotDecide', {
        days,
        maxDays: request.maxDays,
        lift,
        detectable:
          withinDays < 7 ? 0 : detectable(request, alpha, power, ratio, (perDay * withinDays) / perTrial),
      }),
    );
  }
  if (weeks > 12) warnings.push(warn('veryLong', { weeks }));
  if (request.metric === 'ctr' && impressionsPerArm * request.base < 50) {
    warnings.push(warn('fewClicks', { clicks: impressionsPerArm * request.base }));
  }
  return {
    impressionsPerArmFixed: fixedTrials * perTrial,
    impressionsPerArm,
    ...(clickRate === undefined ? {} : { clicksPerArm: impressionsPerArm * clickRate }),
    totalImpressions: total,
    days,
    weeks,
    power: reached,
    ...(cost === undefined ? {} : { cost }),
    weeklyBounds: days <= DAILY_UP_TO ? looks.bounds.filter((_, d) => d % 7 === 6) : looks.bounds,
    warnings,
  };
}

function check(request: PlanRequest): void {
  const issues: Issue[] = [];
  const refuse = (field: string, value: number, rule: string) => {
    issues.push({ code: 'test.plan.badInput', path: [field], params: { field, value, rule } });
  };
  const { base, lift, arms, impressionsPerDay } = request;
  if (!(base > 0) || (request.metric !== 'value' && base >= 1)) {
    refuse('base', base, request.metric === 'value' ? 'above 0' : 'between 0 and 1');
  } else if (request.metric !== 'value' && base * (1 + lift) >= 1)
    refuse('lift', lift, 'smaller: the lifted rate reaches 1');
  if (!(lift > 0)) refuse('lift', lift, 'above 0');
  if (!Number.isInteger(arms) || arms < 2) refuse('arms', arms, 'a whole number of at least 2');
  if (!(impressionsPerDay > 0)) refuse('impressionsPerDay', impressionsPerDay, 'above 0');
  for (const field of ['alpha', 'power'] as const) {
    const value = request[field] ?? 0.5;
    if (!(value > 0 && value < 1)) refuse(field, value, 'between 0 and 1');
  }
  if (request.metric === 'conversion' && !((request.clickThroughRate ?? 0) > 0)) {
    refuse('clickThroughRate', request.clickThroughRate ?? 0, 'given and above 0 for a conversion test');
  }
  if (request.metric === 'value' && !((request.deviation ?? 0) > 0)) {
    refuse('deviation', request.deviation ?? 0, 'given and above 0 for a value test');
  }
  const { shares } = request;
  if (shares !== undefined) {
    const sum = shares.reduce((total, share) => total + share, 0);
    if (shares.length !== arms) refuse('shares', shares.length, `one share an arm (${arms})`);
    else if (Math.abs(sum - 1) > 1e-6 || shares.some((share) => !(share > 0)))
      refuse('shares', sum, 'all above 0, with sum 1');
  }
  if (issues.length > 0) throw new InputError(issues);
}

/** Trials of the smallest arm for one pair and one look. */
function pairTrials(request: PlanRequest, alpha: number, power: number, ratio: number): number {
  const { base, lift, deviation } = request;
  if (request.metric === 'value') {
    return meanTotalSampleSize((deviation ?? NaN) ** 2, base * lift, { alpha, power, ratio }) / (1 + ratio);
  }
  return proportionSampleSize(base, base * (1 + lift), { alpha, power, ratio });
}

interface Design {
  readonly request: PlanRequest;
  readonly alpha: number;
  readonly power: number;
  readonly shares: readonly number[];
}

/** Trials of the smallest arm with daily looks and every other creative to be beaten: bisection on the plan's own power. */
function sequentialTrials(design: Design, fixedTrials: number): number {
  const days = dailyLooks(28, design.alpha);
  let [low, high] = [fixedTrials, fixedTrials * 1.1];
  while (powerAt(design, high, days) < design.power) [low, high] = [high, high * 1.4];
  for (let i = 0; i < 7; i++) {
    const middle = (low + high) / 2;
    if (powerAt(design, middle, days) < design.power) low = middle;
    else high = middle;
  }
  return high;
}

/** Power when the smallest arm gets so many trials in all: exact for two arms, simulated for more. */
function powerAt(
  { request, alpha, power, shares }: Design,
  trials: number,
  { fractions, bounds }: DailyLooks,
): number {
  const ratio = shares[1] / shares[0];
  // The drift that one look would need for the wanted power, scaled by the traffic.
  const oneLook = normalQuantile(power) - normalQuantile(alpha / 2);
  const drift = oneLook * Math.sqrt(trials / pairTrials(request, alpha, power, ratio));
  return shares.length === 2
    ? crossingPower(fractions, bounds, drift)
    : winnerPower({ fractions, bounds, drift, shares, seed: request.seed ?? 1 });
}

interface DailyLooks {
  readonly fractions: readonly number[];
  readonly bounds: readonly number[];
}

/** A look a day up to twelve weeks; longer plans are looked at weekly, and at most 104 times. */
function dailyLooks(days: number, alpha: number): DailyLooks {
  const looks = days <= DAILY_UP_TO ? days : Math.min(Math.ceil(days / 7), 104);
  const fractions = Array.from({ length: looks }, (_, look) => (look + 1) / looks);
  return { fractions, bounds: errorSpendingBoundaries(fractions, alpha, QUADRATIC_SPENDING).z };
}

/** The smallest lift that would be found with the wanted power by so many trials. */
function detectable(
  request: PlanRequest,
  alpha: number,
  power: number,
  ratio: number,
  trials: number,
): number {
  let [low, high] = [0, 1];
  const short = (lift: number) =>
    (request.metric !== 'value' && request.base * (1 + lift) >= 1) ||
    pairTrials({ ...request, lift }, alpha, power, ratio) > trials;
  while (short(high) && high < 1e3) high *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (short(middle)) low = middle;
    else high = middle;
  }
  return high;
}

function costOf(
  request: PlanRequest,
  impressions: number,
  clickRate: number | undefined,
): number | undefined {
  if (request.costPerMille !== undefined) return (impressions / 1000) * request.costPerMille;
  if (request.costPerClick === undefined || clickRate === undefined) return undefined;
  return impressions * clickRate * request.costPerClick;
}
