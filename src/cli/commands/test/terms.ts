import type { Command } from 'commander';
import { wholeNumber } from '../../options.ts';

interface TermsFlags {
  readonly minimum?: number;
  readonly limit: number;
  readonly encoding?: string;
  readonly json?: boolean;
}

export function registerTerms(test: Command): void {
  test
    .command('terms')
    .description('candidates for elements from chats and reviews: what customers talk about, and who orders')
    .argument('<file>', 'text, one message a line; or a table with columns text and (if known) ordered')
    .option(
      '--minimum <n>',
      'messages a term must be in (default 1 in 200, at least 2)',
      wholeNumber(1, 1_000_000),
    )
    .option('--limit <n>', 'terms listed', wholeNumber(1, 10_000), 50)
    .option('--encoding <name>', 'of text that is neither marked nor UTF-8, e.g. GBK')
    .option('--json', 'print the terms as JSON')
    .addHelpText(
      'after',
      `
Examples:
  bidwright test terms scenarios/tests/chats.csv
  bidwright test terms reviews.txt --minimum 5 --encoding GBK`,
    )
    .action(runTerms);
}

async function runTerms(file: string, flags: TermsFlags): Promise<void> {
  const { readMessages } = await import('../../../io/tables/readMessages.ts');
  const { mineTerms } = await import('../../../core/experiments/elements/mineTerms.ts');
  const messages = await readMessages(file, flags.encoding);
  const terms = mineTerms(messages, {
    limit: flags.limit,
    ...(flags.minimum === undefined ? {} : { minimumMessages: flags.minimum }),
  });
  if (flags.json === true) {
    process.stdout.write(`${JSON.stringify({ messages: messages.length, terms })}\n`);
    return;
  }
  const { termTable } = await import('../../../report/test/testTables.ts');
  const { textTable } = await import('../../../report/test/terminalTest.ts');
  const table = termTable(terms);
  process.stdout.write(`${messages.length} messages. ${table.caption}.\n${textTable(table)}\n`);
}
