import { InputError, type Issue } from '../issues/issue.ts';
import { nearest } from '../issues/nearest.ts';
import { childKeys, childValue, fieldAt } from './schemaField.ts';

type Path = readonly (string | number)[];
type Json = unknown;

/**
 * Plain scenario data with values put in at paths such as `plans.coat.bid` or `market.season.demand`; the input is not changed.
 * List items are named by id or index; `null` removes a field, so that its default holds again. Values are checked when the result is parsed.
 * `at` is where the paths stand in the file, for messages. Throws InputError (`scenario.patch-path`) for a path the format does not have.
 */
export function applyPatches(input: Json, set: Readonly<Record<string, unknown>>, at: Path): PatchedScenario {
  let raw = input;
  const targets: { readonly path: Path; readonly key: string }[] = [];
  const issues: Issue[] = [];
  for (const [key, value] of Object.entries(set)) {
    const found = findPath(raw, key);
    if ('path' in found) {
      raw = withValue(raw, found.path, value);
      targets.push({ path: found.path, key });
    } else issues.push({ code: 'scenario.patch-path', path: [...at, key], params: { field: key, ...found } });
  }
  if (issues.length > 0) throw new InputError(issues);
  return { raw, targets };
}

export interface PatchedScenario {
  readonly raw: Json;
  /** Where each patch landed, so that a problem there is reported at the patch. */
  readonly targets: readonly { readonly path: Path; readonly key: string }[];
}

type Found = { readonly path: Path } | { readonly part: string; readonly near?: string };

function findPath(raw: Json, text: string): Found {
  const parts = text.split('.');
  const path: (string | number)[] = [];
  let value = raw;
  while (parts.length > 0) {
    const step = Array.isArray(value) ? listStep(value, parts) : fieldStep(raw, path, value, parts[0]!);
    if ('part' in step) return step;
    path.push(step.key);
    parts.splice(0, step.used);
    value = childValue(value, step.key);
  }
  return path[0] === 'variants' ? { part: 'variants' } : { path };
}

type Step =
  | { readonly key: string | number; readonly used: number }
  | { readonly part: string; readonly near?: string };

/** An item by id (the longest that matches, since ids may hold dots), else by index. */
function listStep(list: readonly unknown[], parts: readonly string[]): Step {
  const ids = list.map((item) => childValue(item, 'id'));
  for (let used = parts.length; used > 0; used--) {
    const index = ids.indexOf(parts.slice(0, used).join('.'));
    if (index >= 0) return { key: index, used };
  }
  const part = parts[0]!;
  if (/^\d+$/.test(part) && Number(part) < list.length) return { key: Number(part), used: 1 };
  return noSuch(
    part,
    ids.filter((id) => typeof id === 'string'),
  );
}

function fieldStep(raw: Json, path: Path, value: unknown, part: string): Step {
  const field = fieldAt(path, raw);
  const known = field !== undefined && fieldAt([...path, part], raw) !== undefined;
  if (known && (value === undefined || isRecord(value))) return { key: part, used: 1 };
  return noSuch(part, field === undefined ? [] : childKeys(field.schema, value));
}

function noSuch(part: string, candidates: readonly string[]): Step {
  const near = nearest(part, candidates);
  return near === undefined ? { part } : { part, near };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy of plain data with one value replaced, sharing everything off the path. */
function withValue(node: Json, path: Path, value: unknown): Json {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const child = withValue(childValue(node, key), rest, value);
  if (Array.isArray(node)) {
    // An item set to null leaves the list.
    if (rest.length === 0 && value === null) return node.filter((_, i) => i !== key);
    return node.with(Number(key), child);
  }
  const { [key]: _, ...others } = isRecord(node) ? node : {};
  return rest.length === 0 && value === null ? others : { ...others, [key]: child };
}
