import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/core/issues/issue.ts';
import { loadScenario } from '../../src/io/scenarioFile.ts';
import { issueText } from '../../src/report/messages/index.ts';

const folder = 'test/fixtures/broken';
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.slice(0, -'.yaml'.length));

/** What the command line prints for a file, the folder left out. */
async function complaints(file: string): Promise<string> {
  try {
    (await loadScenario(file)).variants();
    return 'no complaint';
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.issues.map((issue) => issueText(issue).replace(`${folder}/`, '')).join('\n');
  }
}

describe('every broken scenario has its exact message', () => {
  test('there are at least 40, each with its text', () => {
    expect(names.length).toBeGreaterThanOrEqual(40);
    const texts = readdirSync(folder).filter((name) => name.endsWith('.txt'));
    expect(texts).toEqual(names.map((name) => `${name}.txt`));
  });

  test.each(names)('%s', async (name) => {
    // After an intended change: npx vitest run test/scenario/broken.test.ts -u, then read the diff.
    const told = `${await complaints(`${folder}/${name}.yaml`)}\n`;
    await expect(told).toMatchFileSnapshot(`../fixtures/broken/${name}.txt`);
  });
});

describe('files that are no files', () => {
  test('a missing file names the nearest one', async () => {
    expect(await complaints('scenarios/01-quikstart.yaml')).toBe(
      'scenarios/01-quikstart.yaml: cannot open this file: it does not exist, must be a file. Try "01-quickstart.yaml".',
    );
  });

  test('a missing folder is named', async () => {
    expect(await complaints('nowhere/a.yaml')).toBe(
      'nowhere/a.yaml: cannot open this file: it does not exist and neither does the folder nowhere, must be a file.',
    );
  });

  test('a directory', async () => {
    expect(await complaints('scenarios')).toBe(
      'scenarios: cannot open this file: it is a directory, must be a file.',
    );
  });

  test('a device without end is refused by its limit, not by memory', async () => {
    expect(await complaints('/dev/zero')).toMatch(
      /^\/dev\/zero: cannot read this file: it is \d+ bytes, must be at most 4194304 bytes\.$/,
    );
  });
});
