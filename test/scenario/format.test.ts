import { readFileSync, readdirSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { formulaLimits } from '../../src/core/scenario/formula.ts';
import { describeFields } from '../../src/core/scenario/describeFields.ts';
import { scenarioFormatFiles } from '../../src/report/scenarioFormat.ts';
import { yamlLimits } from '../../src/io/yaml/limits.ts';
import { loadScenarioText } from '../../src/io/scenarioFile.ts';

const page = readFileSync('docs/scenario-format.md', 'utf8');

describe('what is generated from the schema is up to date (else: npm run schema)', () => {
  const files = scenarioFormatFiles(page);

  test('scenarios/schema.json', () => {
    expect(readFileSync('scenarios/schema.json', 'utf8')).toBe(files.schema);
  });

  test('docs/scenario-format.md', async () => {
    const options = await resolveConfig('docs/scenario-format.md');
    expect(page).toBe(await format(files.page, { ...options, parser: 'markdown' }));
  });
});

describe('every field of the format', () => {
  const fields = describeFields().flatMap(({ path, fields }) =>
    fields.map((field) => ({ at: `${path}.${field.name}`, ...field })),
  );

  test.each(fields)('$at says what it means, and what holds where it is left out', (field) => {
    expect(field.description).not.toBe('');
    if (field.kind !== 'block') expect(field.default).not.toBe('');
  });

  test.each(fields.filter((field) => field.kind.startsWith('number')))(
    '$at has unit, range and source',
    (field) => {
      if (field.name !== 'seed') expect(field.unit).not.toBe('');
      if (!field.kind.includes('distribution')) expect(field.range).toMatch(/^\S+ to \S+$/);
      expect(field.source).toMatch(/\((H|M|L|K|A|own)\)$/);
    },
  );
});

describe('the page', () => {
  test('names the limits the reader has', () => {
    expect(page).toContain(`${yamlLimits.bytes / 1024 ** 2} MiB`);
    for (const limit of [yamlLimits.nodes, yamlLimits.tokens, yamlLimits.aliases])
      expect(page).toContain(limit.toLocaleString('en'));
    expect(page).toContain(`${yamlLimits.depth} levels`);
    expect(page).toContain(`${formulaLimits.characters} characters and ${formulaLimits.parts} parts`);
  });

  const examples = [...page.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1]!);
  test('has examples that work, alone or on top of its first', async () => {
    expect(examples.length).toBeGreaterThanOrEqual(3);
    const [whole, ...parts] = examples;
    const text = [whole, ...parts].join('');
    const loaded = await loadScenarioText(text, 'scenario-format.md');
    expect(loaded.variants()).toHaveLength(1);
  });
});

describe('the gallery', () => {
  const names = readdirSync('scenarios').filter((name) => name.endsWith('.yaml'));
  test('is listed whole in its README', () => {
    const listed = [...readFileSync('scenarios/README.md', 'utf8').matchAll(/\]\((\S+\.yaml)\)/g)];
    expect(listed.map((match) => match[1])).toEqual(names.sort());
  });

  test.each(names)('%s is valid, points at the schema, and tells its case', async (name) => {
    const text = readFileSync(`scenarios/${name}`, 'utf8');
    expect(text).toMatch(/^# yaml-language-server: \$schema=schema\.json\n/);
    expect(text).toContain('The case.');
    const loaded = await loadScenarioText(text, name);
    expect(loaded.resolved.plans.length).toBeGreaterThan(0);
    loaded.variants();
    expect(Object.keys(parse(text) as object)).toContain('description');
  });
});
