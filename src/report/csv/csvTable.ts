import { columnHead, type Cell, type Table } from '../table.ts';

/** What a spreadsheet takes for a formula (OWASP "CSV Injection"), full-width forms too. */
const formulaStart = /^[=+\-@\t\r＝＋－＠]/;

/** Excel reads UTF-8 only with this mark; without it names in Chinese or Japanese are garbled. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * A table as CSV (RFC 4180: CRLF, quotes doubled) with a byte order mark, heads with units. Figures are plain numbers,
 * undefined ones empty. Words that a spreadsheet would run as a formula get an apostrophe in front.
 */
export function csvTable({ columns, rows }: Table): string {
  const lines = [
    columns.map((column) => quoted(columnHead(column))),
    ...rows.map((row) => columns.map(({ key }) => field(row[key]!))),
  ];
  return `${BYTE_ORDER_MARK}${lines.map((line) => line.join(',')).join('\r\n')}\r\n`;
}

function field({ value }: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  return quoted(formulaStart.test(value) ? `'${value}` : value);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
