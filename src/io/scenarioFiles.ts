import { stat } from 'node:fs/promises';
import { glob } from 'tinyglobby';
import { InputError } from '../core/issues/issue.ts';

/** Scenario files named by files, folders (all YAML inside) and globs, each once, in alphabetical order. Throws InputError if none. */
export async function scenarioFiles(patterns: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const pattern of patterns) {
    const kind = await stat(pattern).catch(() => null);
    if (kind?.isFile() === true) found.add(pattern);
    else {
      const expression =
        kind?.isDirectory() === true ? `${pattern.replace(/[/\\]+$/, '')}/**/*.{yaml,yml}` : pattern;
      for (const file of await glob(expression, { dot: false, ignore: ['**/node_modules/**'] }))
        found.add(file);
    }
  }
  if (found.size === 0)
    throw new InputError([{ code: 'file.no-match', path: [], params: { patterns: [...patterns] } }]);
  return [...found].sort();
}
