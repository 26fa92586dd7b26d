import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bidwright-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `bidwright allocate` of the built command line. */
function runAllocate(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['dist/cli.js', 'allocate', ...args], (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const CURVE = '{ type: hill, scale: 1000, exponent: 1, halfSaturation: 100 }';

describe('allocate', () => {
  it('prints one JSON object with the certificate, the allocation and sentences; exit code 0', async () => {
    const { code, out, err } = await runAllocate('scenarios/allocation/hill-ten.yaml', '--json');
    expect(code).toBe(0);
    expect(err).toBe('');
    const answer = JSON.parse(out);
    expect(Object.keys(answer)).toEqual(
      expect.arrayContaining([
        'status',
        'value',
        'dualBound',
        'gap',
        'proven',
        'method',
        'allocation',
        'totals',
        'shadowPrices',
        'binding',
      ]),
    );
    expect(answer).toMatchObject({ status: 'optimal', proven: true });
    expect(answer.allocation).toHaveLength(10);
    const units = answer.allocation.reduce((sum: number, plan: { budget: number }) => sum + plan.budget, 0);
    expect(units).toBeCloseTo(3000, 6);
    expect(answer.shadowPrices[0].sentence).toMatch(/more a day earns/);
  });

  it('plans for bad cases and adds the frontier, for a reader', async () => {
    const { code, out } = await runAllocate('scenarios/allocation/uncertain.yaml', '--frontier');
    expect(code).toBe(0);
    expect(out).toContain('proven best');
    expect(out).toContain('planned for the mean of the worst 40 % of the draws');
    expect(out).toContain('next unit earns');
  });

  it('a request that cannot be met says which limit and by how much; exit code 1', async () => {
    const path = await file(
      'floor.yaml',
      `budget: 50\nminAverageRoas: 30\nplans: [{ id: a, min: 10, curve: ${CURVE} }]\n`,
    );
    const { code, out } = await runAllocate(path, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ status: 'infeasible', conflict: { limit: 'minAverageRoas' } });
  });

  it('bad input names file, line and column; exit code 2, nothing on standard output', async () => {
    const path = await file('bad.yaml', `budget: 5\nplans:\n  - id: a\n    min: 10\n    curve: ${CURVE}\n`);
    const { code, out, err } = await runAllocate(path);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(`${path}:1:`);
    expect(err).toContain('sum of minimums');
    const draws = await file(
      'draws.yaml',
      `budget: 5\nrisk: { measure: cvar }\nplans:\n  - id: a\n    curve: ${CURVE}\n`,
    );
    const second = await runAllocate(draws);
    expect(second.code).toBe(2);
    expect(second.err).toContain('since risk refers to them');
  });

  it('a missing file is bad input', async () => {
    const { code, err } = await runAllocate(join(folder, 'nothing.yaml'));
    expect(code).toBe(2);
    expect(err).toContain('nothing.yaml');
  });
});
