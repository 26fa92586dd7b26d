import type { ReferenceCaseFile } from '../core/experiments/cases/caseFile.ts';
import { InputError } from '../core/issues/issue.ts';
import { readText } from './readText.ts';

const MAX_BYTES = 64 * 1024 * 1024;

/** Reads a file of reference cases. Throws InputError test.badCases when it is not one. */
export async function readCases(file: string): Promise<ReferenceCaseFile> {
  const text = await readText(file, MAX_BYTES);
  const refuse = (reason: string) =>
    new InputError([{ code: 'test.badCases', path: [], file, params: { reason } }]);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
  const cases = Array.isArray(content) ? content : (content as { cases?: unknown } | null)?.cases;
  if (!Array.isArray(cases)) throw refuse('it has no list "cases"');
  cases.forEach((one: Partial<ReferenceCaseFile['cases'][number]> | null, i) => {
    const complete =
      typeof one?.id === 'string' &&
      typeof one.method === 'string' &&
      typeof one.inputs === 'object' &&
      typeof one.expected === 'object';
    if (!complete) throw refuse(`case ${i + 1} must have id, method, inputs and expected`);
  });
  return { cases };
}
