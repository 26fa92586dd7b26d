import { InputError, type Issue } from '../../issues/issue.ts';

/** An issue if a value is not a number in [0, most], or 0 where it must be positive. */
export function rangeIssues(
  path: readonly (string | number)[],
  value: number,
  most: number,
  positive = false,
): readonly Issue[] {
  const fits = value >= 0 && value <= most && (value > 0 || !positive);
  return fits ? [] : [{ code: 'event.range', path, params: { value, most, positive } }];
}

/** An issue if a count is not whole. */
export function wholeIssues(name: string, value: number): readonly Issue[] {
  return Number.isInteger(value) ? [] : [{ code: 'event.whole', path: [name], params: { value } }];
}

/**
 * Checks a number of auctions.
 * @throws InputError `event.range`, `event.whole`
 */
export function checkAuctions(auctions: number): void {
  const issues = [...rangeIssues(['auctions'], auctions, 2 ** 31 - 1), ...wholeIssues('auctions', auctions)];
  if (issues.length > 0) throw new InputError(issues);
}
