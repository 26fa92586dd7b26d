import { createHash } from 'node:crypto';
import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { unwritable } from './unwritable.ts';

/**
 * A list of finished tasks on disk, so that interrupted work goes on where it stopped: one JSON line a task, keyed by a hash of
 * everything its result depends on. A line cut off by an interruption is ignored. Throws InputError `file.unwritable` at the start
 * where the list cannot be kept, before any work is done.
 */
export interface FinishedTasks<Result> {
  readonly get: (key: string) => Result | undefined;
  readonly add: (key: string, result: Result) => Promise<void>;
  /** Removes the list once all work is done. */
  readonly clear: () => Promise<void>;
}

export async function openFinishedTasks<Result>(path: string): Promise<FinishedTasks<Result>> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await appendFile(path, '');
  } catch (error) {
    throw unwritable(path, error);
  }
  const known = new Map<string, Result>();
  const text = await readFile(path, 'utf8').catch(() => '');
  for (const line of text.split('\n')) {
    try {
      const { key, result } = JSON.parse(line) as { key: string; result: Result };
      known.set(key, result);
    } catch {
      // An empty or half-written line.
    }
  }
  return {
    get: (key) => known.get(key),
    add: (key, result) => appendFile(path, `${JSON.stringify({ key, result })}\n`),
    clear: () => rm(path, { force: true }),
  };
}

/** Hash of the parts a result depends on. */
export function taskKey(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
