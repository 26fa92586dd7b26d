import { InputError, type Issue } from '../issues/issue.ts';
import type { FormulaCompiler } from './formulaScope.ts';
import { parseScenario } from './parse.ts';
import { applyPatches, type PatchedScenario } from './patch.ts';
import { resolve } from './resolve.ts';
import type { ResolvedScenario } from './resolved.ts';

type Path = readonly (string | number)[];

/** Patches by path, under a name. */
export interface Variant {
  readonly id: string;
  readonly set: Readonly<Record<string, unknown>>;
}

/**
 * The scenario as one of its variants: patches put in, then parsed and resolved anew.
 * `input` is the plain data of the file, `at` the path of the variant in it; problems the patches cause are reported at the patch.
 */
export function resolveVariant(
  input: unknown,
  variant: Variant,
  formulas?: FormulaCompiler,
  at: Path = [],
): ResolvedScenario {
  const patched = applyPatches(withoutVariants(input), variant.set, [...at, 'set']);
  try {
    return resolve(parseScenario(patched.raw), formulas);
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
