import type { Locale } from '../locales/en.ts';
import type { Table } from '../table.ts';
import { escape } from './escape.ts';
import { sortableTable } from './htmlTable.ts';
import { page } from './page.ts';

export interface TablePageParts {
  readonly title: string;
  readonly facts: readonly string[];
  readonly notes: readonly string[];
  readonly table: Table;
}

/** A small offline page around one table (comparisons, batches), sortable and with a filter where scripts run. */
export function tablePage(
  { title, facts, notes, table }: TablePageParts,
  { tag, page: words }: Locale,
): string {
  const list = facts.map((fact) => `<li>${escape(fact)}</li>`).join('');
  const text = notes.map((note) => `<p class="note">${escape(note)}</p>`).join('');
  const heading = table.caption === title ? '' : `<h2>${escape(table.caption)}</h2>`;
  const filter = escape(words.filterRows);
  const body = `<header class="top"><p class="mark">bidwright</p><h1><bdi>${escape(title)}</bdi></h1><ul class="facts">${list}</ul></header>
<main><section>${heading}${text}<div class="tools" hidden><input type="search" aria-label="${filter}" placeholder="${filter}"><span>${escape(words.sortHint)}</span></div>${sortableTable(table)}</section></main>
<footer>bidwright</footer>`;
  return page({ language: tag, title, body });
}
