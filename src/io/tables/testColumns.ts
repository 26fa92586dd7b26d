import { InputError } from '../../core/issues/issue.ts';
import { nearest } from '../../core/issues/nearest.ts';
import { currencyInHeader } from './cells.ts';
import { HEADER_ALIASES, type TestField } from './headerAliases.ts';
import type { Cell, RawTable } from './readTable.ts';

/** Where the header stands and which column each field is. */
export interface TestColumns {
  readonly headerRow: number;
  readonly names: readonly string[];
  readonly index: Partial<Record<TestField, number>>;
  /** Currency written in a header's brackets. */
  readonly currency?: string;
}

/** Rows above the header that titles and periods may take. */
const DEEPEST_HEADER = 40;

/** Finds the header (the row with most known names) and the columns; `by` names the column of creatives if no alias fits. */
export function findColumns(table: RawTable, required: readonly TestField[], by?: string): TestColumns {
  let best: TestColumns | undefined;
  table.rows.slice(0, DEEPEST_HEADER).forEach((row, headerRow) => {
    const columns = columnsOf(row, headerRow, by);
    if (best === undefined || Object.keys(columns.index).length > Object.keys(best.index).length)
      best = columns;
  });
  const missing = required.filter((field) => best?.index[field] === undefined);
  if (best === undefined || missing.length > 0) throw noColumns(table, missing, best, by);
  return best;
}

function columnsOf(row: readonly Cell[], headerRow: number, by: string | undefined): TestColumns {
  const names = row.map((cell) => String(cell ?? '').trim());
  const index: Partial<Record<TestField, number>> = {};
  for (const [field, aliases] of Object.entries(HEADER_ALIASES) as [TestField, readonly string[]][]) {
    for (const alias of aliases) {
      const found = names.findIndex((name) => plainName(name) === alias || name.toLowerCase() === alias);
      if (found >= 0) {
        index[field] = found;
        break;
      }
    }
  }
  if (by !== undefined) {
    const chosen = names.findIndex((name) => name === by || plainName(name) === plainName(by));
    if (chosen >= 0) index.creative = chosen;
    else delete index.creative;
  }
  const money = [index.cost, index.revenue].flatMap((column) =>
    column === undefined ? [] : [names[column]],
  );
  const currency = money.map(currencyInHeader).find((code) => code !== undefined);
  return { headerRow, names, index, ...(currency === undefined ? {} : { currency }) };
}

/** Lower case, without a trailing bracket such as `(USD)`, `(#)` or `(元)`. */
function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/\s*[(（][^)）]*[)）]\s*$/, '')
    .trim();
}

function noColumns(
  table: RawTable,
  missing: readonly TestField[],
  best: TestColumns | undefined,
  by: string | undefined,
): InputError {
  const known = best?.names.filter((name) => name !== '') ?? [];
  const near = missing.includes('creative') && by !== undefined ? nearest(by, known) : undefined;
  return new InputError([
    {
      code: 'test.missingColumns',
      path: [],
      file: table.file,
      line: table.lines[best?.headerRow ?? 0] ?? 1,
      params: { missing, found: known.slice(0, 30), ...(near === undefined ? {} : { near }) },
    },
  ]);
}
