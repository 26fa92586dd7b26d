import type { SimulateResult } from '../../core/analysis/simulateResult.ts';
import { fill } from '../format/fill.ts';
import { en, type Locale } from '../locales/en.ts';
import { columnHead, type Table } from '../table.ts';
import { painter, type TerminalOptions } from '../terminal/style.ts';
import { terminalTable } from '../terminal/terminalTable.ts';
import { simulateTables } from './simulateTables.ts';
import { termTable } from './termTables.ts';

/** Rows of the search-term report on a terminal. */
const SHOWN_TERMS = 25;

function searches(table: Table, shown: (table: Table, mostWidth: number) => string, locale: Locale): string {
  const left = table.rows.length - SHOWN_TERMS;
  const text = shown({ ...table, rows: table.rows.slice(0, SHOWN_TERMS) }, 28);
  return left > 0 ? `${text}\n${fill(locale.simulate.more, { n: String(left) })}` : text;
}

/** What `bidwright simulate` prints. */
export function simulateSummary(
  result: SimulateResult,
  files: readonly string[],
  options: TerminalOptions,
  locale: Locale = en,
): string {
  const paint = painter(options.colour);
  const { scenario, strategy, tier, runs, decisions } = result;
  const { store, plans, delivery, rivals, hours } = simulateTables(result, locale);
  const facts = fill(locale.simulate.facts, {
    strategy,
    days: String(scenario.days),
    runs: String(runs),
    tier,
    decisions: String(decisions.length),
  });
  const shown = (table: Table, mostWidth: number): string =>
    terminalTable(
      table.columns.map((column) => ({
        head: columnHead(column),
        align: column.align,
        width: column.align === 'left' ? 24 : mostWidth,
      })),
      table.rows.map((row) => table.columns.map(({ key }) => row[key]!.text)),
      (text) => paint('faint', text),
    );
  const parts = [
    `${paint('strong', scenario.name)}\n${paint('faint', facts)}`,
    shown(store, 24),
    shown(plans, 14),
    ...(rivals === undefined ? [] : [shown(rivals, 14)]),
    ...(hours === undefined ? [] : [shown(hours, 10)]),
    `${paint('strong', delivery.caption)}\n${shown(delivery, 12)}`,
    ...(result.terms === undefined ? [] : [searches(termTable(result, locale), shown, locale)]),
    ...(result.rivalActions === undefined
      ? []
      : [fill(locale.simulate.rivals, { n: String(result.rivalActions.length) })]),
    ...(files.length === 0 ? [] : [files.map((file) => `  ${file}`).join('\n')]),
  ];
  return `${parts.join('\n\n')}\n`;
}
