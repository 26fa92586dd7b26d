// Runs every law longer and on new cases: npm run laws [-- --runs 12 --seed random|N].
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '12' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
console.log(`laws: ${values.runs} cases each, seed ${values.seed}`);
const { status } = spawnSync('npx', ['vitest', 'run', 'test/laws', 'test/market/event', 'test/allocation'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, LAW_RUNS: values.runs, LAW_SEED: values.seed },
});
process.exitCode = status ?? 1;
