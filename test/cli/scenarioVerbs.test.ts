import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { categoryPresets, type Category } from '../../src/core/scenario/presets.ts';
import { scenarioTemplate } from '../../src/core/scenario/scenarioTemplate.ts';
import { loadScenarioText } from '../../src/io/scenarioFile.ts';

const cli = resolve('dist/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'bidwright-'));
afterAll(() => rmSync(folder, { recursive: true }));

function bidwright(...args: string[]) {
  return spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' });
}

describe('init', () => {
  test('writes a scenario that validates, and never replaces a file unasked', () => {
    const first = bidwright('init', 'shop.yaml', '--yes', '--shop', 'A "shop": #1', '--budget', '900');
    expect([first.status, first.stdout]).toEqual([
      0,
      'wrote shop.yaml\nNext: bidwright optimize shop.yaml\n',
    ]);
    expect(bidwright('validate', 'shop.yaml').stdout).toBe('shop.yaml: ok (3 plans, 28 days, 1 variant)\n');
    writeFileSync(join(folder, 'shop.yaml'), 'mine');
    const second = bidwright('init', 'shop.yaml', '--yes');
    expect(second.status).toBe(2);
    expect(second.stderr).toMatch(/^shop\.yaml: cannot write this file: it exists already/);
    expect(readFileSync(join(folder, 'shop.yaml'), 'utf8')).toBe('mine');
    expect(bidwright('init', 'shop.yaml', '--json', '--force').stdout).toBe('{"file":"shop.yaml"}\n');
    expect(bidwright('validate', 'shop.yaml').status).toBe(0);
    expect(readdirSync(folder)).toEqual(['shop.yaml']);
  });

  test('a place that cannot be written is bad input', () => {
    const { status, stderr } = bidwright('init', 'shop.yaml/x.yaml', '--yes');
    expect(status).toBe(2);
    expect(stderr).toMatch(/cannot write this file: the system says/);
  });

  test.each(Object.keys(categoryPresets) as Category[])(
    'the scenario for %s can earn money',
    async (category) => {
      const text = scenarioTemplate({
        shop: 'S',
        category,
        dailyBudget: 500,
        minMarginalRoas: 3,
        schema: null,
      });
      const { resolved } = await loadScenarioText(text, category);
      for (const plan of resolved.plans) expect(plan.economics.netMargin).toBeGreaterThan(0.1);
      expect(resolved.plans[0]!.bounds.minMarginalRoas).toBe(3);
    },
  );
});

describe('validate', () => {
  test('tells good from bad, each on its stream, and exits with 2', () => {
    const bad = resolve('test/fixtures/broken/unknown-key.yaml');
    const good = resolve('scenarios/01-quickstart.yaml');
    const { status, stdout, stderr } = bidwright('validate', bad, good);
    expect(status).toBe(2);
    expect(stdout).toBe(`${good}: ok (6 plans, 28 days, 2 variants)\n`);
    expect(stderr).toMatch(/:11:5: cannot read plans\.coat-search: "dayliBudget"/);
    const json = JSON.parse(bidwright('validate', bad, good, '--json').stdout) as {
      ok: boolean;
      issues: unknown[];
    }[];
    expect(json.map(({ ok, issues }) => [ok, issues.length])).toEqual([
      [false, 1],
      [true, 0],
    ]);
  });
});

describe('explain', () => {
  const file = resolve('scenarios/01-quickstart.yaml');
  const explain = (...args: string[]) => bidwright('explain', file, ...args);

  test('prints each stage as JSON', () => {
    const raw = JSON.parse(explain('--stage', 'raw').stdout) as Record<string, unknown>;
    const scenario = JSON.parse(explain('--stage', 'scenario').stdout) as Record<string, unknown>;
    const resolved = JSON.parse(explain('--json').stdout) as Record<string, unknown>;
    expect(raw).not.toHaveProperty('market');
    expect(scenario).toHaveProperty('market.category', 'apparel');
    expect(resolved).toHaveProperty('plans.0.economics.netMargin');
  });

  test('takes a variant and a seed', () => {
    const resolved = JSON.parse(explain('--variant', 'bigger-budget', '--seed', '9').stdout) as unknown;
    expect(resolved).toMatchObject({ seed: 9, limits: { dailyBudget: 2000 } });
    const unknown = explain('--variant', 'biger-budget');
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain('Try "bigger-budget".');
  });
});
