import type { Strategy } from '../contract/strategy.ts';
import { InputError, type Issue } from '../issues/issue.ts';
import { nearest } from '../issues/nearest.ts';

/**
 * A strategy's parameters with the user's overrides. Throws InputError: `strategy.params` for unknown names, `strategy.param-value`
 * for values of another type than the default's; paths start at `strategy.params`.
 */
export function checkedParams(
  strategy: Pick<Strategy, 'name' | 'defaults'>,
  overrides: Readonly<Record<string, unknown>>,
): Record<string, number | boolean> {
  const issues: Issue[] = [];
  const params: Record<string, number | boolean> = { ...strategy.defaults };
  for (const [name, value] of Object.entries(overrides)) {
    const fallback = Object.hasOwn(strategy.defaults, name) ? strategy.defaults[name] : undefined;
    const fits = typeof value === typeof fallback && (typeof value !== 'number' || Number.isFinite(value));
    if (fallback !== undefined && fits) params[name] = value as number | boolean;
    else issues.push(issueOf(strategy, name, fallback));
  }
  if (issues.length > 0) throw new InputError(issues);
  return params;
}

function issueOf(
  strategy: Pick<Strategy, 'name' | 'defaults'>,
  name: string,
  fallback: number | boolean | undefined,
): Issue {
  const path = ['strategy', 'params', name];
  const known = Object.keys(strategy.defaults);
  const near = nearest(name, known);
  const params = { name, strategy: strategy.name, known, ...(near === undefined ? {} : { near }) };
  if (fallback === undefined) return { code: 'strategy.params', path, params };
  return {
    code: 'strategy.param-value',
    path,
    params: { name, strategy: strategy.name, expected: typeof fallback },
  };
}
