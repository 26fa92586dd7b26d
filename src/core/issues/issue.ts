/**
 * A problem with what was asked, as data. Text is made at the edge (report/messages), by locale.
 * Example: `{ code: 'scenario.range', path: ['plans', 0, 'bid'], params: { value: -1, min: 0.05 }, hint: 'use at least 0.05' }`.
 */
export interface Issue {
  /** Stable identifier, `area.problem`. */
  readonly code: string;
  /** Where in the input: keys and indices from the root; empty for the whole. */
  readonly path: readonly (string | number)[];
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  /** The figures and names the message quotes. */
  readonly params: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** How to mend it, if that depends on the input (otherwise the message's own text says it). */
  readonly hint?: string;
}

/** Bad input: carries every issue found, not only the first. The command line prints them and exits with 2. */
export class InputError extends Error {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues.map((issue) => `${issue.code} at ${issue.path.join('.') || '(root)'}`).join('; '));
    this.name = 'InputError';
    this.issues = issues;
  }
}
