import { InputError } from '../core/issues/issue.ts';

/** A failed write as an answer to the user: `file.unwritable` with the system's code (ENOTDIR, EACCES, ENOSPC, …). */
export function unwritable(file: string, error: unknown): InputError {
  const reason = (error as NodeJS.ErrnoException).code ?? String(error);
  return new InputError([{ code: 'file.unwritable', path: [], file, params: { reason } }]);
}
