// Builds the product and the benches, then runs the benches: node scripts/bench.mjs [--json] [FILTER]
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';

await import('./build.mjs');
await build({
  entryPoints: { bench: 'bench/run.ts' },
  outdir: 'dist/bench',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, ['dist/bench/bench.js', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
