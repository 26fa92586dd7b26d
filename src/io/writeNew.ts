import { randomUUID } from 'node:crypto';
import { copyFile, constants, link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '../core/issues/issue.ts';

/**
 * Writes a text file beside its place, then puts it there at once. Unless `replace`, a file that is there already stays, even one that
 * appeared a moment ago. Throws InputError `file.exists`, `file.unwritable`.
 */
export async function writeNew(file: string, text: string, replace: boolean): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(temporary, text);
    await (replace ? rename(temporary, file) : placeNew(temporary, file));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    const problem = code === 'EEXIST' ? 'file.exists' : 'file.unwritable';
    throw new InputError([{ code: problem, path: [], file, params: { reason: code } }]);
  } finally {
    // Nothing to remove is fine; so is a folder that never came to be.
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** A link, unlike a rename, never replaces; file systems without links get a copy that does not either. */
async function placeNew(temporary: string, file: string): Promise<void> {
  try {
    await link(temporary, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    await copyFile(temporary, file, constants.COPYFILE_EXCL);
  }
}
