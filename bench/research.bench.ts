import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchRow } from './row.ts';

export const rows: readonly BenchRow[] = [
  {
    name: 'research-standard',
    unit: 's',
    bar: { max: 180 },
    scale: 'time',
    how: 'bidwright research --suite standard --seeds 1..20: twelve strategies, eight worlds, twenty seeds, all cores, wall clock',
    run: () => {
      const out = mkdtempSync(join(tmpdir(), 'bidwright-race-'));
      const start = performance.now();
      const printed = execFileSync(
        process.execPath,
        ['dist/cli.js', 'research', '--suite', 'standard', '--seeds', '1..20', '--json', '--out', out],
        { encoding: 'utf8', maxBuffer: 1 << 26 },
      );
      const value = (performance.now() - start) / 1000;
      rmSync(out, { recursive: true });
      const rows = JSON.parse(printed) as { strategy: string; score: number }[];
      const own = rows.filter(({ strategy }) => strategy === 'pace');
      const mean = own.reduce((sum, { score }) => sum + score, 0) / own.length;
      return { value, note: `mean score of pace ${mean.toFixed(2)}` };
    },
  },
  {
    name: 'replay',
    unit: 's',
    bar: { max: 5 },
    scale: 'time',
    how: 'bidwright replay of 156,063 auctions, history from the same log, all five bidders, reading and start-up included, wall clock',
    run: () => {
      const folder = mkdtempSync(join(tmpdir(), 'bidwright-replay-'));
      const log = join(folder, 'log.txt');
      const row = (i: number): string => {
        const h = Math.imul(i + 1, 0x9e3779b1) >>> 0;
        return `${(h >>> 9) % 300 === 0 ? 1 : 0} ${5 + (h % 270)} ${((h >>> 16) % 100) / 20_000}`;
      };
      writeFileSync(log, Array.from({ length: 156_063 }, (_, i) => row(i)).join('\n'));
      const start = performance.now();
      execFileSync(process.execPath, ['dist/cli.js', 'replay', log, '--history', log, '--base-bid', '60']);
      const value = (performance.now() - start) / 1000;
      rmSync(folder, { recursive: true });
      return { value };
    },
  },
];
