import { InputError } from '../core/issues/issue.ts';
import { issueText } from '../report/messages/index.ts';

/** Prints a failure on standard error and gives the exit code: 2 for bad input, otherwise the error itself goes on. */
export function reportFailure(error: unknown): number {
  if (error instanceof InputError) {
    for (const issue of error.issues) process.stderr.write(`${issueText(issue)}\n`);
    return 2;
  }
  throw error;
}
