import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { InputError, type Issue } from '../../src/core/issues/issue.ts';
import { loadScenarioText } from '../../src/io/scenarioFile.ts';

const text = readFileSync('test/fixtures/everything.yaml', 'utf8');
type Path = (string | number)[];

/** Paths of everything below a value that a test wants. */
function pathsOf(value: unknown, wanted: (value: unknown) => boolean, path: Path = []): Path[] {
  const own = wanted(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return own;
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [...own, ...entries.flatMap(([key, child]) => pathsOf(child, wanted, [...path, key]))];
}

async function issuesOf(changed: string): Promise<readonly Issue[]> {
  try {
    (await loadScenarioText(changed, 'x.yaml')).variants();
  } catch (error) {
    if (error instanceof InputError) return error.issues;
    throw error;
  }
  return [];
}

/** What stands in the text where an issue points, found without the reader under test. */
function pointedAt(changed: string, issue: Issue): string {
  return changed.split('\n')[issue.line! - 1]!.slice(issue.column! - 1);
}

describe('line and column point at the mistake', () => {
  const raw = parseDocument(text).toJS() as Record<string, unknown>;
  // Aliases are written where they are defined, and what a variant sets is only looked at when the file itself is sound.
  const free = ({ path }: { path: Path }) =>
    path[0] !== 'variants' && !path.includes('schedule') && path.at(-1) !== 'price';
  const numbers = pathsOf(raw, (value) => typeof value === 'number').filter((path) => free({ path }));
  const blocks = pathsOf(
    raw,
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  ).filter((path) => free({ path }) && !path.includes('params') && path.at(-1) !== 'set');

  test('at a wrong value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...numbers), async (path) => {
        const document = parseDocument(text);
        document.setIn(path, 'wrongValue');
        const changed = document.toString({ lineWidth: 0 });
        const issues = await issuesOf(changed);
        expect(issues.map((issue) => pointedAt(changed, issue).slice(0, 10))).toContain('wrongValue');
      }),
      { numRuns: 25 },
    );
  });

  test('at an unknown key', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...blocks), async (path) => {
        const document = parseDocument(text);
        document.setIn([...path, 'wrongKey'], 1);
        const changed = document.toString({ lineWidth: 0 });
        const issues = await issuesOf(changed);
        expect(issues.map((issue) => pointedAt(changed, issue).slice(0, 9))).toContain('wrongKey:');
      }),
      { numRuns: 25 },
    );
  });

  test.each([
    '= day + wrongName',
    '"= day + wrongName"',
    '>\n      = day\n      + wrongName\n',
    "'= (day\n      + wrongName)'",
  ])('within the formula %j', async (formula) => {
    const changed = text.replace('demand: = 1 + 0.2 * (10 <= day and day < 13)', `demand: ${formula}`);
    const [issue] = await issuesOf(changed);
    expect(pointedAt(changed, issue!)).toMatch(/^wrongName/);
  });

  test('through an alias, where the value is written', async () => {
    const changed = text.replace('price: &price 200', 'price: &price -200');
    const issues = await issuesOf(changed);
    expect(issues.map((issue) => pointedAt(changed, issue))).toEqual(['-200', '-200']);
  });

  test('in a file with Windows line ends', async () => {
    const changed = text.replace('unitCost: 80', 'unitCost: wrongValue').replaceAll('\n', '\r\n');
    const [issue] = await issuesOf(changed);
    expect(pointedAt(changed, issue!)).toMatch(/^wrongValue/);
  });
});
