import { agree } from './compare.ts';
import type { CaseMethod, CaseRequest, Computed, ReferenceCase, ReferenceCaseFile } from './caseFile.ts';
import { caseMethods } from './methods.ts';

export interface CaseResult {
  readonly id: string;
  readonly method: string;
  /** The method of the library that took the case. */
  readonly took?: string;
  readonly status: 'pass' | 'fail' | 'unsupported';
  /** The values asked for, as computed. */
  readonly computed: Computed;
  /** Largest deviation from `expected`, absolute or relative as the tolerance says. */
  readonly deviation?: number;
  /** Largest deviation from the exact values a case may state beside rounded ones. */
  readonly exactDeviation?: number;
  /** Names that were asked for and could not be computed. */
  readonly missing?: readonly string[];
}

const DEFAULT_TOLERANCE = { type: 'abs', value: 1e-9 };

/**
 * Runs reference cases through the library.
 *
 * A case whose method begins with "Same" inherits settings (level, power, split) and the words of the case before it. `unsupported`: no
 * method takes the case, or it does not compute a name that is asked for.
 */
export function runCases(file: ReferenceCaseFile): CaseResult[] {
  let previous: ReferenceCase | undefined;
  return file.cases.map((given) => {
    const inherits = /^same\b/i.test(given.method) && previous !== undefined;
    const inputs = inherits ? { ...settingsOf(previous?.inputs ?? {}), ...given.inputs } : given.inputs;
    const method = inherits ? `${given.method}; ${previous?.method}` : given.method;
    const result = runCase({ ...given, inputs, method });
    previous = { ...given, inputs, method };
    return { ...result, method: given.method };
  });
}

const SETTINGS = new Set(['alpha', 'power', 'ratio', 'sides', 'alternative', 'confidence', 'difference']);

/** The inputs that say how a test is made, not what it is made on. */
function settingsOf(inputs: ReferenceCase['inputs']): ReferenceCase['inputs'] {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => SETTINGS.has(name)));
}

function runCase(given: ReferenceCase): CaseResult {
  const request: CaseRequest = {
    method: given.method.toLowerCase(),
    inputs: given.inputs,
    wanted: Object.keys(given.expected),
    expected: given.expected,
  };
  const chosen = caseMethods.find((method) => method.takes(request));
  const base = { id: given.id, method: given.method };
  if (chosen === undefined) return { ...base, status: 'unsupported', computed: {} };
  const { computed, missing } = select(chosen, request);
  if (missing.length > 0) return { ...base, took: chosen.name, status: 'unsupported', computed, missing };
  const tolerance = given.tolerance ?? DEFAULT_TOLERANCE;
  const verdict = agree(computed, given.expected, tolerance);
  const exactPart = exactValues(given, computed);
  return {
    ...base,
    took: chosen.name,
    status: verdict.passes ? 'pass' : 'fail',
    computed,
    deviation: verdict.deviation,
    ...(exactPart === undefined
      ? {}
      : { exactDeviation: agree(computed, exactPart, DEFAULT_TOLERANCE).deviation }),
  };
}

/** The part of `deterministic` that is about names also asked for. */
function exactValues(given: ReferenceCase, computed: Computed): Computed | undefined {
  if (given.deterministic === undefined) return undefined;
  const shared = Object.entries(given.deterministic).filter(([name]) => name in computed);
  return Object.fromEntries(shared);
}

/** Computes, and keeps the names asked for under the spelling they were asked in. */
function select(method: CaseMethod, request: CaseRequest): { computed: Computed; missing: string[] } {
  const all = new Map(
    Object.entries(method.compute(request)).map(([name, value]) => [canonical(name), value]),
  );
  const computed: Record<string, unknown> = {};
  const missing: string[] = [];
  for (const name of request.wanted) {
    const value = all.get(canonical(name));
    if (value === undefined) missing.push(name);
    else computed[name] = value;
  }
  return { computed, missing };
}

const ALIASES: Readonly<Record<string, string>> = {
  pvalue: 'p',
  pval: 'p',
  twosided: 'p',
  ptwosided: 'p',
  greater: 'pgreater',
  less: 'pless',
  standarderror: 'se',
  stderr: 'se',
  uplift: 'estimate',
  lift: 'estimate',
  diff: 'estimate',
  difference: 'estimate',
  mean: 'estimate',
  sd: 'se',
  stddev: 'se',
  interval: 'ci',
  confidenceinterval: 'ci',
  credibleinterval: 'ci',
  chisq: 'chi2',
  chisquare: 'chi2',
  statistic: 'chi2',
  adjustedp: 'adjusted',
  padj: 'adjusted',
  padjusted: 'adjusted',
  clopperpearson: 'exact',
  beta: 'exact',
  loglambda: 'loglambda',
  bayesfactor: 'bf',
  risk: 'risk',
  riskcontroltreatment: 'risk',
  expectedrisk: 'risk',
  probabilitybest: 'pbest',
  chancetobest: 'pbest',
  loss: 'expectedloss',
};

/** One spelling of a name: no case, no separators, aliases folded. */
function canonical(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return ALIASES[plain] ?? plain;
}
