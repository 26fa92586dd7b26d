import type { Table } from '../table.ts';
import { escape } from './escape.ts';
import { htmlTable } from './htmlTable.ts';

/** A picture with its caption. */
export function figure(caption: string, svg: string): string {
  return `<figure><figcaption>${escape(caption)}</figcaption>${svg}</figure>`;
}

/** A faint paragraph; nothing for no text. */
export function note(text: string): string {
  return text === '' ? '' : `<p class="note">${escape(text)}</p>`;
}

/** A row of marks made by `legendMark`. */
export function legend(...marks: readonly string[]): string {
  return `<div class="legend">${marks.join('')}</div>`;
}

/** One entry of a legend: a shape in a 22 x 12 box and its words. */
export function legendMark(shape: string, text: string): string {
  return `<span><svg viewBox="0 0 22 12" aria-hidden="true">${shape}</svg>${escape(text)}</span>`;
}

/** A table that opens on demand. */
export function foldedTable(summary: string, table: Table): string {
  return `<details><summary>${escape(summary)}</summary>${htmlTable(table)}</details>`;
}
