import type { Difference } from '../fixed/effect.ts';
import { momentsOfProportion, momentsOfSums, momentsOfValues, type Moments } from '../fixed/moments.ts';
import type { Proportion } from '../fixed/proportionPair.ts';
import type { Alternative } from '../interval.ts';
import type { CaseRequest } from './caseFile.ts';

type Inputs = Readonly<Record<string, unknown>>;

/** The first of these inputs that is a number. */
export function numberAt(inputs: Inputs, ...names: readonly string[]): number | undefined {
  for (const name of names) {
    const value = inputs[name];
    if (typeof value === 'number') return value;
  }
  return undefined;
}

/** The first of these inputs that is a list of numbers. */
export function numbersAt(inputs: Inputs, ...names: readonly string[]): number[] | undefined {
  for (const name of names) {
    const value = inputs[name];
    if (isNumbers(value)) return value;
  }
  return undefined;
}

/** The first of these inputs that is a list of lists of numbers. */
export function tableAt(inputs: Inputs, ...names: readonly string[]): number[][] | undefined {
  for (const name of names) {
    const value = inputs[name];
    if (Array.isArray(value) && value.length > 0 && value.every(isNumbers)) return value;
  }
  return undefined;
}

export function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'number');
}

/** A number named in the method's words, such as "alpha .14" or "N*=5000". */
export function numberInText(text: string, name: RegExp): number | undefined {
  const found = new RegExp(`${name.source}\\s*(?:=|of|is)?\\s*(\\d*\\.?\\d+(?:e[-+]?\\d+)?)`, 'i').exec(text);
  return found === null ? undefined : Number(found[1]);
}

/** Level of the test: from the inputs, a confidence, or the words; .05 unless told. */
export function alphaOf({ inputs, method }: CaseRequest): number {
  const confidence = numberAt(inputs, 'confidence', 'confidence_level', 'conf_level', 'level');
  return (
    numberAt(inputs, 'alpha', 'significance', 'significance_level') ??
    (confidence === undefined ? undefined : 1 - (confidence > 1 ? confidence / 100 : confidence)) ??
    numberInText(method, /alpha/) ??
    0.05
  );
}

/** Two-sided unless inputs or words say otherwise. */
export function alternativeOf({ inputs, method }: CaseRequest): Alternative {
  const named = String(inputs['alternative'] ?? inputs['tail'] ?? '').toLowerCase();
  const text = named === '' ? method : named;
  if (/two[- ]?sided|both/.test(text)) return 'two-sided';
  if (/greater|larger|upper/.test(text)) return 'greater';
  if (/less|smaller|lower/.test(text)) return 'less';
  return inputs['sides'] === 1 || /one[- ]?(sided|tailed)/.test(text) ? 'greater' : 'two-sided';
}

/** Whether one-sided results are asked for. */
export function sidesOf(request: CaseRequest): 1 | 2 {
  const sides = numberAt(request.inputs, 'sides', 'tails');
  if (sides === 1 || sides === 2) return sides;
  return alternativeOf(request) === 'two-sided' ? 2 : 1;
}

/** Absolute unless inputs or words speak of a relative lift. */
export function differenceOf({ inputs, method }: CaseRequest): Difference {
  const named = String(inputs['difference'] ?? inputs['difference_type'] ?? '').toLowerCase();
  if (named !== '') return named.startsWith('rel') || named === 'lift' ? 'relative' : 'absolute';
  if (inputs['relative'] === true || (/relative|lift|percent/.test(method) && !/absolute/.test(method))) {
    return 'relative';
  }
  return 'absolute';
}

/** One arm as read: always moments, and counts when the outcome is yes/no. */
export interface CaseArm {
  readonly moments: Moments;
  readonly counts?: Proportion;
}

/** The arms in the order control, treatment (or first, second, ...), from any of the shapes cases use. */
export function armsOf(inputs: Inputs): CaseArm[] {
  const named = [
    ['control', 'treatment'],
    ['a', 'b'],
    ['first', 'second'],
    ['x', 'y'],
    ['arm_a', 'arm_b'],
    ['group1', 'group2'],
  ].find(([one, two]) => isArm(inputs[one]) && isArm(inputs[two]));
  if (named !== undefined) return named.map((name) => armFrom(inputs[name]));
  const counts = numbersAt(inputs, 'successes', 'clicks', 'conversions', 'counts', 'x', 'count');
  const totals = numbersAt(inputs, 'n', 'impressions', 'trials', 'nobs', 'totals');
  const same = numberAt(inputs, 'n_per_arm', 'n', 'nobs', 'impressions');
  if (counts !== undefined && (totals !== undefined || same !== undefined)) {
    return counts.map((successes, i) => countArm(successes, totals?.[i] ?? same ?? NaN));
  }
  const lists = inputs['arms'];
  if (Array.isArray(lists) && lists.every(isArm)) return lists.map(armFrom);
  const suffixes = [
    ['_a', '_b'],
    ['_control', '_treatment'],
    ['_c', '_t'],
    ['1', '2'],
    ['_1', '_2'],
  ];
  for (const pair of suffixes) {
    const arms = pair.map((suffix) => suffixedArm(inputs, suffix, same));
    if (arms.every((arm) => arm !== undefined)) return arms;
  }
  return [];
}

function suffixedArm(inputs: Inputs, suffix: string, same: number | undefined): CaseArm | undefined {
  const at = (...stems: string[]) => numberAt(inputs, ...stems.map((stem) => `${stem}${suffix}`));
  const n = at('n', 'impressions', 'trials', 'nobs') ?? same;
  const successes = at('clicks', 'successes', 'conversions', 'x');
  if (n === undefined) return undefined;
  if (successes !== undefined) return countArm(successes, n);
  const mean = at('mean', 'm');
  const variance = at('variance', 'var') ?? square(at('sd', 'stddev', 'std'));
  return mean === undefined || variance === undefined ? undefined : { moments: { n, mean, variance } };
}

function isArm(value: unknown): boolean {
  return isNumbers(value) || (typeof value === 'object' && value !== null && !Array.isArray(value));
}

/** [successes, n], a longer list of values, or an object of sums, moments or counts. */
function armFrom(value: unknown): CaseArm {
  if (isNumbers(value)) {
    return value.length === 2 ? countArm(value[0], value[1]) : { moments: momentsOfValues(value) };
  }
  const arm = value as Inputs;
  const n = numberAt(arm, 'n', 'trials', 'impressions', 'count', 'nobs') ?? NaN;
  const successes = numberAt(arm, 'successes', 'clicks', 'conversions', 'x');
  if (successes !== undefined) return countArm(successes, n);
  const [sum, squares] = [numberAt(arm, 'sum'), numberAt(arm, 'sum_squares', 'sumsq', 'sum_of_squares')];
  if (sum !== undefined && squares !== undefined) return { moments: momentsOfSums(sum, squares, n) };
  if (sum !== undefined) return countArm(sum, n);
  const mean = numberAt(arm, 'mean', 'value', 'rate') ?? NaN;
  const variance =
    numberAt(arm, 'variance', 'var') ?? square(numberAt(arm, 'sd', 'stddev', 'std')) ?? mean * (1 - mean);
  return { moments: { n, mean, variance } };
}

function countArm(successes: number, n: number): CaseArm {
  return { moments: momentsOfProportion(successes, n), counts: { successes, n } };
}

function square(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value * value;
}

/** Counts of every arm; an empty list if an arm is not a yes/no outcome. */
export function countsOf(inputs: Inputs): Proportion[] {
  const arms = armsOf(inputs);
  return arms.every((arm) => arm.counts !== undefined) ? arms.map((arm) => arm.counts as Proportion) : [];
}

/** Beta prior: [a, b] or {a, b} or {alpha, beta}. */
export function betaPriorOf(value: unknown): { a: number; b: number } | undefined {
  if (isNumbers(value) && value.length === 2) return { a: value[0], b: value[1] };
  if (typeof value !== 'object' || value === null) return undefined;
  const a = numberAt(value as Inputs, 'a', 'alpha');
  const b = numberAt(value as Inputs, 'b', 'beta');
  return a === undefined || b === undefined ? undefined : { a, b };
}
