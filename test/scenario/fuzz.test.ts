import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { parseYaml } from '../../src/io/yaml/parseYaml.ts';
import { InputError } from '../../src/core/issues/issue.ts';
import { loadScenarioText } from '../../src/io/scenarioFile.ts';
import { issueText } from '../../src/report/messages/index.ts';

const valid = ['scenarios/03-conversion-gap.yaml', 'test/fixtures/everything.yaml'].map((file) =>
  readFileSync(file, 'utf8'),
);

/** Raise for a long hunt: FUZZ_RUNS=20000 npx vitest run test/scenario/fuzz.test.ts */
const runs = Number(process.env.FUZZ_RUNS ?? 60);

/** Reads hostile text: anything but a scenario or an InputError with places and sentences fails the test. */
async function survive(text: string): Promise<void> {
  try {
    (await loadScenarioText(text, 'fuzz.yaml')).variants();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.issues.length).toBeGreaterThan(0);
    const lines = text.split('\n').length;
    for (const issue of error.issues) {
      expect(issue.line).toBeGreaterThanOrEqual(1);
      expect(issue.line).toBeLessThanOrEqual(lines);
      expect(issue.column).toBeGreaterThanOrEqual(1);
      expect(issueText(issue)).toMatch(/^fuzz\.yaml:\d+:\d+: cannot [^]* must [^]*$/);
      expect(issueText(issue)).not.toMatch(/undefined|\[object/);
    }
  }
}

const scraps = [
  // Signs of YAML.
  ': |- |  |\t|"|\'|[|]|{|}|&a |*a|!x |#|>|? |---\n|\n|<<: *a\n|__proto__: 1\n|%|@|`|,',
  // Values.
  '=|= day|= 1/0|-1|1e999|null|~|true|0x10|.nan|3%',
  // Characters that trip decoders and line counters.
  '\u0000|\uFEFF|\uD800|\u2028|值|\r',
].flatMap((group) => group.split('|'));
const scrap = fc.constantFrom('|', ...scraps);

describe('text that was scrambled', () => {
  const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(12), put: scrap });

  test('is a scenario or bad input with places, never a crash', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...valid),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        async (text, edits) => {
          let changed = text;
          for (const { at, cut, put } of edits) {
            const start = Math.floor(at * changed.length);
            changed = changed.slice(0, start) + put + changed.slice(start + cut);
          }
          await survive(changed);
        },
      ),
      { numRuns: runs },
    );
  });

  test('of anything at all likewise', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(scrap, fc.string({ maxLength: 8, unit: 'binary' })), { maxLength: 30 }),
        (parts) => survive(parts.join('')),
      ),
      { numRuns: runs },
    );
  });
});

describe('fields that were replaced', () => {
  const value = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      '',
      '=',
      '= day - 40',
      'a',
      [],
      {},
      [1],
      { a: 1 },
      0,
      -1,
      1e9,
      0.5,
      1e300,
    ),
    fc.jsonValue({ maxDepth: 2 }),
  );

  test('any value anywhere is a scenario or bad input with places', async () => {
    const roots = valid.map((text) => parseYaml(text, 'valid').raw);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...roots),
        fc.array(fc.nat(1000), { maxLength: 8 }),
        value,
        (root, walk, put) => survive(stringify(replaced(root, walk, put))),
      ),
      { numRuns: runs },
    );
  });
});

/** A copy with the value at the end of a walk replaced; each number of the walk chooses a child. */
function replaced(node: unknown, walk: readonly number[], value: unknown): unknown {
  const [step, ...rest] = walk;
  if (step === undefined || typeof node !== 'object' || node === null || Object.keys(node).length === 0)
    return value;
  const keys = Object.keys(node);
  const key = keys[step % keys.length]!;
  const child = replaced((node as Record<string, unknown>)[key], rest, value);
  if (Array.isArray(node)) return node.with(Number(key), child);
  return { ...node, [key]: child };
}
