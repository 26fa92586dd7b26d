import { columnHead, type Table } from '../table.ts';

/** A table in GitHub-flavoured Markdown, heads with units. */
export function markdownTable({ columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map((column) => safe(columnHead(column)))),
    line(columns.map(({ align }) => (align === 'right' ? '---:' : '---'))),
    ...rows.map((row) => line(columns.map(({ key }) => safe(row[key]!.text)))),
    '',
  ].join('\n');
}

function safe(text: string): string {
  return text.replace(/[\\|<>*_`[\]]/g, '\\$&').replace(/\s+/g, ' ');
}
