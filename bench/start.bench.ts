import { spawnSync } from 'node:child_process';
import type { BenchRow } from './row.ts';

const ROUNDS = 9;

/** Wall milliseconds of one command. */
function wall(command: string, args: readonly string[]): number {
  const start = performance.now();
  const { status } = spawnSync(command, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

export const rows: readonly BenchRow[] = [
  {
    name: 'start',
    unit: 's',
    bar: { max: 5 },
    scale: 'time',
    how: 'npm start from installed state: build, simulate, reallocate, simulate, write the report; median of 3',
    run: () => ({ value: median([1, 2, 3].map(() => wall('npm', ['start', '--silent']))) / 1000 }),
  },
  {
    name: 'help-vs-node',
    unit: 'ratio',
    bar: { max: 1.4 },
    scale: 'none',
    how: `bidwright --help against node -e 0, interleaved, medians of ${ROUNDS}`,
    run: () => {
      const pairs = Array.from({ length: ROUNDS }, () => ({
        help: wall(process.execPath, ['dist/cli.js', '--help']),
        node: wall(process.execPath, ['-e', '0']),
      }));
      return { value: median(pairs.map(({ help }) => help)) / median(pairs.map(({ node }) => node)) };
    },
  },
];
