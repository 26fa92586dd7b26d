import { truncate } from '../report/format/displayWidth.ts';

/** One line on standard error that says how far the work is; on a terminal only, and gone when the work is done. */
export interface Progress {
  readonly update: (done: number, total: number) => void;
  readonly stop: () => void;
}

interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const MILLISECONDS_BETWEEN = 100;
const BAR_COLUMNS = 20;
const ERASE_LINE = '\r\u001B[2K';

/** Starts the line; `output` and `now` are for tests. */
export function startProgress(
  label: string,
  output: Output = process.stderr,
  now: () => number = Date.now,
): Progress {
  if (output.isTTY !== true) return { update: () => {}, stop: () => {} };
  let last = -Infinity;
  return {
    update: (done, total) => {
      if (now() - last < MILLISECONDS_BETWEEN && done < total) return;
      last = now();
      const filled = Math.round((BAR_COLUMNS * Math.min(done, total)) / Math.max(1, total));
      const bar = '█'.repeat(filled) + '░'.repeat(BAR_COLUMNS - filled);
      output.write(ERASE_LINE + truncate(`${bar} ${done}/${total} ${label}`, (output.columns ?? 80) - 1));
    },
    stop: () => void output.write(ERASE_LINE),
  };
}
