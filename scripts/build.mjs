// Bundles the library, the command line and the workers into dist/. Split chunks keep start-up light: heavy parts load lazily.
import { build } from 'esbuild';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { buildKernels } from './kernels.mjs';

await buildKernels();

const workers = existsSync('src/workers')
  ? readdirSync('src/workers').filter((name) => name.endsWith('.worker.ts'))
  : [];
const entryPoints = {
  cli: 'src/cli/main.ts',
  index: 'src/index.ts',
  ...(existsSync('src/testing/index.ts') ? { testing: 'src/testing/index.ts' } : {}),
  ...Object.fromEntries(workers.map((name) => [name.replace(/\.ts$/, ''), `src/workers/${name}`])),
};

const { metafile } = await build({
  entryPoints,
  metafile: true,
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  chunkNames: 'chunks/[name]-[hash]',
  // Packages that find files of their own at run time, or that a user's file imports beside us.
  external: ['piscina', 'highs', 'fast-check', 'tsx', 'tsx/*'],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});

// Chunks of earlier builds would pile up.
for (const name of readdirSync('dist/chunks')) {
  if (!(`dist/chunks/${name}` in metafile.outputs)) rmSync(`dist/chunks/${name}`);
}
