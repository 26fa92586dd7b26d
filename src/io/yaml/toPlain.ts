import { isAlias, isMap, isScalar, isSeq, type Alias, type Node, type Pair, type YAMLMap } from 'yaml';
import { InputError, type Issue } from '../../core/issues/issue.ts';
import { nearest } from '../../core/issues/nearest.ts';
import { yamlLimits } from './limits.ts';

/** What conversion leaves behind for positions, and how it makes issues. */
export interface NodeIndex {
  /** Where each alias leads. */
  readonly targets: Map<Alias, Node>;
  readonly issue: (code: string, offset: number, params?: Issue['params']) => Issue;
}

/** An anchor seen so far: what it became, how many values it holds and how deep they go; `undefined` while it is being read. */
interface Anchored {
  readonly node: Node;
  done?: { readonly plain: unknown; readonly size: number; readonly height: number };
}

interface Conversion extends NodeIndex {
  readonly anchors: Map<string, Anchored>;
  readonly issues: Issue[];
  aliases: number;
  /** Values so far, aliases followed. */
  size: number;
  /** Deepest level below the node being read, aliases followed. */
  height: number;
}

/** Nodes -> plain data, in the order of the file. Counts what aliases stand for, so that a small file cannot become a large one. */
export function toPlain(root: Node, index: NodeIndex): unknown {
  const conversion: Conversion = {
    ...index,
    anchors: new Map(),
    issues: [],
    aliases: 0,
    size: 0,
    height: 0,
  };
  const plain = convert(root, conversion, 1);
  if (conversion.issues.length > 0) throw new InputError(conversion.issues);
  return plain;
}

function convert(node: Node, conversion: Conversion, depth: number): unknown {
  if (isAlias(node)) return followAlias(node, conversion, depth);
  grow(conversion, node, 1, depth);
  const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
  const entry: Anchored = { node };
  if (anchor !== undefined) conversion.anchors.set(anchor, entry);
  const { size, height } = conversion;
  conversion.height = 0;
  const plain = convertOwn(node, conversion, depth);
  entry.done = { plain, size: conversion.size - size + 1, height: conversion.height };
  conversion.height = Math.max(height, conversion.height + 1);
  return plain;
}

function convertOwn(node: Node, conversion: Conversion, depth: number): unknown {
  if (isSeq(node)) return node.items.map((item) => convert(item as Node, conversion, depth + 1));
  if (isMap(node)) return convertMap(node, conversion, depth);
  return isScalar(node) ? node.value : undefined;
}

function convertMap(map: YAMLMap, conversion: Conversion, depth: number): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  const seen = new Map<string, number>();
  for (const pair of map.items as Pair<Node | null, Node | null>[]) {
    const start = pair.key?.range?.[0] ?? map.range?.[0] ?? 0;
    const key = keyText(pair.key);
    const first = key === undefined ? undefined : seen.get(key);
    if (key === undefined) conversion.issues.push(conversion.issue('yaml.key', start));
    else if (first !== undefined)
      conversion.issues.push(conversion.issue('yaml.duplicate-key', start, { key }));
    else {
      seen.set(key, start);
      const value = pair.value === null ? null : convert(pair.value, conversion, depth + 1);
      // A plain assignment of "__proto__" would vanish instead of being refused as unknown.
      Object.defineProperty(plain, key, { value, enumerable: true, configurable: true, writable: true });
    }
  }
  return plain;
}

/** A key as text; numbers and such as they are written. Lists, blocks and nothing are no keys. */
export function keyText(key: Node | null): string | undefined {
  if (!isScalar(key) || key.value === null) return undefined;
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

function followAlias(alias: Alias, conversion: Conversion, depth: number): unknown {
  const start = alias.range?.[0] ?? 0;
  const target = conversion.anchors.get(alias.source);
  if (target?.done === undefined) {
    const near = nearest(alias.source, [...conversion.anchors.keys()]);
    const params = { name: alias.source, ...(near === undefined ? {} : { near }) };
    const code = target === undefined ? 'yaml.unknown-alias' : 'yaml.alias-within-itself';
    conversion.issues.push(
      conversion.issue(code, start, target === undefined ? params : { name: alias.source }),
    );
    return null;
  }
  if (++conversion.aliases > yamlLimits.aliases)
    throw new InputError([conversion.issue('yaml.too-many-aliases', start, { max: yamlLimits.aliases })]);
  grow(conversion, alias, target.done.size, depth + target.done.height);
  conversion.height = Math.max(conversion.height, target.done.height + 1);
  conversion.targets.set(alias, target.node);
  return target.done.plain;
}

function grow(conversion: Conversion, node: Node, values: number, depth: number): void {
  const start = node.range?.[0] ?? 0;
  conversion.size += values;
  if (conversion.size > yamlLimits.nodes)
    throw new InputError([conversion.issue('yaml.too-many-values', start, { max: yamlLimits.nodes })]);
  if (depth > yamlLimits.depth)
    throw new InputError([conversion.issue('yaml.too-deep', start, { max: yamlLimits.depth })]);
}
