import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
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
];
