import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The way from a scenario file to the package's schema.json, for its editor comment; null where there is none. */
export function schemaPath(file: string): string | null {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const schema = join(folder, 'scenarios', 'schema.json');
    if (existsSync(schema))
      return relative(dirname(resolve(file)), schema)
        .split(sep)
        .join('/');
    if (dirname(folder) === folder) return null;
  }
}
