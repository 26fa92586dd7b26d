// Makes the example data of horizontal tests, scenarios/tests/*.csv, by simulation: node scripts/test-examples.mjs
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const out = mkdtempSync(join('dist', 'examples-'));
await build({
  entryPoints: ['scripts/testExamples.ts'],
  outdir: out,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  outExtension: { '.js': '.mjs' },
  logLevel: 'warning',
});
try {
  await import(pathToFileURL(join(out, 'testExamples.mjs')).href);
} finally {
  rmSync(out, { recursive: true });
}
