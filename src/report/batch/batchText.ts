import { undefinedText, type Table } from '../table.ts';
import { tableText } from '../terminal/tableText.ts';
import type { TerminalOptions } from '../terminal/style.ts';
import { en, type Locale } from '../locales/en.ts';

/** The batch table for a terminal: bid and budget as `before → after`, the reason or the error as one column of words. */
export function batchText(table: Table, options: TerminalOptions, locale: Locale = en): string {
  const arrow = (before: string, after: string): string =>
    before === after ? after : `${before} → ${after}`;
  const view: Table = {
    ...table,
    columns: [
      ...table.columns.filter(({ key }) => key === 'scenario' || key === 'planId' || key === 'revenueChange'),
      { key: 'bidMove', label: locale.columns.bid, unit: null, align: 'right' },
      { key: 'budgetMove', label: locale.columns.budget, unit: null, align: 'right' },
      { key: 'why', label: locale.columns.reason, unit: null, align: 'left' },
    ],
    rows: table.rows.map((row) => {
      const text = (key: string): string => row[key]!.text;
      const cell = (content: string) => ({ text: content, value: content });
      return {
        ...row,
        bidMove: cell(arrow(text('bid'), text('recommendedBid'))),
        budgetMove: cell(arrow(text('budget'), text('recommendedBudget'))),
        why: cell(text('error') === undefinedText ? text('reason') : text('error')),
      };
    }),
  };
  return tableText(
    view,
    ['scenario', 'planId', 'bidMove', 'budgetMove', 'revenueChange', 'why'],
    options,
    locale,
  );
}
