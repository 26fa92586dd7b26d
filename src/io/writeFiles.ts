import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unwritable } from './unwritable.ts';

/**
 * Writes files into a directory (made if missing) and gives their paths. Each is written beside its place and then
 * renamed, so a reader or a crash never meets half a file; on an error the temporary file is removed.
 * Throws InputError `file.unwritable`.
 */
export async function writeFiles(
  directory: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string[]> {
  const paths: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    const path = join(directory, name);
    const temporary = `${path}.${randomUUID()}.tmp`;
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(temporary, content);
      await rename(temporary, path);
    } catch (error) {
      // Nothing to remove is fine; so is a folder that never came to be.
      await rm(temporary, { force: true }).catch(() => undefined);
      throw unwritable(path, error);
    }
    paths.push(path);
  }
  return paths;
}
