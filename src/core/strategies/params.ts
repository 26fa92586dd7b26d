import type { Strategy } from '../contract/strategy.ts';
import { InputError, type Issue } from '../issues/issue.ts';

/**
 * A strategy's parameters with the user's overrides. Throws InputError `strategy.params` for unknown names and for values of
 * another type than the default's; paths start at `strategy.params`.
 */
export function checkedParams(
  strategy: Strategy,
  overrides: Readonly<Record<string, unknown>>,
): Record<string, number | boolean> {
  const issues: Issue[] = [];
  const params: Record<string, number | boolean> = { ...strategy.defaults };
  for (const [name, value] of Object.entries(overrides)) {
    const known = strategy.defaults[name];
    const fits = typeof value === typeof known && (typeof value !== 'number' || Number.isFinite(value));
    if (known !== undefined && fits) params[name] = value as number | boolean;
    else
      issues.push({
        code: 'strategy.params',
        path: ['strategy', 'params', name],
        params: { name, strategy: strategy.name, known: Object.keys(strategy.defaults) },
      });
  }
  if (issues.length > 0) throw new InputError(issues);
  return params;
}
