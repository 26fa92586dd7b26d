import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'bidwright-cli-test-'));

function cli(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', 'test', ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('bidwright test', () => {
  it('cases: prints every case as JSON and exits 0 when all pass, 1 when one fails, 2 for a broken file', () => {
    const good = cli('cases', 'test/references/abtest-cases.json', '--json');
    expect(good.status).toBe(0);
    const results = JSON.parse(good.stdout) as { id: string; status: string; computed: object }[];
    expect(results).toHaveLength(62);
    expect(results.every((one) => one.status === 'pass' && Object.keys(one.computed).length > 0)).toBe(true);
    const bad = join(folder, 'bad.json');
    writeFileSync(
      bad,
      JSON.stringify({
        cases: [
          {
            id: 'X1',
            method: 'Pooled two-proportion z test',
            inputs: { a: [5, 83], b: [12, 99] },
            expected: { z: 1 },
          },
        ],
      }),
    );
    const failed = cli('cases', bad);
    expect(failed.status).toBe(1);
    expect(failed.stdout).toMatch(/fail +X1/);
    writeFileSync(bad, '{');
    expect(cli('cases', bad)).toMatchObject({ status: 2 });
  });

  it('plan: a size, whole weeks, a warning when time is short', () => {
    const { status, stdout } = cli(
      'plan',
      '--base',
      '1.5%',
      '--lift',
      '20%',
      '--arms',
      '3',
      '--impressions',
      '9000',
      '--max-days',
      '7',
      '--cpc',
      '0.8',
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/weeks? \(\d+ days\)/);
    expect(stdout).toMatch(/cannot be decided in 7 days/);
    expect(cli('plan', '--base', '150%', '--lift', '20%', '--impressions', '10').status).toBe(2);
  });

  it('analyze: decides the example, writes a page, names rows of bad input', () => {
    const { status, stdout } = cli(
      'analyze',
      'scenarios/tests/four-creatives.csv',
      '--planned',
      '55000',
      '--out',
      join(folder, 'out'),
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/\[winner\] Promote street/);
    expect(stdout).not.toContain('\u001b[');
    expect(readFileSync(join(folder, 'out/test.html'), 'utf8')).toContain('<svg');
    const bad = join(folder, 'bad.csv');
    writeFileSync(bad, 'day,creative,impressions,clicks\n2026-03-02,A,10,11\n2026-03-02,B,10,1\n');
    const refused = cli('analyze', bad);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(
      /bad\.csv:2: cannot use this row .*11 clicks are more than 10 impressions/,
    );
    const skewed = join(folder, 'skewed.csv');
    const days = Array.from(
      { length: 8 },
      (_, d) => `2026-03-0${d + 1},A,1000,20\n2026-03-0${d + 1},B,1300,22`,
    );
    writeFileSync(skewed, `day,creative,impressions,clicks\n${days.join('\n')}\n`);
    expect(cli('analyze', skewed).status).toBe(1);
  });

  it('elements and terms: work on the examples', () => {
    const elements = cli('elements', 'scenarios/tests/elements.csv', '--out', join(folder, 'elements'));
    expect(elements.status).toBe(0);
    expect(elements.stdout).toMatch(/rate ratio/);
    expect(existsSync(join(folder, 'elements/elements.html'))).toBe(true);
    const terms = cli('terms', 'scenarios/tests/chats.csv', '--json');
    expect(terms.status).toBe(0);
    expect((JSON.parse(terms.stdout) as { terms: unknown[] }).terms.length).toBeGreaterThan(3);
  });
});
