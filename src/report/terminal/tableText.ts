import { displayWidth } from '../format/displayWidth.ts';
import { fill } from '../format/fill.ts';
import { en, type Locale } from '../locales/en.ts';
import { columnHead, type Column, type Table } from '../table.ts';
import { painter, type TerminalOptions } from './style.ts';
import { terminalTable } from './terminalTable.ts';

const MOST_ROWS = 200;
const LEAST_WORDS = 16;
const GAP = 2;

/**
 * Any table of the report as text: the columns named by `keys`, numbers aligned, words wrapped to what width is left.
 * A first cell that repeats the one above is left blank, so groups stand out.
 */
export function tableText(
  { columns, rows }: Table,
  keys: readonly string[],
  options: TerminalOptions,
  locale: Locale = en,
): string {
  const paint = painter(options.colour);
  const chosen = keys.map((key) => columns.find((column) => column.key === key)!);
  const shown = rows.slice(0, MOST_ROWS);
  const texts = shown.map((row) => chosen.map(({ key }) => row[key]!.text));
  const widths = columnWidths(chosen, texts, options.width);
  const lines = texts.map((line, index) =>
    line.map((text, column) => {
      if (column === 0 && line.length > 1 && index > 0 && texts[index - 1]![0] === text) return '';
      return text;
    }),
  );
  const table = terminalTable(
    chosen.map((column, index) => ({
      head: columnHead(column),
      align: column.align,
      width: widths[index]!,
    })),
    lines,
    (text) => paint('faint', text),
  );
  const left = rows.length - shown.length;
  return left === 0 ? table : `${table}\n${paint('faint', fill(locale.moreRows, { n: String(left) }))}`;
}

/** Numbers keep their width; columns of words share the rest, the last one taking what is over. */
function columnWidths(
  columns: readonly Column[],
  texts: readonly (readonly string[])[],
  width: number,
): number[] {
  const natural = columns.map((column, index) =>
    Math.max(
      ...(column.align === 'right' ? column.label.split(' ') : [column.label]).map(displayWidth),
      ...texts.flatMap((line) => line[index]!.split('\n').map(displayWidth)),
    ),
  );
  const fixed = columns.map(({ align }) => align === 'right');
  const room = width - GAP * columns.length - sumWhere(natural, fixed, true);
  const wanted = sumWhere(natural, fixed, false);
  if (wanted <= room) return natural;
  const share = Math.max(LEAST_WORDS, Math.floor(room / Math.max(1, fixed.filter((flag) => !flag).length)));
  const narrow = natural.map((own, index) => (fixed[index]! ? own : Math.min(own, share)));
  const spare = room - sumWhere(narrow, fixed, false);
  const last = fixed.lastIndexOf(false);
  return narrow.map((own, index) =>
    index === last && spare > 0 ? Math.min(natural[index]!, own + spare) : own,
  );
}

function sumWhere(values: readonly number[], flags: readonly boolean[], flag: boolean): number {
  return values.reduce((sum, value, index) => (flags[index] === flag ? sum + value : sum), 0);
}
