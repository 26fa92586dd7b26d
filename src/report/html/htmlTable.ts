import type { Cell, Column, Table } from '../table.ts';
import { escape, prose } from './escape.ts';

/** Heads of a table's columns, unit below the label. */
export function headCell({ label, unit, align }: Pick<Column, 'label' | 'unit' | 'align'>): string {
  const small = unit === null ? '' : `<small>${escape(unit)}</small>`;
  return `<th scope="col"${align === 'left' ? ' class="l"' : ''}>${escape(label)}${small}</th>`;
}

/** What a script sorts by; words sort by their text. */
export function sortValue({ value }: Cell): string {
  return typeof value === 'string' ? '' : ` data-v="${value ?? ''}"`;
}

/** Words longer than this do not share a line with figures. */
const LONG_WORDS = 60;

/** Any table of the report, in a box that scrolls when it is wide or long. */
export function htmlTable({ caption, columns, rows }: Table): string {
  const cell = (row: Row, { key, align }: Column): string => {
    const { text } = row[key]!;
    const classes = align === 'left' ? ` class="${text.length > LONG_WORDS ? 'w' : 'l'}"` : '';
    return `<td${classes}>${escape(text)}</td>`;
  };
  const lines = rows.map((row) => `<tr>${columns.map((column) => cell(row, column)).join('')}</tr>`);
  return boxed(
    caption,
    `<table><caption>${escape(caption)}</caption>${head(columns)}<tbody>
${lines.join('\n')}
</tbody></table>`,
  );
}

/** A table that the page's script sorts and filters; sentences go on a line below their row, empty columns away. */
export function sortableTable({ caption, columns, rows }: Table): string {
  const filled = columns.filter(({ key }) => rows.some((row) => row[key]!.value !== null));
  const below = filled.filter(({ sentences }) => sentences === true);
  const beside = filled.filter(({ sentences }) => sentences !== true);
  const cell = (row: Row, { key, align }: Column): string =>
    `<td${align === 'left' ? ' class="l"' : ''}${sortValue(row[key]!)}>${escape(row[key]!.text)}</td>`;
  const bodies = rows.map((row) => {
    const said = below.map(({ key }) => row[key]!).filter(({ value }) => value !== null && value !== '');
    const why = said.map(({ text }) => `<div>${prose(text)}</div>`).join('');
    const second = why === '' ? '' : `<tr class="why"><td colspan="${beside.length}">${why}</td></tr>`;
    return `<tbody><tr>${beside.map((column) => cell(row, column)).join('')}</tr>${second}</tbody>`;
  });
  const classes = below.length > 0 ? ' class="plans"' : '';
  return boxed(
    caption,
    `<table data-sort${classes}>${head(beside)}
${bodies.join('\n')}
</table>`,
  );
}

type Row = Readonly<Record<string, Cell>>;

function head(columns: readonly Column[]): string {
  return `<thead><tr>${columns.map(headCell).join('')}</tr></thead>`;
}

/** A region that keyboards can scroll. */
function boxed(label: string, table: string): string {
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escape(label)}">${table}</div>`;
}
