import { randomUUID } from 'node:crypto';
import { copyFile, constants, link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '../core/issues/issue.ts';
import { unwritable } from './unwritable.ts';

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
    if (error instanceof InputError) throw error;
    throw unwritable(file, error);
  } finally {
    // Nothing to remove is fine; so is a folder that never came to be.
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** A link, unlike a rename, never replaces; file systems without links get a copy that does not either. */
async function placeNew(temporary: string, file: string): Promise<void> {
  try {
    await link(temporary, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw error;
      return copyFile(temporary, file, constants.COPYFILE_EXCL);
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'EEXIST' ? new InputError([{ code: 'file.exists', path: [], file, params: {} }]) : error;
  }
}
