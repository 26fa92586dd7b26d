import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bidwright-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the built command line. */
function landscape(
  ...args: string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  return new Promise((resolve) => {
    const line = [
      'dist/cli.js',
      'landscape',
      'scenarios/01-quickstart.yaml',
      '--out',
      folder,
      '--points',
      '5',
    ];
    execFile(process.execPath, [...line, ...args], { maxBuffer: 1 << 26 }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

describe('landscape', () => {
  it('writes page, result and tables that agree with what it prints', async () => {
    const { code, out } = await landscape('--plan', 'coat-search', '--quality');
    expect(code).toBe(0);
    expect((await readdir(folder)).sort()).toEqual([
      'budgets.csv',
      'landscape.csv',
      'landscape.html',
      'landscape.json',
      'places.csv',
      'quality.csv',
    ]);
    const result = JSON.parse(await readFile(join(folder, 'landscape.json'), 'utf8'));
    expect(result.kind).toBe('landscape');
    expect(result.landscapes.map(({ cellId }: { cellId: string | null }) => cellId)).toEqual([
      null,
      'camel coat winter',
      'long wool coat',
      'wool coat',
    ]);
    const [plan] = result.landscapes;
    expect(out).toContain(plan.suggested.suggested.toFixed(2));
    expect(await readFile(join(folder, 'landscape.html'), 'utf8')).toContain(plan.suggested.high.toFixed(2));
    const rows = (await readFile(join(folder, 'landscape.csv'), 'utf8')).trimEnd().split('\r\n');
    const points = result.landscapes.reduce(
      (sum: number, { points }: { points: unknown[] }) => sum + points.length,
      0,
    );
    expect(rows).toHaveLength(1 + points);
  });

  it('prints JSON or CSV alone where asked', async () => {
    const json = await landscape('--keyword', 'wool coat', '--json');
    expect(JSON.parse(json.out).landscapes).toHaveLength(1);
    const csv = await landscape('--keyword', 'wool coat', '--csv');
    expect(csv.out).toBe(await readFile(join(folder, 'landscape.csv'), 'utf8'));
  });

  it('names what it does not find, and the nearest', async () => {
    const plan = await landscape('--plan', 'coat-serch');
    expect(plan.code).toBe(2);
    expect(plan.err).toContain('Try "coat-search"');
    const keyword = await landscape('--keyword', 'wool cot');
    expect(keyword.code).toBe(2);
    expect(keyword.err).toContain('Try "wool coat"');
  });
});
