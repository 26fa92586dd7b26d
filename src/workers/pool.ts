import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';

/**
 * Runs tasks over the cores of this machine, results in the order of the tasks whatever finishes first.
 * @param worker name of a built worker, for example `recommend`
 * @param onDone called as each task finishes, with its index; awaited
 */
export async function runTasks<Task, Result>(
  worker: string,
  tasks: readonly Task[],
  onDone: (index: number, result: Result) => void | Promise<void>,
  threads = availableParallelism(),
): Promise<Result[]> {
  const pool = new Piscina({
    filename: workerFile(worker),
    maxThreads: Math.max(1, Math.min(threads, tasks.length)),
  });
  try {
    return await Promise.all(
      tasks.map(async (task, index) => {
        const result = (await pool.run(task)) as Result;
        await onDone(index, result);
        return result;
      }),
    );
  } finally {
    await pool.destroy();
  }
}

/** The built worker, which lies beside the entry points; this code may be in a chunk one folder down. */
export function workerFile(worker: string): string {
  const places = [`./${worker}.worker.js`, `../${worker}.worker.js`, `../../dist/${worker}.worker.js`];
  const found = places
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((path) => existsSync(path));
  if (found === undefined) throw new Error(`worker ${worker} is not built: run npm run build`);
  return found;
}
