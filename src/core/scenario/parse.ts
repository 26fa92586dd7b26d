import { InputError, type Issue } from '../issues/issue.ts';
import { scenarioSchema, type Scenario } from './schema/scenario.ts';
import { issuesOf } from './zodIssues.ts';

/**
 * Plain data -> Scenario: every default filled in, formulas still text.
 * Throws InputError with one issue a mistake (`scenario.range`, `.type`, `.missing`, `.unknown-key`, `.option`, ...), each with
 * the value, the allowed range with its unit, and the nearest known name.
 */
export function parseScenario(raw: unknown): Scenario {
  const parsed = scenarioSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.flatMap((issue) => issuesOf(raw, issue));
  throw new InputError(issues.filter((issue) => !isEcho(issue, issues)));
}

/** A field that is missing only because its name is mistyped beside it. */
function isEcho(missing: Issue, issues: readonly Issue[]): boolean {
  if (missing.code !== 'scenario.missing') return false;
  return issues.some(
    ({ code, path, params }) =>
      code === 'scenario.unknown-key' &&
      params.near === missing.path.at(-1) &&
      path.length === missing.path.length &&
      path.slice(0, -1).every((key, i) => key === missing.path[i]),
  );
}
