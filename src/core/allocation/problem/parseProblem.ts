import type { z } from 'zod';
import { InputError, type Issue } from '../../issues/issue.ts';
import { nearest } from '../../issues/nearest.ts';
import { carriesBids } from './bidRange.ts';
import { problemIssues } from './checkProblem.ts';
import { OBJECTIVES, problemSchema, withoutNulls, type ObjectiveName, type ProblemInput } from './schema.ts';

type ZodIssue = z.core.$ZodIssue;
type Path = Issue['path'];

/** A problem that has been checked: every reference is known, every limit consistent in itself. */
export interface AllocationProblem extends Omit<ProblemInput, 'objective'> {
  readonly objective: ObjectiveName;
}

/**
 * Plain data -> AllocationProblem.
 *
 * @throws InputError with one issue a mistake: `allocation.unknown-key`, `.missing`, `.value`, `.option`,
 * `.contradiction`, `.reference`
 */
export function parseProblem(raw: unknown): AllocationProblem {
  const parsed = problemSchema.safeParse(raw);
  if (!parsed.success) throw new InputError(parsed.error.issues.flatMap((issue) => toIssues(raw, issue)));
  const objective = objectiveOf(parsed.data.objective ?? 'MaximizeRevenue');
  const problem = withSteps({ ...withoutNulls(parsed.data), objective });
  const issues = problemIssues(problem);
  if (issues.length > 0) throw new InputError(issues);
  return problem;
}

/** Gives the problem's steps to the plans that have none of their own. */
function withSteps(problem: AllocationProblem): AllocationProblem {
  const { budgetStep, bidStep, plans } = problem;
  if (budgetStep === undefined && bidStep === undefined) return problem;
  const stepped = plans.map((plan) => ({
    ...plan,
    stepLimit: plan.stepLimit ?? (plan.fixed === true ? undefined : budgetStep),
    bidStep: plan.bidStep ?? (plan.fixed !== true && carriesBids(plan.curve) ? bidStep : undefined),
  }));
  return { ...problem, plans: stepped };
}

/** Names are matched without case and spelling of -ise; `revenue` alone means MaximizeRevenue. */
function objectiveOf(text: string): ObjectiveName {
  const plain = text
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
    .replaceAll('imise', 'imize');
  const known = OBJECTIVES.find((name) => [name.toLowerCase(), name.slice(8).toLowerCase()].includes(plain));
  if (known !== undefined) return known;
  const near = nearest(text, OBJECTIVES);
  throw new InputError([
    {
      code: 'allocation.option',
      path: ['objective'],
      params: { value: text, options: OBJECTIVES, ...(near === undefined ? {} : { near }) },
    },
  ]);
}

function toIssues(raw: unknown, issue: ZodIssue): Issue[] {
  const path = issue.path as Path;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const known = knownKeys(raw, path);
      const near = nearest(key, known);
      return {
        code: 'allocation.unknown-key',
        path: [...path, key],
        params: { key, known, ...(near === undefined ? {} : { near }) },
      };
    });
  if (issue.code === 'invalid_union' && 'errors' in issue && issue.errors.length > 0) {
    const meant = [...issue.errors].sort((a, b) => depth(b) - depth(a))[0]!;
    return meant.flatMap((inner) => toIssues(raw, { ...inner, path: [...path, ...inner.path] } as ZodIssue));
  }
  const value = valueAt(raw, path);
  if (value === undefined) return [{ code: 'allocation.missing', path, params: { wanted: wanted(issue) } }];
  return [{ code: 'allocation.value', path, params: { value: shown(value), wanted: wanted(issue) } }];
}

const depth = (issues: readonly ZodIssue[]) => Math.max(...issues.map(({ path }) => path.length));

function wanted(issue: ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'number'
        ? `${issue.inclusive === true ? 'at least' : 'above'} ${issue.minimum}`
        : `at least ${issue.minimum} long`;
    case 'too_big':
      return `${issue.inclusive === true ? 'at most' : 'below'} ${issue.maximum}`;
    case 'invalid_value':
      return `one of ${issue.values.join(', ')}`;
    case 'invalid_type':
      return issue.expected === 'number' ? 'a finite number' : `a ${issue.expected}`;
    case 'invalid_union':
      return 'type: hill, logistic or points';
    default:
      return issue.message;
  }
}

function shown(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
    raw,
  );
}

/** The keys that may stand where an unknown one was found, asked of the schema by a dry run on an empty object. */
function knownKeys(raw: unknown, path: Path): string[] {
  let schema: z.core.$ZodType = problemSchema;
  for (const [i, key] of path.entries()) schema = child(unwrap(schema), key, valueAt(raw, path.slice(0, i)));
  const object = option(unwrap(schema), valueAt(raw, path));
  return 'shape' in object._zod.def ? Object.keys(object._zod.def.shape as object) : [];
}

type Def = z.core.$ZodTypeDef & {
  innerType?: z.core.$ZodType;
  in?: z.core.$ZodType;
  element?: z.core.$ZodType;
  shape?: Record<string, z.core.$ZodType>;
  options?: readonly z.core.$ZodType[];
};

const defOf = (schema: z.core.$ZodType) => schema._zod.def as Def;

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const { innerType, in: input } = defOf(schema);
  const inner = innerType ?? input;
  return inner === undefined ? schema : unwrap(inner);
}

/** The object of a union that the value was meant for: by its `type`, else the last object. */
function option(schema: z.core.$ZodType, value: unknown): z.core.$ZodType {
  const { options } = defOf(schema);
  if (options === undefined) return schema;
  const type = (value as { type?: unknown } | null)?.type;
  const typed = options.find((candidate) => {
    const literal = defOf(candidate).shape?.type;
    return (
      literal !== undefined && (defOf(literal) as { values?: unknown[] }).values?.includes(type) === true
    );
  });
  return typed ?? options.findLast((candidate) => defOf(candidate).shape !== undefined) ?? schema;
}

function child(schema: z.core.$ZodType, key: string | number, value: unknown): z.core.$ZodType {
  const { element, shape } = defOf(option(schema, value));
  return element ?? shape?.[key] ?? schema;
}
