import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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

/** Runs the built command line. */
function bidwright(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['dist/cli.js', ...args], { maxBuffer: 1 << 26 }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

describe('optimize', () => {
  it('prints the summary and writes report, result and plans that agree', async () => {
    const out = join(folder, 'optimize');
    const { code, out: text } = await bidwright(
      'optimize',
      'scenarios/02-one-plan.yaml',
      '--runs',
      '3',
      '--out',
      out,
    );
    expect(code).toBe(0);
    const result = JSON.parse(await readFile(join(out, 'result.json'), 'utf8'));
    expect(result.kind).toBe('optimize');
    const spend = result.store.recommended.spend.toLocaleString('en', {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    });
    expect(text).toContain(spend);
    expect(await readFile(join(out, 'report.html'), 'utf8')).toContain(spend);
    expect((await readFile(join(out, 'plans.csv'), 'utf8')).trimEnd().split('\r\n')).toHaveLength(
      1 + result.plans.length,
    );
  });

  it('same seed, same bytes', async () => {
    const run = () =>
      bidwright(
        'optimize',
        'scenarios/02-one-plan.yaml',
        '--runs',
        '3',
        '--json',
        '--out',
        join(folder, 'same'),
      );
    expect((await run()).out).toBe((await run()).out);
  });

  it('a target out of reach is told with what is missing, and exits with 1', async () => {
    const { code, out } = await bidwright(
      'optimize',
      'scenarios/02-one-plan.yaml',
      '--runs',
      '2',
      '--target',
      'orders=999',
      '--out',
      join(folder, 'far'),
    );
    expect(code).toBe(1);
    const { target } = JSON.parse(await readFile(join(folder, 'far', 'result.json'), 'utf8'));
    expect(target.short).toBeCloseTo(999 - target.expected, 9);
    expect(out).toContain(`${target.short.toFixed(2)} short`);
  });

  it.each([
    ['--target', 'cookies=9'],
    ['--target', 'orders=-4'],
    ['--target', 'orders='],
    ['--objective', 'cookies'],
  ])('%s %s is bad input that names the option', async (option, value) => {
    const { code, err } = await bidwright('optimize', 'scenarios/02-one-plan.yaml', option, value);
    expect(code).toBe(2);
    expect(err).toContain(`option '${option}`);
    expect(err).toContain('orders');
  });

  it('an optimum one step away says so, and names no file that is not there', async () => {
    const where = join(folder, 'steps');
    const { code, out } = await bidwright(
      'optimize',
      'scenarios/02-one-plan.yaml',
      '--runs',
      '2',
      '--within-steps',
      '--out',
      where,
    );
    expect(code).toBe(0);
    expect(out).toContain('The optimum is one step away.');
    expect(out).toContain('without them the same is best');
    expect(out).not.toContain('steps.csv');
    await expect(readFile(join(where, 'steps.csv'))).rejects.toThrow('ENOENT');
  });

  it('a missing file is bad input: exit code 2, nothing written', async () => {
    const { code, err } = await bidwright(
      'optimize',
      join(folder, 'nothing.yaml'),
      '--out',
      join(folder, 'no'),
    );
    expect(code).toBe(2);
    expect(err).toContain('nothing.yaml');
    await expect(readFile(join(folder, 'no', 'result.json'))).rejects.toThrow('ENOENT');
  });

  it('a wrong option is bad input with a hint', async () => {
    const { code, err } = await bidwright('optimize', 'scenarios/02-one-plan.yaml', '--run', '3');
    expect(code).toBe(2);
    expect(err).toContain('--runs');
  });
});

describe('simulate and compare', () => {
  it('simulate writes its ledger, a row a plan and day', async () => {
    const out = join(folder, 'simulate');
    const { code } = await bidwright(
      'simulate',
      'scenarios/03-conversion-gap.yaml',
      '--strategy',
      'guide',
      '--runs',
      '2',
      '--out',
      out,
    );
    expect(code).toBe(0);
    const rows = (await readFile(join(out, 'ledger.csv'), 'utf8')).trimEnd().split('\r\n');
    expect(rows).toHaveLength(1 + 2 * 28);
  });

  it('an unknown strategy is bad input and names the known ones', async () => {
    const { code, err } = await bidwright(
      'simulate',
      'scenarios/03-conversion-gap.yaml',
      '--strategy',
      'holt',
    );
    expect(code).toBe(2);
    expect(err).toContain('hold');
  });

  it('compare gives each variant its paired interval', async () => {
    const { code, out } = await bidwright(
      'compare',
      'scenarios/01-quickstart.yaml',
      '--runs',
      '2',
      '--json',
      '--out',
      join(folder, 'cmp'),
    );
    expect(code).toBe(0);
    const { variants } = JSON.parse(out);
    expect(variants.length).toBeGreaterThan(0);
    for (const { difference } of variants)
      expect(difference.profit.low).toBeLessThanOrEqual(difference.profit.high);
  });
});

describe('recommend', () => {
  it('a broken scenario is a row that stops nothing; one core gives the bytes of two', async () => {
    const broken = join(folder, 'broken.yaml');
    await writeFile(broken, 'name: broken\nplans: 3\n');
    const run = (threads: string) =>
      bidwright(
        'recommend',
        'scenarios/02-one-plan.yaml',
        broken,
        'scenarios/03-conversion-gap.yaml',
        '--runs',
        '2',
        '--threads',
        threads,
        '--json',
        '--out',
        join(folder, 'batch'),
      );
    const [one, two] = [await run('1'), await run('2')];
    expect(one.code).toBe(1);
    expect(two.out).toBe(one.out);
    const rows: { scenario: string; error?: string }[] = JSON.parse(one.out);
    expect(rows.filter(({ error }) => error !== undefined)).toHaveLength(1);
    expect(rows.filter(({ error }) => error === undefined).map(({ scenario }) => scenario)).toEqual([
      'scenarios/02-one-plan.yaml',
      'scenarios/03-conversion-gap.yaml',
      'scenarios/03-conversion-gap.yaml',
    ]);
  });

  it('goes on where an interrupted batch stopped', async () => {
    const out = join(folder, 'resumed');
    const args = ['recommend', 'scenarios/02-one-plan.yaml', '--runs', '2', '--json', '--out', out];
    const first = await bidwright(...args);
    // What an interruption leaves behind: the finished part of the list, and half a line.
    const { openFinishedTasks, taskKey } = await import('../../src/io/finishedTasks.ts');
    const { version } = JSON.parse(await readFile('package.json', 'utf8'));
    const text = await readFile('scenarios/02-one-plan.yaml', 'utf8');
    const list = join(out, 'unfinished.jsonl');
    const finished = await openFinishedTasks(list);
    const marked = [{ scenario: 'scenarios/02-one-plan.yaml', error: 'from the list' }];
    await finished.add(taskKey(version, 'scenarios/02-one-plan.yaml', '2', 'undefined', text), marked);
    await writeFile(list, `${await readFile(list, 'utf8')}{"key":"half`);
    const second = await bidwright(...args);
    expect(JSON.parse(first.out)[0].error).toBeUndefined();
    expect(JSON.parse(second.out)).toEqual(marked);
  });
});
