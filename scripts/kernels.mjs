// Compiles the AssemblyScript kernels and embeds them as text in src/kernels/generated/, so that the same module works
// from the bundle, from sources and in a browser. Skipped while the sources are unchanged.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const sources = ['src/kernels/assembly/event.ts', 'src/core/math/reduced.ts', 'scripts/kernels.mjs'];
const target = 'src/kernels/generated/event.ts';

export async function buildKernels() {
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(source));
  const stamp = `// Generated from ${sources[0]}: ${hash.digest('hex').slice(0, 16)}`;
  if (existsSync(target) && readFileSync(target, 'utf8').startsWith(stamp)) return;
  const binary = await compile(sources[0]);
  mkdirSync('src/kernels/generated', { recursive: true });
  const text = `${stamp}\n/** WebAssembly module, base64. */\nexport const eventKernelBase64 =\n  '${binary.toString('base64')}';\n`;
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
