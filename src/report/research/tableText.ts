import { terminalTable } from '../terminal/terminalTable.ts';
import { columnHead, type Table } from '../table.ts';

/** A table for the terminal, under its caption. */
export function tableText({ caption, columns, rows }: Table): string {
  const heads = columns.map((column) => ({ head: columnHead(column), align: column.align }));
  const body = rows.map((row) => columns.map(({ key }) => row[key]!.text));
  return `${caption}\n${terminalTable(heads, body)}`;
}
