import { childValue } from './schemaField.ts';

/**
 * A field as messages and variants write it: keys joined by dots, items of lists by id where they have one, otherwise by index.
 * Example: `plans.coat.bid`, `market.season.events.0.from`.
 */
export function fieldName(root: unknown, path: readonly (string | number)[]): string {
  let value = root;
  const parts: string[] = [];
  for (const key of path) {
    const parent = value;
    value = childValue(parent, key);
    const id = Array.isArray(parent) ? childValue(value, 'id') : undefined;
    parts.push(typeof id === 'string' && id !== '' && id.length <= 80 ? id : String(key));
  }
  return parts.join('.');
}
