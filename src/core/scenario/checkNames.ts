import { nearest } from '../issues/nearest.ts';
import { fieldName } from './fieldName.ts';
import type { Resolution } from './resolution.ts';

type Path = readonly (string | number)[];

/** Notes a name that is not known, with the nearest one. */
export function checkKnown(
  resolution: Resolution,
  value: string,
  known: ReadonlySet<string> | ReadonlyMap<string, unknown>,
  path: Path,
  what: 'product' | 'group' | 'keyword',
): void {
  if (known.has(value)) return;
  const candidates = [...known.keys()];
  const near = nearest(value, candidates);
  resolution.problem(`scenario.unknown-${what}`, path, {
    value,
    candidates,
    ...(near === undefined ? {} : { near }),
  });
}

/** Notes every id that stood before in a list. */
export function checkUnique(
  resolution: Resolution,
  items: readonly { readonly id: string }[],
  path: Path,
): void {
  const first = new Map<string, number>();
  items.forEach((item, i) => {
    const before = first.get(item.id);
    if (before === undefined) first.set(item.id, i);
    else
      resolution.problem('scenario.duplicate-id', [...path, i, 'id'], {
        field: fieldName(resolution.scenario, path),
        value: item.id,
        first: before,
        second: i,
      });
  });
}
