import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Breaks one law and no other: it raises what the promoter holds fixed. */
const meddler = `import type { Strategy } from 'bidwright';
const strategy: Strategy = {
  name: 'meddler',
  description: 'Raises every bid, also those held fixed',
  properties: { control: 'daily', oracle: false },
  defaults: {},
  decide: ({ plans }, state) => ({
    decisions: plans
      .filter(({ enabled }) => enabled)
      .map((plan) => ({ planId: plan.id, bid: plan.bid * 1.01, reason: { rule: 'up', figures: {} } })),
    state,
  }),
};
export default strategy;
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bidwright-laws-'));
  await writeFile(join(folder, 'mine.ts'), meddler);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function bidwright(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['dist/cli.js', ...args], { maxBuffer: 1 << 26 }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

describe('research laws', () => {
  it('a broken law leaves its smallest scenario, which simulate replays with the strategy and without', async () => {
    const mine = join(folder, 'mine.ts');
    const out = join(folder, 'found');
    const { code, out: printed } = await bidwright(
      'research',
      'laws',
      mine,
      '--runs',
      '6',
      '--seed',
      '1',
      '--out',
      out,
    );
    expect(code).toBe(1);
    expect(printed).toContain('broken: pause');
    expect(await readdir(out)).toEqual(['meddler-pause.yaml']);
    const file = join(out, 'meddler-pause.yaml');
    const text = await readFile(file, 'utf8');
    expect(text).toContain(`# bidwright simulate ${file} --runs 1 --strategy ${mine}`);
    // As small as it gets: one plan, held fixed, for a day.
    expect(text.match(/channel:/g)).toHaveLength(2);
    expect(text).toContain('fixed: true');
    expect(text).toMatch(/days: 1\n/);
    for (const strategy of [['--strategy', mine], []]) {
      const replayed = await bidwright(
        'simulate',
        file,
        '--runs',
        '1',
        '--json',
        '--out',
        join(folder, 'out'),
        ...strategy,
      );
      expect(replayed.err).toBe('');
      expect(replayed.code).toBe(0);
      expect(JSON.parse(replayed.out)).toMatchObject({ scenario: { name: 'pause broken by meddler' } });
    }
  });
});

describe('research loss', () => {
  it('refuses worlds without a dual bound, and says so', async () => {
    const { code, out, err } = await bidwright(
      'research',
      'loss',
      'pace',
      '--suite',
      'quality',
      '--seeds',
      '101',
    );
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('no bound holds there');
  });
});
