import type { Cell, Column, Table } from '../table.ts';
import { escape } from './escape.ts';

/** Heads of a table's columns, unit below the label. */
export function headCell({ label, unit, align }: Pick<Column, 'label' | 'unit' | 'align'>): string {
  const small = unit === null ? '' : `<small>${escape(unit)}</small>`;
  return `<th scope="col"${align === 'left' ? ' class="l"' : ''}>${escape(label)}${small}</th>`;
}

/** What a script sorts by; words sort by their text. */
export function sortValue({ value }: Cell): string {
  return typeof value === 'string' ? '' : ` data-v="${value ?? ''}"`;
}

/** Any table of the report, in a box that scrolls when it is wide or long. */
export function htmlTable(table: Table, { sortable = false, tall = false } = {}): string {
  const { caption, columns, rows } = table;
  const cell = (row: Readonly<Record<string, Cell>>, { key, align }: Column): string => {
    const content = row[key]!;
    const long = align === 'left' && content.text.length > 60;
    const classes = align === 'left' ? ` class="${long ? 'w' : 'l'}"` : '';
    return `<td${classes}${sortable ? sortValue(content) : ''}>${escape(content.text)}</td>`;
  };
  const lines = rows.map((row) => `<tr>${columns.map((column) => cell(row, column)).join('')}</tr>`);
  // A sortable table moves whole bodies, so that a row may bring lines of its own.
  const body = sortable
    ? lines.map((line) => `<tbody>${line}</tbody>`).join('\n')
    : `<tbody>\n${lines.join('\n')}\n</tbody>`;
  return `<div class="scroll${tall ? ' tall' : ''}" tabindex="0" role="region" aria-label="${escape(caption)}"><table${sortable ? ' data-sort' : ''}><caption>${escape(caption)}</caption><thead><tr>${columns.map(headCell).join('')}</tr></thead>
${body}
</table></div>`;
}
