// Writes scenarios/schema.json and the generated parts of docs/scenario-format.md from the schema: npm run schema
import { build } from 'esbuild';
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { pathToFileURL } from 'node:url';

await build({
  entryPoints: ['src/report/scenarioFormat.ts'],
  outfile: 'dist/scripts/scenarioFormat.mjs',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'warning',
});
const { scenarioFormatFiles } = await import(pathToFileURL('dist/scripts/scenarioFormat.mjs'));
const { schema, page } = scenarioFormatFiles(readFileSync('docs/scenario-format.md', 'utf8'));
writeFileSync('scenarios/schema.json', schema);
const options = await resolveConfig('docs/scenario-format.md');
writeFileSync('docs/scenario-format.md', await format(page, { ...options, parser: 'markdown' }));
