/** One line on standard error that says how far the work is; on a terminal only, and gone when the work is done. */
export interface Progress {
  readonly update: (done: number, total: number) => void;
  readonly stop: () => void;
}

const MILLISECONDS_BETWEEN = 100;

export function startProgress(label: string): Progress {
  const { stderr } = process;
  if (stderr.isTTY !== true) return { update: () => {}, stop: () => {} };
  let last = 0;
  return {
    update: (done, total) => {
      const now = Date.now();
      if (now - last < MILLISECONDS_BETWEEN && done < total) return;
      last = now;
      stderr.write(`\r\u001B[2K${label} ${done}/${total}`);
    },
    stop: () => void stderr.write('\r\u001B[2K'),
  };
}
