import { parseProblem, type AllocationProblem } from '../core/allocation/problem/parseProblem.ts';
import { InputError } from '../core/issues/issue.ts';
import { readText } from './readText.ts';
import { yamlLimits } from './yaml/limits.ts';
import { parseYaml } from './yaml/parseYaml.ts';

/** Largest problem file [bytes]. */
const LARGEST = 64 * 1024 * 1024;

/** Reads an allocation problem, YAML or JSON. Throws InputError whose issues carry file, line and column. */
export async function loadProblem(file: string): Promise<AllocationProblem> {
  const text = await readText(file, file.endsWith('.json') ? LARGEST : yamlLimits.bytes);
  return problemFromText(text, file);
}

/** The same for text at hand. JSON takes the fast reader; positions are sought only when there is something to say. */
export function problemFromText(text: string, file: string): AllocationProblem {
  const fast = jsonOrNothing(text, file);
  const source = fast === undefined ? parseYaml(text, file) : undefined;
  try {
    return parseProblem(source === undefined ? fast : source.raw);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { place } = source ?? parseYaml(text, file);
    const issues = error.issues.map((issue) => ({
      ...issue,
      file,
      ...place(issue.path, issue.code === 'allocation.unknown-key'),
    }));
    throw new InputError(issues.sort((a, b) => a.line - b.line || a.column - b.column));
  }
}

function jsonOrNothing(text: string, file: string): unknown {
  if (!file.endsWith('.json')) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
