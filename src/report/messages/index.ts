import type { Issue } from '../../core/issues/issue.ts';
import { allocationMessages } from './allocation.ts';
import { eventMessages } from './event.ts';
import { fileMessages } from './file.ts';
import { landscapeMessages } from './landscape.ts';
import { scenarioMessages } from './scenario.ts';
import { shopMessages } from './shop.ts';
import { strategyMessages } from './strategy.ts';
import { testMessages } from './test.ts';

/** Makes the sentence of one issue code: *cannot X: Y is Z, must be W*. */
export type Message = (issue: Issue) => string;
export type Messages = Readonly<Record<string, Message>>;

const catalogue: Messages = {
  ...allocationMessages,
  ...eventMessages,
  ...fileMessages,
  ...landscapeMessages,
  ...scenarioMessages,
  ...shopMessages,
  ...strategyMessages,
  ...testMessages,
};

/** One issue as one line: `file:line:column: cannot ...: ... . Try ...`. */
export function issueText(issue: Issue): string {
  const message = catalogue[issue.code]?.(issue) ?? `${issue.code} ${JSON.stringify(issue.params)}`;
  const place = [issue.file, issue.line, issue.column].filter((part) => part !== undefined).join(':');
  const hint = issue.hint === undefined ? '' : ` Try: ${issue.hint}.`;
  return `${place === '' ? '' : `${place}: `}${message}${hint}`;
}
