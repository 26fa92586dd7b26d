import { isAlias, isMap, isScalar, isSeq, type Alias, type Node, type Pair } from 'yaml';
import { keyText } from './toPlain.ts';

/** A position for people: both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * The offset in the text of the value (or key) at a path. Where the path leaves the document, of the deepest parent that is there.
 * `within` is an offset into a text value (a formula), found again in its source.
 */
export function locate(
  root: Node,
  targets: ReadonlyMap<Alias, Node>,
  text: string,
  path: readonly (string | number)[],
  wantKey: boolean,
  within?: number,
): number {
  let node: Node | null = followed(root, targets);
  let start = startOf(node);
  for (const [i, part] of path.entries()) {
    const step = childOf(node, part);
    if (step === undefined) return start;
    const last = i === path.length - 1;
    node = step.value === null ? null : followed(step.value, targets);
    const empty = node === null || isEmpty(node);
    start = step.key !== null && ((last && wantKey) || empty) ? startOf(step.key) : startOf(node);
  }
  return within === undefined || !isScalar(node) ? start : start + offsetInSource(text, node, within);
}

function followed(node: Node, targets: ReadonlyMap<Alias, Node>): Node {
  return isAlias(node) ? (targets.get(node) ?? node) : node;
}

function startOf(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}

function isEmpty(node: Node): boolean {
  const [start, end] = node.range ?? [0, 1];
  return isScalar(node) && start === end;
}

function childOf(
  node: Node | null,
  part: string | number,
): { readonly key: Node | null; readonly value: Node | null } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(part)] as Node | undefined;
    return item === undefined ? undefined : { key: null, value: item };
  }
  if (!isMap(node)) return undefined;
  const pairs = node.items as Pair<Node | null, Node | null>[];
  const pair = pairs.find((candidate) => keyText(candidate.key) === String(part));
  return pair === undefined ? undefined : { key: pair.key, value: pair.value };
}

/**
 * Where character `within` of a scalar's value stands in its source, relative to the node's start. Source and value agree but for
 * white space, quotes and block headers; where an escape breaks that, the start of the node is the answer.
 */
function offsetInSource(text: string, node: Node & { value: unknown }, within: number): number {
  const [start, end] = node.range ?? [0, 0];
  const source = text.slice(start, end);
  const value = String(node.value);
  let s = source.indexOf(value[0] ?? '');
  for (let v = 0; v < within; v++) {
    if (isBlank(value[v])) continue;
    while (s < source.length && isBlank(source[s])) s++;
    if (source[s] !== value[v]) return 0;
    s++;
  }
  while (s < source.length && !isBlank(value[within]) && isBlank(source[s])) s++;
  return Math.max(0, s);
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\n' || character === '\r' || character === '\t';
}
