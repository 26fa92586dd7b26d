// Compiles the AssemblyScript kernels and embeds them as text in src/kernels/generated/, so that the same module works
// from the bundle, from sources and in a browser. Skipped while the sources are unchanged.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const kernels = ['event', 'expect', 'keyed', 'walk'];
const shared = [
  'src/kernels/assembly/elementary.ts',
  'src/kernels/assembly/logPair.ts',
  'src/kernels/assembly/sortLanes.ts',
  'src/kernels/assembly/walkHost.ts',
  'src/core/math/reduced.ts',
  'src/core/math/normalReduced.ts',
  'scripts/kernels.mjs',
];

export async function buildKernels() {
  mkdirSync('src/kernels/generated', { recursive: true });
  for (const name of kernels) await buildKernel(name);
}

async function buildKernel(name) {
  const source = `src/kernels/assembly/${name}.ts`;
  const target = `src/kernels/generated/${name}.ts`;
  const hash = createHash('sha256');
  for (const file of [source, ...shared]) hash.update(readFileSync(file));
  const stamp = `// Generated from ${source}: ${hash.digest('hex').slice(0, 16)}`;
  if (existsSync(target) && readFileSync(target, 'utf8').startsWith(stamp)) return;
  const binary = await compile(source);
  const text = `${stamp}\n/** WebAssembly module, base64. */\nexport const ${name}KernelBase64 =\n  '${binary.toString('base64')}';\n`;
  const temporary = `${target}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, target);
}

async function compile(entry) {
  // The compiler takes a second to load, so only when there is something to compile.
  const { default: asc } = await import('assemblyscript/asc');
  let binary;
  const flags = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--outFile', 'kernel.wasm'];
  const { error, stderr } = await asc.main([entry, ...flags], {
    writeFile: (name, contents) => {
      if (name.endsWith('.wasm')) binary = Buffer.from(contents);
    },
  });
  if (error !== null) throw new Error(`cannot compile ${entry}: ${stderr.toString()}`);
  return binary;
}
