import { fill } from '../format/fill.ts';
import { en, type Locale } from '../locales/en.ts';
import { type Cell, type Table, undefinedText, words } from '../table.ts';
import type { TerminalOptions } from '../terminal/style.ts';
import { tableText } from '../terminal/tableText.ts';

/**
 * The batch table for a terminal: each scenario named once above its plans, bid and budget as `before → after`, the reason
 * or the error as one column of words.
 */
export function batchText(table: Table, options: TerminalOptions, locale: Locale = en): string {
  const names = shortNames(table.rows.map((row) => row['scenario']!.text));
  const currencies = new Set(
    table.rows.map((row) => row['currency']!.text).filter((code) => code !== undefinedText),
  );
  const one = currencies.size === 1 ? [...currencies][0]! : null;
  const perDay = one === null ? null : fill(locale.units.moneyPerDay, { currency: one });
  const view: Table = {
    ...table,
    columns: [
      { key: 'what', label: locale.columns.plan, unit: null, align: 'left' },
      { key: 'bidMove', label: locale.columns.bid, unit: one, align: 'right' },
      { key: 'budgetMove', label: locale.columns.budget, unit: perDay, align: 'right' },
      { key: 'revenueMove', label: locale.columns.revenueChange, unit: perDay, align: 'right' },
      { key: 'why', label: locale.columns.reason, unit: null, align: 'left' },
    ],
    rows: table.rows.map((row, index) => {
      const text = (key: string): string => row[key]!.text;
      const revenue = [
        text('revenueChange'),
        ...(one === null && text('currency') !== undefinedText ? [text('currency')] : []),
      ].join(' ');
      const failed = text('error') !== undefinedText;
      const heading = index > 0 && names[index] === names[index - 1] ? [] : [names[index]!];
      const below = heading.length > 0 && !failed;
      return {
        ...row,
        what: words([...heading, ...(failed ? [] : [`· ${text('planId')}`])].join('\n')),
        bidMove: moved(text('bid'), text('recommendedBid'), below),
        budgetMove: moved(text('budget'), text('recommendedBudget'), below),
        revenueMove: moved(revenue, revenue, below),
        why: words(`${below ? '\n' : ''}${failed ? text('error') : text('reason')}`),
      };
    }),
  };
  return tableText(view, ['what', 'bidMove', 'budgetMove', 'revenueMove', 'why'], options, locale);
}

/** On the line of the plan, which is the second where the scenario's name stands above it. */
function moved(before: string, after: string, below: boolean): Cell {
  return words(`${below ? '\n' : ''}${before === after ? after : `${before} → ${after}`}`);
}

/** Files without the directories they share and without their ending. */
function shortNames(files: readonly string[]): string[] {
  const parts = files.map((file) => file.replace(/\.ya?ml$/i, '').split(/[/\\]/));
  const most = Math.min(...parts.map(({ length }) => length - 1));
  let shared = 0;
  while (shared < most && parts.every((part) => part[shared] === parts[0]![shared])) shared++;
  return parts.map((part) => part.slice(shared).join('/'));
}
