import { InputError, type Issue } from '../issues/issue.ts';
import { parseScenario } from './parse.ts';
import { applyPatches, type PatchedScenario } from './patch.ts';
import { resolve } from './resolve.ts';
import type { ResolvedScenario } from './resolved.ts';
import type { Scenario } from './schema/scenario.ts';

type Path = readonly (string | number)[];

/** Patches by path, under a name. */
export interface Variant {
  readonly id: string;
  readonly set: Readonly<Record<string, unknown>>;
}

/** A scenario with a variant's patches in it, at every stage. */
export interface ResolvedVariant {
  readonly raw: unknown;
  readonly scenario: Scenario;
  readonly resolved: ResolvedScenario;
}

/**
 * The scenario as one of its variants: patches put in, then parsed and resolved anew.
 * `input` is the plain data of the file, `resolveScenario` brings formulas and further checks, `at` is the path of the variant in
 * the file; problems that the patches cause are reported at the patch.
 */
export function resolveVariant(
  input: unknown,
  variant: Variant,
  resolveScenario: (scenario: Scenario) => ResolvedScenario = resolve,
  at: Path = [],
): ResolvedVariant {
  const patched = applyPatches(withoutVariants(input), variant.set, [...at, 'set']);
  try {
    const scenario = parseScenario(patched.raw);
    return { raw: patched.raw, scenario, resolved: resolveScenario(scenario) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(error.issues.map((issue) => atPatch(issue, patched, at, variant.id)));
  }
}

/** A variant has no variants of its own. */
function withoutVariants(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input;
  const { variants: _, ...rest } = input as Record<string, unknown>;
  return rest;
}

function atPatch(issue: Issue, patched: PatchedScenario, at: Path, variant: string): Issue {
  const target = patched.targets.findLast(
    ({ path }) => path.length <= issue.path.length && path.every((key, i) => key === issue.path[i]),
  );
  return {
    ...issue,
    path: target === undefined ? at : [...at, 'set', target.key],
    params: { ...issue.params, variant },
  };
}
