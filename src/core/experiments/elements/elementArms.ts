import { InputError, type Issue } from '../../issues/issue.ts';
import type { Stratum } from './poissonStrata.ts';

/** One creative of one test with the elements it shows (price, gift, scene, ...). */
export interface ElementArm {
  readonly test: string;
  readonly creative: string;
  /** Impressions, or clicks when orders are studied. */
  readonly exposure: number;
  readonly clicks: number;
  readonly elements: readonly string[];
  /** What is compared only within itself inside a test, e.g. the picture; the whole test when left out. */
  readonly stratum?: string;
  readonly line?: number;
}

/** Elements in order of frequency, and the arms coded 0/1 by stratum. */
export interface CodedElements {
  readonly elements: readonly string[];
  readonly strata: readonly Stratum[];
  /** Elements left out because they never vary within a test, or always go with others. */
  readonly confounded: readonly string[];
}

/** Codes arms for the regression, keeping only elements that the tests can tell apart. */
export function codeElements(arms: readonly ElementArm[]): CodedElements {
  checkArms(arms);
  const counts = new Map<string, number>();
  for (const arm of arms)
    for (const name of new Set(arm.elements)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const all = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
  const kept = identified(arms, all);
  return {
    elements: kept,
    strata: stratify(arms, (arm) => kept.map((name) => (arm.elements.includes(name) ? 1 : 0))),
    confounded: all.filter((name) => !kept.includes(name)),
  };
}

/** Groups arms by test and stratum; clusters are tests. */
export function stratify(
  arms: readonly ElementArm[],
  codes: (arm: ElementArm) => readonly number[],
): Stratum[] {
  const groups = new Map<string, ElementArm[]>();
  for (const arm of arms) {
    const key = `${arm.test}\u0000${arm.stratum ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [arm]);
    else group.push(arm);
  }
  return [...groups.values()].map((group) => ({
    cluster: group[0].test,
    arms: group.map((arm) => ({ exposure: arm.exposure, clicks: arm.clicks, codes: codes(arm) })),
  }));
}

function checkArms(arms: readonly ElementArm[]): void {
  const issues: Issue[] = arms.flatMap((arm) => {
    const place = arm.line === undefined ? {} : { line: arm.line };
    const bad = arm.clicks > arm.exposure || !(arm.clicks >= 0) || !(arm.exposure >= 0);
    const params = { creative: arm.creative, day: arm.test, clicks: arm.clicks, impressions: arm.exposure };
    return bad ? [{ code: 'test.clicksAboveImpressions', path: [], params, ...place }] : [];
  });
  if (new Set(arms.map((arm) => arm.test)).size < 2) {
    issues.push({
      code: 'test.elements.oneTest',
      path: [],
      params: { tests: new Set(arms.map((arm) => arm.test)).size },
    });
  }
  if (issues.length > 0) throw new InputError(issues);
}

/** Keeps elements whose within-stratum variation is not explained by those already kept (Gram-Schmidt on deviations). */
function identified(arms: readonly ElementArm[], names: readonly string[]): string[] {
  const strata = stratify(arms, (arm) => names.map((name) => (arm.elements.includes(name) ? 1 : 0)));
  const columns = names.map((_, k) =>
    strata.flatMap(({ arms: group }) => {
      const shown = group.filter((arm) => arm.exposure > 0);
      const mean = shown.reduce((sum, arm) => sum + arm.codes[k], 0) / Math.max(1, shown.length);
      return shown.map((arm) => arm.codes[k] - mean);
    }),
  );
  const basis: number[][] = [];
  return names.filter((_, k) => {
    let rest = columns[k];
    const size = dot(rest, rest);
    for (const unit of basis) {
      const along = dot(rest, unit);
      rest = rest.map((value, i) => value - along * unit[i]);
    }
    const left = dot(rest, rest);
    if (!(size > 0) || left < 1e-6 * size) return false;
    const length = Math.sqrt(left);
    basis.push(rest.map((value) => value / length));
    return true;
  });
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
