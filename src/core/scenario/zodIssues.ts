import type { z } from 'zod';
import type { Issue } from '../issues/issue.ts';
import { nearest } from '../issues/nearest.ts';
import { fieldName } from './fieldName.ts';
import { childKeys, childValue, fieldAt } from './schemaField.ts';
import { unitOf } from './unitOf.ts';

type ZodIssue = z.core.$ZodIssue;
type Path = readonly (string | number)[];
type Params = Record<string, string | number | boolean | readonly string[]>;

/** The issues of one zod issue on plain scenario data: our codes, the value, the allowed range with its unit, the nearest known name. */
export function issuesOf(raw: unknown, issue: ZodIssue): Issue[] {
  const path = issue.path as Path;
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(raw, path, key));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const branch = branchOf(issue.errors, valueAt(raw, path));
    if (branch !== undefined)
      return branch.flatMap((inner) =>
        issuesOf(raw, { ...inner, path: [...path, ...inner.path] } as ZodIssue),
      );
  }
  return [issueOf(raw, path, issue)];
}

/** The branch of a union that the value was meant for: the only one that did not fail on the value's own type or keys. */
function branchOf(errors: readonly ZodIssue[][], value: unknown): readonly ZodIssue[] | undefined {
  const wrongKind = (issue: ZodIssue) =>
    issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'unrecognized_keys');
  const meant = errors.filter((branch) => !branch.some(wrongKind));
  if (meant.length === 1) return meant[0];
  return typeof value === 'number' ? errors.find((branch) => !branch.some(isNotANumber)) : undefined;
}

function isNotANumber(issue: ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.expected !== 'number' && issue.expected !== 'int';
}

function issueOf(raw: unknown, path: Path, issue: ZodIssue): Issue {
  const value = valueAt(raw, path);
  const meta = fieldAt(path, raw)?.meta ?? {};
  const params: Params = { field: fieldName(raw, path), ...unitOf(meta, raw) };
  if (value === undefined) return { code: 'scenario.missing', path, params: { ...params, ...wanted(issue) } };
  params.value = shortValue(value);
  switch (issue.code) {
    case 'too_small':
    case 'too_big':
      return sizeIssue(path, issue, params, meta);
    case 'invalid_value':
      return optionIssue(path, params, issue.values.map(String), value);
    case 'invalid_union':
      if ('options' in issue) return optionIssue(path, params, (issue.options ?? []).map(String), value);
      return { code: 'scenario.type', path, params: { ...params, ...kinds(raw, path, issue) } };
    case 'invalid_format':
      return { code: formatCode(meta), path, params: { ...params, rule: String(issue.message) } };
    case 'invalid_type':
      if (issue.expected === 'int') return { code: 'scenario.integer', path, params };
      return { code: 'scenario.type', path, params: { ...params, ...wanted(issue) } };
    default:
      return { code: 'scenario.invalid', path, params: { ...params, rule: issue.message } };
  }
}

function formatCode(meta: Readonly<Record<string, unknown>>): string {
  return meta.varying === true ? 'scenario.not-a-number' : 'scenario.format';
}

function sizeIssue(
  path: Path,
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  params: Params,
  meta: Readonly<Record<string, unknown>>,
): Issue {
  const bounds = {
    ...(issue.code === 'too_small' ? { min: Number(issue.minimum) } : { max: Number(issue.maximum) }),
    ...(typeof meta.min === 'number' ? { min: meta.min } : {}),
    ...(typeof meta.max === 'number' ? { max: meta.max } : {}),
  };
  if (issue.origin === 'array')
    return {
      code: 'scenario.length',
      path,
      params: { ...params, ...bounds, exact: issue.exact === true },
    };
  const code = issue.origin === 'string' ? 'scenario.text-length' : 'scenario.range';
  return { code, path, params: { ...params, ...bounds } };
}

function optionIssue(path: Path, params: Params, options: readonly string[], value: unknown): Issue {
  const near = typeof value === 'string' ? nearest(value, options) : undefined;
  return {
    code: 'scenario.option',
    path,
    params: { ...params, options, ...(near === undefined ? {} : { near }) },
  };
}

function unknownKey(raw: unknown, parent: Path, key: string): Issue {
  const field = fieldAt(parent, raw);
  const candidates = field === undefined ? [] : childKeys(field.schema, valueAt(raw, parent));
  const near = nearest(key, candidates);
  const params: Params = { field: fieldName(raw, parent), key, candidates };
  if (near !== undefined) params.near = near;
  return { code: 'scenario.unknown-key', path: [...parent, key], params };
}

function wanted(issue: ZodIssue): Params {
  if (issue.code === 'invalid_type') return { expected: issue.expected };
  if (issue.code === 'invalid_value') return { expected: 'text', options: issue.values.map(String) };
  if (issue.code !== 'invalid_union') return { expected: 'a value' };
  if ('options' in issue) return { expected: 'text', options: (issue.options ?? []).map(String) };
  return { expected: 'number' };
}

/** The kinds a plain union takes, by the first issue of every branch. */
function kinds(raw: unknown, path: Path, issue: ZodIssue): Params {
  const field = fieldAt(path, raw);
  const keys = field === undefined ? [] : childKeys(field.schema);
  if (keys.length > 0) return { expected: 'distribution', options: keys };
  return issue.code === 'invalid_union' && field?.meta.varying === true
    ? { expected: 'varying' }
    : { expected: 'number' };
}

function valueAt(raw: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => childValue(value, key), raw);
}

/** A value as messages quote it: short, and never a whole document. */
function shortValue(value: unknown): string | number | boolean {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'boolean') return value;
  if (value === null) return 'empty';
  if (Array.isArray(value)) return value.length === 1 ? 'a list of 1' : `a list of ${value.length}`;
  if (typeof value === 'object') return 'a block of fields';
  const text = String(value);
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}
